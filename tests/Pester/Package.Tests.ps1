BeforeAll {
    $packer = Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet | Where-Object Version -GE '1.1'
}

Describe 'The package' {
    BeforeAll {
        if (-not $packer) { throw 'PSResourceGet 1.1 or later is not installed: Install-PSResource Microsoft.PowerShell.PSResourceGet -Version 1.2.0' }
        $staged = (Resolve-Path "$PSScriptRoot/../../out/PrivateApi").Path
        $repository = New-Item (Join-Path $TestDrive 'repository') -ItemType Directory
        $target = New-Item (Join-Path $TestDrive 'installed') -ItemType Directory

        # In a process of its own: PSResourceGet keeps a package open that it has read (1.2.0), and Windows then lets nobody remove it.
        function Invoke-Apart {
            param([string] $Script)
            $output = pwsh -NoProfile -Command "`$ErrorActionPreference = 'Stop'; $Script" 2>&1
            [pscustomobject] @{ ExitCode = $LASTEXITCODE; Output = $output | Where-Object { $_ -isnot [Management.Automation.ErrorRecord] }; Error = $output | Out-String }
        }

        $name = "PrivateApi-$([guid]::NewGuid().ToString('N'))"
        Register-PSResourceRepository -Name $name -Uri $repository.FullName -Trusted
        $made = Invoke-Apart "Compress-PSResource -Path '$staged' -DestinationPath '$repository'; Save-PSResource PrivateApi -Repository $name -Path '$target' -TrustRepository"
        $made.ExitCode | Should -Be 0 -Because $made.Error
    }

    AfterAll { Unregister-PSResourceRepository -Name $name }

    It 'carries the version of the manifest, which is the only place that states it' {
        $version = (Import-PowerShellDataFile "$staged/PrivateApi.psd1").ModuleVersion
        Get-ChildItem $repository | Select-Object -ExpandProperty Name | Should -Be "PrivateApi.$version.nupkg"
    }

    It 'installs from a folder, and does the main job on the lab' {
        $folder = (Get-ChildItem "$target/PrivateApi" -Directory).FullName
        $pets = pwsh -NoProfile -Command @"
Import-Module '$folder/PrivateApi.psd1'
`$null = Start-PrivateApiLab 6>`$null
(New-PrivateApiNetwork -Name PrivateAPIDemo | New-PrivateApiEndpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo | Invoke-PrivateApi -Path /pets -Via Lambda).Body.type
(Get-Help Test-PrivateApi).Synopsis
"@
        $pets[0..2] | Should -Be 'dog', 'cat', 'fish'
        $pets[3] | Should -Match 'private API'
    }

    Context 'published by build.ps1 to a repository that is a folder' {
        BeforeAll {
            # build.ps1 takes the package that lies beside it, and the one of this clone is not a test's to replace.
            $place = New-Item (Join-Path $TestDrive 'place' 'artifacts' 'package') -ItemType Directory
            $package = Get-ChildItem $repository -Filter *.nupkg | Copy-Item -Destination $place -PassThru
            $build = Join-Path $TestDrive 'place' 'build.ps1'
            Copy-Item "$PSScriptRoot/../../build.ps1" $build
            $gallery = New-Item (Join-Path $TestDrive 'gallery') -ItemType Directory
            $shop = "PrivateApi-$([guid]::NewGuid().ToString('N'))"
            Register-PSResourceRepository -Name $shop -Uri $gallery.FullName -Trusted
            $published = Invoke-Apart "& '$build' -Task Publish -Repository $shop"
        }

        AfterAll { Unregister-PSResourceRepository -Name $shop }

        It 'is found there by name, with what the manifest says' {
            $published.ExitCode | Should -Be 0 -Because $published.Error
            $manifest = Import-PowerShellDataFile "$staged/PrivateApi.psd1"
            $found = (Invoke-Apart "Find-PSResource PrivateApi -Repository $shop | Select-Object Name, Author, Description, Tags, @{ n = 'Version'; e = { [string] `$_.Version } } | ConvertTo-Json").Output | Out-String | ConvertFrom-Json
            $found.Version | Should -Match "^$([regex]::Escape($manifest.ModuleVersion))(\.0)?$"
            $found.Author | Should -Be $manifest.Author
            $found.Description | Should -Be $manifest.Description
            $found.Tags | Should -Contain 'ApiGateway'
        }

        It 'is the same file, so that its attestation still holds' {
            $file = Get-ChildItem $gallery -Filter *.nupkg -Recurse
            (Get-FileHash $file).Hash | Should -Be (Get-FileHash $package).Hash
        }

        It 'installs from there with every file that was staged' {
            $bought = New-Item (Join-Path $TestDrive 'bought') -ItemType Directory
            $null = Invoke-Apart "Save-PSResource PrivateApi -Repository $shop -Path '$bought' -TrustRepository"
            $folder = (Get-ChildItem (Join-Path $bought 'PrivateApi') -Directory).FullName
            $files = { param($in) Get-ChildItem $in -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($in, $_.FullName) } | Sort-Object }
            & $files $folder | Should -Be (& $files $staged)
            (Test-ModuleManifest "$folder/PrivateApi.psd1").ExportedCmdlets.Keys | Should -Contain 'Test-PrivateApi'
        }

        It 'is not published where Package has not run' {
            Remove-Item "$place/*.nupkg"
            $none = Invoke-Apart "& '$build' -Task Publish -Repository $shop"
            $none.ExitCode | Should -Not -Be 0
            $none.Error | Should -Match 'holds 0 packages'
        }
    }
}
