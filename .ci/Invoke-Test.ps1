<#
.SYNOPSIS
    Runs the Pester tests, with the version of Pester that Directory.Packages.props names, and writes each result to
    artifacts/results/pester.json.
#>
$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot

# The module annotates a workflow run with failed checks; the checks that fail in tests must not be among them.
$env:GITHUB_ACTIONS = $env:GITHUB_OUTPUT = $env:GITHUB_STEP_SUMMARY = $env:TF_BUILD = $null
$version = ([xml] (Get-Content "$root/Directory.Packages.props" -Raw)).SelectSingleNode('//PesterVersion').InnerText
Import-Module Pester -RequiredVersion $version
$configuration = New-PesterConfiguration
$configuration.Run.Path = "$root/tests/Pester"
$configuration.Run.PassThru = $true
$run = Invoke-Pester -Configuration $configuration

# Pester keeps the reason of a skip in the record that skipped it, in a sentence of its own.
$tests = foreach ($test in $run.Tests) {
    $said = $test.ErrorRecord | Select-Object -First 1
    $reason = "$($said.TargetObject.Message ?? $said)" -replace '^is skipped, because '
    @{ Name = $test.ExpandedPath; Result = $test.Result; Reason = $reason }
}
$broken = @($run.FailedBlocks) + @($run.FailedContainers) | ForEach-Object {
    @{ Name = "$($_.ExpandedPath ?? $_.Item)"; Result = 'Failed'; Reason = '' }
}
$null = New-Item "$root/artifacts/results" -ItemType Directory -Force
ConvertTo-Json @(@($tests) + @($broken)) | Set-Content "$root/artifacts/results/pester.json"
if ($run.Result -ne 'Passed') { exit 1 }
