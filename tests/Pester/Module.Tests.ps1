BeforeDiscovery {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $manifest = Import-PowerShellDataFile "$root/PrivateApi.psd1"
    $commands = $manifest.CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $staged = "$root/out/PrivateApi"
    Import-Module $staged -Force
}

Describe 'The staged module' {
    It 'has a clean manifest' {
        $found = Test-ModuleManifest "$staged/PrivateApi.psd1" -WarningVariable warnings -ErrorVariable problems
        $found.Name | Should -Be 'PrivateApi'
        $warnings | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'exports what the manifest names, and nothing else' {
        $expected = (Import-PowerShellDataFile "$staged/PrivateApi.psd1").CmdletsToExport | Sort-Object
        (Get-Command -Module PrivateApi).Name | Sort-Object | Should -Be $expected
    }

    It 'uses approved verbs only' {
        Import-Module $staged -Force -WarningVariable warnings 3>$null
        $warnings | Should -BeNullOrEmpty
    }

    It 'is what the manifest in the root of a clone leads to' {
        $plain = "`$PSStyle.OutputRendering = 'PlainText'"
        $said = pwsh -NoProfile -Command "$plain; Import-Module '$root/PrivateApi.psd1'" 2>&1 | Out-String
        $said -replace '\s+(\| )?', ' ' | Should -Match "Run: Import-Module '.*PrivateApi'"
        $fresh = New-Item "$TestDrive/fresh/module" -ItemType Directory
        Copy-Item "$root/PrivateApi.psd1" (Split-Path $fresh)
        Copy-Item "$root/module/Sources.psm1" $fresh
        $said = pwsh -NoProfile -Command "$plain; Import-Module '$(Split-Path $fresh)/PrivateApi.psd1'" 2>&1 | Out-String
        $said -replace '\s+(\| )?', ' ' | Should -Match "Run: dotnet build; Import-Module '"
        "$staged/Sources.psm1" | Should -Not -Exist
    }

    It 'carries no host assembly' {
        $names = (Get-ChildItem "$staged/bin" -File).Name
        $names | Should -Not -BeNullOrEmpty
        $names | Where-Object { $_ -notmatch '^(PrivateApi|AWSSDK\.|Microsoft\.(OpenApi|IdentityModel|Extensions|Bcl)|SharpYaml|System\.(Collections\.Immutable|Formats\.Asn1))' } | Should -BeNullOrEmpty
    }

    It 'lives in a load context of its own' {
        $context = [System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext((Get-Command Start-PrivateApiLab).ImplementingType.Assembly)
        $context.Name | Should -Be 'PrivateApi'
        [System.Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.GetName().Name | Where-Object { $_ -like 'AWSSDK*' } | Should -BeNullOrEmpty
    }

    It 'survives Import-Module -Force' {
        $before = @(Get-Command -Module PrivateApi).Count
        Import-Module $staged -Force
        $before | Should -BeGreaterThan 3
        @(Get-Command -Module PrivateApi).Count | Should -Be $before
    }

    It 'can be removed and imported again' {
        Remove-Module PrivateApi
        Get-Module PrivateApi | Should -BeNullOrEmpty
        Import-Module $staged
        $lab = Start-PrivateApiLab -NoDefault 6>$null
        $lab.EndpointUrl | Should -Match '^http://127\.0\.0\.1:'
        $lab | Stop-PrivateApiLab
    }

    It 'works in a second runspace' {
        $expected = (Import-PowerShellDataFile "$staged/PrivateApi.psd1").CmdletsToExport.Count
        $count = 1..2 | ForEach-Object -Parallel { Import-Module $using:staged; @(Get-Command -Module PrivateApi).Count }
        $count | Should -Be @($expected, $expected)
    }
}

Describe '<Name>' -ForEach $commands {
    BeforeAll {
        $command = Get-Command $Name
    }

    It 'has a help page' {
        "$root/docs/en-US/$Name.md" | Should -Exist
    }

    It 'has a test file' {
        "$root/tests/Pester/$Name.Tests.ps1" | Should -Exist
    }

    It 'says what it emits' {
        if ($command.Verb -notin 'Remove', 'Stop') { $command.OutputType | Should -Not -BeNullOrEmpty }
    }

    It 'can be asked what it would do, where it changes something' {
        # New-PrivateApiPolicy builds a document in memory and changes nothing.
        if ($command.Verb -in 'New', 'Set', 'Remove', 'Publish' -and $Name -ne 'New-PrivateApiPolicy') { $command.Parameters.Keys | Should -Contain 'WhatIf' }
    }

    It 'names no type of the AWS SDK' {
        $types = @($command.Parameters.Values.ParameterType) + @($command.OutputType.Type)
        $types.FullName | Where-Object { $_ -match '\bAmazon\.' } | Should -BeNullOrEmpty
    }
}
