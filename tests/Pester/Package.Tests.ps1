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

        # What build.ps1 needs to pack, apart from a build: it takes what is staged beside it, and the package of this clone is not a
        # test's to replace.
        function New-Place {
            param([string] $Name)
            $place = New-Item (Join-Path $TestDrive $Name) -ItemType Directory
            Copy-Item "$PSScriptRoot/../../build.ps1", "$PSScriptRoot/../../CHANGELOG.md", "$PSScriptRoot/../../PrivateApi.psd1" $place
            Copy-Item $staged (Join-Path (New-Item "$place/out" -ItemType Directory) 'PrivateApi') -Recurse
            $place.FullName
        }

        function Invoke-Pack {
            param([string] $Place, [string] $More)
            $dotnet = "function dotnet { `"`$args`" | Add-Content '$Place/asked'; `$global:LASTEXITCODE = 0 }"
            Invoke-Apart "$dotnet; & '$Place/build.ps1' -Task Package $More"
        }

        function Get-Nuspec {
            param([string] $Package)
            $archive = [IO.Compression.ZipFile]::OpenRead($Package)
            $entry = $archive.Entries.Where{ $_.FullName -like '*.nuspec' }[0]
            try { ([xml] [IO.StreamReader]::new($entry.Open()).ReadToEnd()).package.metadata }
            finally { $archive.Dispose() }
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
            $place = New-Place place
            $packed = Invoke-Pack $place '-ProjectUri https://example.com/someone/PrivateApi/'
            $packed.ExitCode | Should -Be 0 -Because $packed.Error
            $package = Get-Item "$place/artifacts/package/*.nupkg"
            $build = "$place/build.ps1"
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

        It 'was built as Release, whatever is asked for' {
            @(Get-Content "$place/asked")[0] | Should -Match '^build .* -c Release$'
        }

        It 'has its assemblies compiled ahead of time, for the systems that most pipelines run on' {
            $asked = @(Get-Content "$place/asked") -match '-t:CompileAhead'
            $asked.ForEach{ [regex]::Match($_, '-p:RuntimeIdentifier=(\S+)').Groups[1].Value } | Should -Be 'linux-x64', 'win-x64'
        }

        It 'says where its sources, its licence and its icon are, and what is new' {
            $about = Get-Nuspec $package
            $version = (Import-PowerShellDataFile "$staged/PrivateApi.psd1").ModuleVersion
            $about.projectUrl | Should -Be 'https://example.com/someone/PrivateApi'
            $about.licenseUrl | Should -Be "https://example.com/someone/PrivateApi/blob/v$version/LICENSE"
            $about.iconUrl | Should -Be "https://example.com/someone/PrivateApi/raw/v$version/docs/icon.png"
            "$PSScriptRoot/../../docs/icon.png", "$PSScriptRoot/../../LICENSE" | Should -Exist
            $notes = (Get-Content "$PSScriptRoot/../../CHANGELOG.md" -Raw) -split '(?m)^## '
            $about.releaseNotes.Length | Should -BeGreaterThan 100
            $about.releaseNotes.Length | Should -BeLessThan 35000
            $notes[1] | Should -Match ([regex]::Escape(($about.releaseNotes -split "`n")[2]))
        }

        It 'is the same file, so that its attestation still holds' {
            $file = Get-ChildItem $gallery -Filter *.nupkg -Recurse
            (Get-FileHash $file).Hash | Should -Be (Get-FileHash $package).Hash
        }

        It 'has a page on the web for each command, which Get-Help -Online opens' {
            $bought = New-Item (Join-Path $TestDrive 'online') -ItemType Directory
            $null = Invoke-Apart "Save-PSResource PrivateApi -Repository $shop -Path '$bought' -TrustRepository"
            $env:PSModulePath, $before = "$bought", $env:PSModulePath
            try {
                $ask = '(Get-Command -Module PrivateApi).Name | ForEach-Object { (Get-Help $_).relatedLinks.navigationLink[0].uri }'
                $help = pwsh -NoProfile -Command $ask
            }
            finally { $env:PSModulePath = $before }
            $manifest = Import-PowerShellDataFile "$staged/PrivateApi.psd1"
            $pages = "https://example.com/someone/PrivateApi/blob/v$($manifest.ModuleVersion)/docs/en-US"
            $help | Sort-Object | Should -Be ($manifest.CmdletsToExport | ForEach-Object { "$pages/$_.md" } | Sort-Object)
        }

        It 'installs from there with every file that was staged' {
            $bought = New-Item (Join-Path $TestDrive 'bought') -ItemType Directory
            $null = Invoke-Apart "Save-PSResource PrivateApi -Repository $shop -Path '$bought' -TrustRepository"
            $folder = (Get-ChildItem (Join-Path $bought 'PrivateApi') -Directory).FullName
            $files = { param($in) Get-ChildItem $in -Recurse -File | ForEach-Object { [IO.Path]::GetRelativePath($in, $_.FullName) } | Sort-Object }
            & $files $folder | Should -Be (& $files $staged)
            foreach ($name in 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'Test-Api.ps1', 'PrivateApi.Calls.schema.json') {
                "$folder/$name" | Should -Exist
            }

            (Test-ModuleManifest "$folder/PrivateApi.psd1").ExportedCmdlets.Keys | Should -Contain 'Test-PrivateApi'
        }

        It 'is not published where Package has not run' {
            Remove-Item $package
            $none = Invoke-Apart "& '$build' -Task Publish -Repository $shop"
            $none.ExitCode | Should -Not -Be 0
            $none.Error | Should -Match 'holds 0 packages'
        }

        It 'is not published where nobody said whose repository it is' {
            (Invoke-Pack $place).Output | Should -Contain 'It cannot be published: -ProjectUri says where its sources are.'
            (Get-Nuspec (Get-Item "$place/artifacts/package/*.nupkg")).projectUrl | Should -BeNullOrEmpty
            $nobody = Invoke-Apart "& '$build' -Task Publish -Repository $shop"
            $nobody.ExitCode | Should -Not -Be 0
            $nobody.Error -replace '\s+', ' ' | Should -Match 'has no projectUrl, licenseUrl, iconUrl'
        }

        It 'is not packed with an address that is none' {
            (Invoke-Pack $place '-ProjectUri someone/PrivateApi').ExitCode | Should -Not -Be 0
        }
    }
}
