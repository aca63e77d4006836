<#
.SYNOPSIS
    Counts the test results in a folder. The last line is "N passed, N failed, N skipped"; the exit code is 1 if anything failed.
.DESCRIPTION
    It is also a failure if a test is skipped for a reason that Expected.psd1 does not list for this machine, or if a suite has
    fewer tests than it requires.
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/../artifacts/results",
    [string] $Expected = "$PSScriptRoot/Expected.psd1",
    [string[]] $Suite, # all suites for which Expected.psd1 has a number
    [int] $Failed, # steps that failed without a test that shows it
    [int] $Passed,
    [switch] $Peers # every peer is installed, so a missing peer is not a reason to skip
)

$ErrorActionPreference = 'Stop'
$rules = Import-PowerShellDataFile $Expected
$here = @('Asked') + @(if (-not $Peers) { 'Bare' }) + @(if ($IsWindows) { 'Windows' }) + @(if ($IsMacOS) { 'MacOS' })
$allowed = @($rules.Skip | Where-Object { @($_.Where | Where-Object { $_ -in $here }) }).Reason

# One shape for both runners: suite, name, result, reason.
$tests = @(
    foreach ($file in Get-ChildItem $Path -Filter *.xunit.xml -ErrorAction Ignore) {
        foreach ($assembly in ([xml] (Get-Content $file -Raw)).assemblies.assembly) {
            $name = [IO.Path]::GetFileNameWithoutExtension($assembly.name)
            foreach ($test in $assembly.SelectNodes('.//test')) {
                $reason = $test.SelectSingleNode('reason')?.InnerText
                [pscustomobject] @{ Suite = $name; Name = $test.name; Result = $test.result; Reason = $reason }
            }

            # Set-up and clean-up outside of any test.
            foreach ($problem in $assembly.SelectNodes('errors/error')) {
                [pscustomobject] @{ Suite = $name; Name = "$($problem.type) $($problem.name)"; Result = 'Fail'; Reason = '' }
            }
        }
    }

    foreach ($file in Get-ChildItem $Path -Filter pester.json -ErrorAction Ignore) {
        foreach ($test in Get-Content $file -Raw | ConvertFrom-Json) {
            [pscustomobject] @{ Suite = 'Pester'; Name = $test.Name; Result = $test.Result; Reason = $test.Reason }
        }
    }
)

$skipped = 0
foreach ($test in $tests) {
    $reason = "$($test.Reason)".Trim()
    switch -Regex ($test.Result) {
        '^Pass' { $Passed++ }
        '^Skip' {
            if (@($allowed | Where-Object { $reason -like $_ })) { $skipped++ }
            else { $Failed++; "FAILED: a skip that .ci/Expected.psd1 does not list here: $($test.Name): $reason" }
        }
        default { $Failed++; "FAILED: $($test.Suite): $($test.Name)" }
    }
}

foreach ($name in $Suite ? $Suite : $rules.Minimum.Keys) {
    $count = @($tests | Where-Object Suite -EQ $name).Count
    if ($count -lt $rules.Minimum[$name]) {
        $Failed++
        "FAILED: $name ran $count tests, and .ci/Expected.psd1 wants $($rules.Minimum[$name])."
    }
}

"$Passed passed, $Failed failed, $skipped skipped"
exit [int] ($Failed -gt 0)
