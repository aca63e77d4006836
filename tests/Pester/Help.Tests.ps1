BeforeDiscovery {
    $names = (Import-PowerShellDataFile "$PSScriptRoot/../../PrivateApi.psd1").CmdletsToExport
}

BeforeAll {
    $root = Resolve-Path "$PSScriptRoot/../.."
    Import-Module "$root/out/PrivateApi" -Force

    # Another version may write the same help in another form.
    $platyPS = [bool] (Get-Module -ListAvailable Microsoft.PowerShell.PlatyPS | Where-Object Version -EQ 1.0.3)
}

Describe 'Get-Help' {
    It 'explains <_>: what it does, every parameter, and two examples with code' -ForEach $names {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Match '\.$'
        $help.Description.Text | Should -Not -BeNullOrEmpty
        $known = (Get-Command $_).Parameters.Keys | Where-Object { $_ -notin [Management.Automation.Cmdlet]::CommonParameters }
        $help.parameters.parameter.name | Sort-Object | Should -Be ($known | Sort-Object)
        foreach ($parameter in $help.parameters.parameter) { $parameter.description.Text | Should -Match '\.$' -Because $parameter.name }
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.examples.example) { $example.code | Should -Match $_ }
    }

    It 'tells defaults, wildcards and what can be piped' {
        $name = Get-Help Get-PrivateApiNetwork -Parameter Name
        $name.globbing | Should -Be 'true'
        (Get-Help New-PrivateApiNetwork -Parameter CidrBlock).defaultValue | Should -Be '10.0.0.0/16'
        (Get-Help Remove-PrivateApiNetwork -Parameter VpcId).pipelineInput | Should -Be 'true (ByPropertyName)'
    }

    It 'has the topic <_>' -ForEach 'about_PrivateApi', 'about_PrivateApi_Lab', 'about_PrivateApi_Troubleshooting' {
        # A manifest's name would do at a prompt; here the module is in no PSModulePath.
        $text = Get-Content "$root/out/PrivateApi/en-US/$_.help.txt" -Raw
        $text | Should -Match "^TOPIC\r?\n    $_\r?\n"
        $text | Should -Match 'SHORT DESCRIPTION'
    }
}

Describe 'Before the module is imported, where it is installed' {
    BeforeAll {
        $modules = New-Item "$TestDrive/modules/PrivateApi" -ItemType Directory
        Copy-Item "$root/out/PrivateApi" "$modules/$((Import-PowerShellDataFile "$root/PrivateApi.psd1").ModuleVersion)" -Recurse

        # In a process of its own, in which nothing has asked for the module yet.
        function Get-FreshHelp([string] $Command) {
            $env:PSModulePath, $before = (Split-Path $modules), $env:PSModulePath
            try { pwsh -NoProfile -Command $Command } finally { $env:PSModulePath = $before }
        }
    }

    It 'Get-Help knows the synopsis of a command' {
        $said = Get-FreshHelp "(Get-Help Test-PrivateApi).Synopsis; (Get-Help New-PrivateApiEndpoint).Synopsis"
        $said | Should -Be (Get-Help Test-PrivateApi).Synopsis, (Get-Help New-PrivateApiEndpoint).Synopsis
    }

    It 'the words of the field lead to the topics' {
        # A second for each: PowerShell reads every topic anew.
        $words = '403', 'vpce', 'execute-api', 'private dns', 'PrivateLink', 'NACL', 'timeout', 'on premises', 'GitHub Actions', 'LocalStack'
        $list = ($words | ForEach-Object { "'$_'" }) -join ', '
        $found = Get-FreshHelp ("foreach (`$word in $list) " +
            "{ `"`$word=`$(@((Get-Help `$word -ErrorAction Ignore).Name) -like 'about_PrivateApi*')`" }")
        $found.Count | Should -Be $words.Count
        $found | Where-Object { $_ -notmatch '=about_PrivateApi' } | Should -BeNullOrEmpty
    }
}

Describe 'The pages of docs/en-US' {
    BeforeEach { if (-not $platyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS 1.0.3 is not installed' } }

    It 'is a page that PlatyPS takes: <_>' -ForEach $names {
        Test-MarkdownCommandHelp "$root/docs/en-US/$_.md" | Should -BeTrue
    }

    It 'are what module/en-US was made of' {
        Copy-Item "$root/build.ps1" $TestDrive
        Copy-Item "$root/docs" $TestDrive -Recurse
        $made = (New-Item "$TestDrive/module/en-US" -ItemType Directory).FullName
        $null = pwsh -NoProfile -File "$TestDrive/build.ps1" -Task Docs 6>&1
        $LASTEXITCODE | Should -Be 0
        foreach ($file in Get-ChildItem "$root/module/en-US") {
            Get-Content (Join-Path $made $file.Name) -Raw | Should -BeExactly (Get-Content $file -Raw) -Because $file.Name
        }
        (Get-ChildItem $made).Name | Should -Be (Get-ChildItem "$root/module/en-US").Name
    }
}
