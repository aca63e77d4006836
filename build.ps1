#!/usr/bin/env pwsh
<#
.SYNOPSIS
    The tasks of this repository for people who have pwsh; dotnet build and dotnet test need none of it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Invoke-Build and Invoke-Publish read them.')]
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'Test', 'Docs', 'Analyze', 'Package', 'TestPackage', 'Publish')]
    [string[]] $Task = @('Build', 'Test'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',
    [string] $Repository = 'PSGallery' # where Publish sends the package, with the key in GALLERY_KEY where one is wanted
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$staged = Join-Path $root 'out' 'PrivateApi'

function Invoke-Native {
    param([string] $Command, [string[]] $Arguments)
    & $Command @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Command $Arguments ended with exit code $LASTEXITCODE." }
}

function Invoke-Clean {
    foreach ($folder in 'out', 'artifacts') {
        $path = Join-Path $root $folder
        if (Test-Path $path) { Remove-Item $path -Recurse -Force }
    }
}

function Invoke-Build {
    Invoke-Native dotnet @('build', $root, '-c', $Configuration)
}

# In a process of its own, since a binary module's files stay locked; it is told of no CI, whose run failed checks would annotate.
function Invoke-Test {
    $run = @"
`$env:GITHUB_ACTIONS = `$env:GITHUB_OUTPUT = `$env:GITHUB_STEP_SUMMARY = `$env:TF_BUILD = `$null
Import-Module Pester -MinimumVersion 5.5 -MaximumVersion 5.99
`$configuration = New-PesterConfiguration
`$configuration.Run.Path = '$root/tests/Pester'
`$configuration.Run.Exit = `$true
`$configuration.TestResult.Enabled = `$true
`$configuration.TestResult.OutputPath = '$root/artifacts/pester.xml'
Invoke-Pester -Configuration `$configuration
"@
    Invoke-Native pwsh @('-NoProfile', '-Command', $run)
}

# Markdown is the source of help; the XML that Get-Help reads is made from it.
function Invoke-Docs {
    Import-Module Microsoft.PowerShell.PlatyPS
    . (Join-Path $root 'docs' 'HelpFile.ps1')
    $work = Join-Path $root 'artifacts' 'help'
    $pages = Measure-PlatyPSMarkdown -Path (Join-Path $root 'docs/en-US/*-*.md') |
        Where-Object Filetype -Match CommandHelp |
        Import-MarkdownCommandHelp -Path { $_.FilePath }
    $pages | Export-MamlCommandHelp -OutputFolder $work -Force | Out-Null
    $help = [xml]::new()
    $help.Load((Join-Path $work 'PrivateApi' 'PrivateApi.dll-Help.xml'))
    Repair-Example $help
    Repair-Parameter $help $pages
    Repair-Link $help
    $help.Save((Join-Path $root 'module' 'en-US' 'PrivateApi.dll-Help.xml'))
    foreach ($page in Get-ChildItem (Join-Path $root 'docs/en-US/about_*.md')) {
        $text = Get-Content $page | ForEach-Object { ConvertTo-AboutLine $_ }
        Set-Content (Join-Path $root 'module' 'en-US' "$($page.BaseName).help.txt") $text -Encoding utf8NoBOM
    }
}

function Invoke-Analyze {
    Import-Module PSScriptAnalyzer
    $sources = Get-ChildItem $root -Include *.ps1, *.psm1, *.psd1 -Recurse -File |
        Where-Object { $_.FullName -notmatch '[\\/](out|artifacts)[\\/]' -and $_.Name -ne 'PrivateApi.psd1' }

    # The manifest as it is staged: beside the sources the files that it names are missing.
    $findings = @($sources) + (Get-Item (Join-Path $staged 'PrivateApi.psd1')) |
        ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
    $findings | Format-Table -AutoSize
    if ($findings) { throw "$(@($findings).Count) findings." }
}

# The staged module as the file that Publish-PSResource takes (Compress-PSResource came with PSResourceGet 1.1).
function Invoke-Package {
    $folder = Join-Path $root 'artifacts' 'package'
    $null = New-Item $folder -ItemType Directory -Force
    Get-ChildItem $folder -Filter *.nupkg | Remove-Item
    Compress-PSResource -Path $staged -DestinationPath $folder
    Get-ChildItem $folder -Filter *.nupkg | ForEach-Object { Write-Host "Packed $($_.FullName)" }
}

# Installs the package as a user would, from a repository that is a folder, puts it where the tests look, and runs them.
function Invoke-TestPackage {
    $package = Join-Path $root 'artifacts' 'package'
    $installed = Join-Path $root 'artifacts' 'installed'
    Remove-Item $installed, $staged -Recurse -Force -ErrorAction Ignore
    $null = New-Item $installed -ItemType Directory -Force
    $name = "PrivateApi-$([guid]::NewGuid().ToString('N'))"
    Register-PSResourceRepository -Name $name -Uri $package -Trusted
    try { Save-PSResource PrivateApi -Repository $name -Path $installed -TrustRepository }
    finally { Unregister-PSResourceRepository -Name $name }
    Copy-Item (Get-ChildItem (Join-Path $installed 'PrivateApi') -Directory).FullName $staged -Recurse
    Invoke-Test
}

function Invoke-Publish {
    $package = @(Get-ChildItem (Join-Path $root 'artifacts' 'package') -Filter *.nupkg)
    if ($package.Count -ne 1) { throw "artifacts/package holds $($package.Count) packages, and one is published: -Task Package makes it." }
    $key = $env:GALLERY_KEY ? @{ ApiKey = $env:GALLERY_KEY } : @{}
    Publish-PSResource -NupkgPath $package[0].FullName -Repository $Repository @key
}

foreach ($name in $Task) {
    Write-Host "==> $name"
    & "Invoke-$name"
}

if ($Task -contains 'Build') { Write-Host "The module is in $staged" }
