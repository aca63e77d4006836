<#
.SYNOPSIS
    Runs the Pester tests, with the version of Pester that Directory.Packages.props names, and writes each result to
    artifacts/results/pester.json.
.DESCRIPTION
    The files are dealt out to processes that run at the same time, since many tests wait for others. -Part runs the share of one of them.
#>
param([int] $Part = -1, [int] $Of = 2)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$results = "$root/artifacts/results"
$null = New-Item $results -ItemType Directory -Force
if ($Part -lt 0) {
    Remove-Item "$results/pester*.json" -ErrorAction Ignore
    $ended = 0..($Of - 1) | ForEach-Object -ThrottleLimit $Of -Parallel {
        $said = pwsh -NoProfile -NonInteractive -File $using:PSCommandPath -Part $_ -Of $using:Of 2>&1
        @{ Said = $said; Code = $LASTEXITCODE }
    }
    $ended.Said
    $files = Get-ChildItem $results -Filter 'pester.*.json'
    ConvertTo-Json @($files | ForEach-Object { Get-Content $_ -Raw | ConvertFrom-Json }) | Set-Content "$results/pester.json"
    $files | Remove-Item
    exit [int] ($files.Count -ne $Of -or @($ended.Code -ne 0).Count -gt 0)
}

# The module annotates a workflow run with failed checks; the checks that fail in tests must not be among them.
$env:GITHUB_ACTIONS = $env:GITHUB_OUTPUT = $env:GITHUB_STEP_SUMMARY = $env:TF_BUILD = $null
$version = ([xml] (Get-Content "$root/Directory.Packages.props" -Raw)).SelectSingleNode('//PesterVersion').InnerText
Import-Module Pester -RequiredVersion $version
$configuration = New-PesterConfiguration

# The longer a file, the longer it takes, more or less.
$files = @(Get-ChildItem "$root/tests/Pester" -Filter *.Tests.ps1 | Sort-Object Length, Name)
$configuration.Run.Path = @(for ($i = $Part; $i -lt $files.Count; $i += $Of) { $files[$i].FullName })
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
ConvertTo-Json @(@($tests) + @($broken)) | Set-Content "$results/pester.$Part.json"
if ($run.Result -ne 'Passed') { exit 1 }
