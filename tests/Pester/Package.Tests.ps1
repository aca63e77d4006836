BeforeDiscovery {
    $packer = Get-Module -ListAvailable Microsoft.PowerShell.PSResourceGet | Where-Object Version -GE '1.1'
}

Describe "The package$(if (-not $packer) { ' (skipped: PSResourceGet 1.1 or later is not installed)' })" -Skip:(-not $packer) {
    BeforeAll {
        $staged = Resolve-Path "$PSScriptRoot/../../out/PrivateApi"
        $repository = New-Item (Join-Path $TestDrive 'repository') -ItemType Directory
        $target = New-Item (Join-Path $TestDrive 'installed') -ItemType Directory
        Compress-PSResource -Path $staged -DestinationPath $repository
        $name = "PrivateApi-$([guid]::NewGuid().ToString('N'))"
        Register-PSResourceRepository -Name $name -Uri $repository.FullName -Trusted
        Save-PSResource PrivateApi -Repository $name -Path $target -TrustRepository
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
}
