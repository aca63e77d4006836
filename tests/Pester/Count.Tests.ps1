BeforeAll {
    # What a run left, as the runners write it, and what comes of counting it.
    function Measure-Run {
        param([string[]] $Xunit, [hashtable[]] $Pester, [hashtable] $Minimum = @{}, [hashtable[]] $Skip = @(), [hashtable] $More = @{}, [string] $Errors = '')
        $folder = Join-Path $TestDrive ([guid]::NewGuid().ToString('N'))
        $null = New-Item $folder -ItemType Directory
        if ($Xunit) { "<assemblies><assembly name='/a/Engine.Tests.dll'><errors>$Errors</errors><collection>$Xunit</collection></assembly></assemblies>" | Set-Content "$folder/a.xunit.xml" }
        if ($Pester) { ConvertTo-Json @($Pester) | Set-Content "$folder/pester.json" }
        $minimums = $Minimum.GetEnumerator() | ForEach-Object { "'$($_.Key)' = $($_.Value)" }
        $skips = $Skip | ForEach-Object { "@{ Where = '$($_.Where)'; Reason = '$($_.Reason)' }" }
        "@{ Minimum = @{ $($minimums -join '; ') }; Skip = @($($skips -join "`n")) }" | Set-Content "$folder/expected.psd1"
        $output = & "$PSScriptRoot/../../.ci/Measure-Result.ps1" -Path $folder -Expected "$folder/expected.psd1" @More
        [pscustomobject] @{ ExitCode = $LASTEXITCODE; Last = @($output)[-1]; Output = $output -join "`n" }
    }

    $pass = '<test name="a" result="Pass" />'
    $skip = '<test name="b" result="Skip"><reason>python3 is not installed</reason></test>'
    $listed = @{ Where = 'Bare'; Reason = 'python3 is not *' }
}

Describe 'The count of a run' {
    It 'adds both runners and the steps' {
        $run = Measure-Run $pass, $pass @{ Name = 'c'; Result = 'Passed' }, @{ Name = 'd'; Result = 'Passed' } -Minimum @{ 'Engine.Tests' = 2; Pester = 2 } -More @{ Passed = 1 }
        $run.Last | Should -Be '5 passed, 0 failed, 0 skipped'
        $run.ExitCode | Should -Be 0
    }

    It 'fails for a test that failed, by its name' {
        $run = Measure-Run $pass, '<test name="broken promise" result="Fail" />'
        $run.Last | Should -Be '1 passed, 1 failed, 0 skipped'
        $run.Output | Should -Match 'Engine\.Tests: broken promise'
        $run.ExitCode | Should -Be 1
    }

    It 'fails for what Pester calls <Result>' -ForEach @{ Result = 'Failed' }, @{ Result = 'NotRun' }, @{ Result = 'Inconclusive' } {
        (Measure-Run @() @{ Name = 'c'; Result = $Result }).Last | Should -Be '0 passed, 1 failed, 0 skipped'
    }

    It 'fails for a clean-up that failed outside of any test' {
        (Measure-Run $pass -Errors '<error type="fixture-cleanup" name="MotoServer" />').Last | Should -Be '1 passed, 1 failed, 0 skipped'
    }

    It 'fails for a step that left no test' {
        (Measure-Run $pass -More @{ Failed = 1 }).ExitCode | Should -Be 1
    }

    It 'lets a listed reason skip' {
        $run = Measure-Run $pass, $skip -Skip $listed
        $run.Last | Should -Be '1 passed, 0 failed, 1 skipped'
        $run.ExitCode | Should -Be 0
    }

    It 'fails for any other reason, and for none, and says which' {
        $run = Measure-Run $pass, $skip @{ Name = 'c'; Result = 'Skipped'; Reason = '' } -Skip @{ Where = 'Bare'; Reason = 'node is not installed' }
        $run.Last | Should -Be '1 passed, 2 failed, 0 skipped'
        $run.Output | Should -Match 'does not list here: b: python3 is not installed'
        $run.ExitCode | Should -Be 1
    }

    It 'fails for a missing peer where every peer is installed' {
        (Measure-Run $pass, $skip -Skip $listed -More @{ Peers = $true }).Last | Should -Be '1 passed, 1 failed, 0 skipped'
    }

    It 'lets a test that is asked for wait for that everywhere' {
        (Measure-Run $pass, $skip -Skip @{ Where = 'Asked'; Reason = 'python3 is not *' } -More @{ Peers = $true }).ExitCode | Should -Be 0
    }

    It 'fails for fewer tests than there were' {
        $run = Measure-Run $pass, $skip -Minimum @{ 'Engine.Tests' = 3 } -Skip $listed
        $run.Output | Should -Match 'Engine\.Tests ran 2 tests, and .* wants 3'
        $run.ExitCode | Should -Be 1
    }

    It 'fails for a suite that left nothing' {
        $run = Measure-Run $pass -Minimum @{ 'Engine.Tests' = 1; Pester = 1 }
        $run.Output | Should -Match 'Pester ran 0 tests'
        $run.Last | Should -Be '1 passed, 1 failed, 0 skipped'
    }

    It 'looks at one suite alone where that is asked' {
        (Measure-Run @() @{ Name = 'c'; Result = 'Passed' } -Minimum @{ 'Engine.Tests' = 1; Pester = 1 } -More @{ Suite = 'Pester' }).ExitCode | Should -Be 0
    }
}

Describe 'What this repository expects' {
    It 'has a number for each suite, and a place for each reason' {
        $expected = Import-PowerShellDataFile "$PSScriptRoot/../../.ci/Expected.psd1"
        ($expected.Minimum.Keys | Sort-Object) -join ' ' | Should -BeExactly 'Pester PrivateApi.Core.Tests PrivateApi.Module.Tests'
        $expected.Minimum.Values | Should -Not -Contain 0
        $expected.Skip.Where | Where-Object { $_ -notin 'Bare', 'Asked', 'Windows', 'MacOS' } | Should -BeNullOrEmpty
        $expected.Skip.Reason | Where-Object { $_ -eq '*' -or $_.Length -lt 15 } | Should -BeNullOrEmpty
    }
}
