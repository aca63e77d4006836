#!/usr/bin/env pwsh
<#
.SYNOPSIS
    The tasks of this repository. dotnet build and dotnet test do not need it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
.EXAMPLE
    dotnet run --project src/Pwsh -- build.ps1 -Task Test

    On a machine without pwsh.
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Invoke-Build and Invoke-Publish read them.')]
[CmdletBinding()]
param(
    [ValidateSet('Clean', 'Build', 'Test', 'Docs', 'Analyze', 'Package', 'Bom', 'TestPackage', 'Publish')]
    [string[]] $Task = @('Build', 'Test'),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',
    [string] $Repository = 'PSGallery', # where Publish sends the package, with the key in GALLERY_KEY where one is wanted
    [uri] $ProjectUri # where the sources are; a package without it cannot be published
)

$ErrorActionPreference = 'Stop'
$root = $PSScriptRoot
$staged = Join-Path $root 'out' 'PrivateApi'
$launcher = Join-Path $root 'artifacts' 'pwsh' # what src/Pwsh leaves: Pester, and pwsh under its name

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

# On a fresh clone.
function Confirm-Staged {
    if (-not (Test-Path (Join-Path $staged 'PrivateApi.psd1'))) { Invoke-Build }
}

# In a separate process, because a binary module's files stay locked. The tests start the same pwsh that runs them.
function Invoke-Test {
    Confirm-Staged
    $path, $modules = $env:PATH, $env:PSModulePath
    $isLaunched = -not $IsWindows -and [Environment]::ProcessPath -match '[\\/]dotnet$' -and (Test-Path (Join-Path $launcher 'pwsh'))
    $env:PATH = ($isLaunched ? $launcher : $PSHOME), $path -join [IO.Path]::PathSeparator
    $env:PSModulePath = (Join-Path $launcher 'Modules'), $modules -join [IO.Path]::PathSeparator
    try { Invoke-Native pwsh @('-NoProfile', '-File', (Join-Path $root '.ci' 'Invoke-Test.ps1')) }
    finally { $env:PATH, $env:PSModulePath = $path, $modules }
}

# Markdown is the source of the help; the XML that Get-Help reads is generated from it.
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
    Confirm-Staged
    Import-Module PSScriptAnalyzer
    $sources = Get-ChildItem $root -Include *.ps1, *.psm1, *.psd1 -Recurse -File |
        Where-Object { $_.FullName -notmatch '[\\/](out|artifacts)[\\/]' -and $_.Name -ne 'PrivateApi.psd1' }

    # The staged manifest: next to the sources, the files that it names are missing.
    $findings = @($sources) + (Get-Item (Join-Path $staged 'PrivateApi.psd1')) |
        ForEach-Object { Invoke-ScriptAnalyzer -Path $_.FullName -Settings (Join-Path $root 'PSScriptAnalyzerSettings.psd1') }
    $findings | Format-Table -AutoSize
    if ($findings) { throw "$(@($findings).Count) findings." }
}

# What the newest part of the changelog says. The Gallery takes 35,000 characters of it.
function Get-ReleaseNote {
    $most = 30000
    $parts = (Get-Content (Join-Path $root 'CHANGELOG.md') -Raw) -split '(?m)^## .*\r?\n'
    $text = $parts[1].Trim()
    if ($text.Length -gt $most) { $text = $text.Substring(0, $text.LastIndexOf("`n", $most)) + "`nMore is in CHANGELOG.md." }
    $text
}

# Whose repository it is, only the one who releases knows: the addresses come into the manifest, and into the help, here.
function Set-PackageManifest {
    param([string] $Path)
    $lines = @("ReleaseNotes = '$((Get-ReleaseNote).Replace("'", "''"))'")
    if ($ProjectUri) {
        $address = $ProjectUri.AbsoluteUri.TrimEnd('/')
        $tag = "v$((Import-PowerShellDataFile $Path).ModuleVersion)"
        Set-OnlineHelp (Join-Path (Split-Path $Path) 'en-US' 'PrivateApi.dll-Help.xml') "$address/blob/$tag/docs/en-US"
        $address = $address.Replace("'", "''")
        $lines += "ProjectUri = '$address'"
        $lines += "LicenseUri = '$address/blob/$tag/LICENSE'"
        $lines += "IconUri = '$address/raw/$tag/docs/icon.png'"
    }

    $text = (Get-Content $Path -Raw).Replace("ReleaseNotes = 'See CHANGELOG.md.'", ($lines -join "`n            "))
    Set-Content $Path $text -Encoding utf8NoBOM -NoNewline
}

# Get-Help -Online opens the first related link that has an address.
function Set-OnlineHelp {
    param([string] $Path, [string] $Folder)
    $help = [xml]::new()
    $help.Load($Path)
    foreach ($command in $help.GetElementsByTagName('command:command')) {
        $links = $command['command:relatedLinks']
        $maml = $links.GetNamespaceOfPrefix('maml')
        $name = $command['command:details']['command:name'].InnerText
        $link = $links.PrependChild($help.CreateElement('maml', 'navigationLink', $maml))
        $link.AppendChild($help.CreateElement('maml', 'linkText', $maml)).InnerText = 'Online version:'
        $link.AppendChild($help.CreateElement('maml', 'uri', $maml)).InnerText = "$Folder/$name.md"
    }

    $help.Save($Path)
}

# The module as the file that Publish-PSResource takes (Compress-PSResource came with PSResourceGet 1.1). What is packed is built anew
# as Release, whatever was built before.
function Invoke-Package {
    if ($ProjectUri -and $ProjectUri.Scheme -ne 'https') { throw "-ProjectUri is '$ProjectUri', and not an https address." }
    Invoke-Native dotnet @('build', $root, '-c', 'Release')
    $folder = Join-Path $root 'artifacts' 'package'
    $null = New-Item $folder -ItemType Directory -Force
    Get-ChildItem $folder -Filter *.nupkg | Remove-Item
    $release = Join-Path $root 'artifacts' 'release' 'PrivateApi'
    Remove-Item $release -Recurse -Force -ErrorAction Ignore
    $null = New-Item (Split-Path $release) -ItemType Directory -Force
    Copy-Item $staged $release -Recurse
    Set-PackageManifest (Join-Path $release 'PrivateApi.psd1')
    Invoke-Ahead $release
    Compress-PSResource -Path $release -DestinationPath $folder
    Get-ChildItem $folder -Filter *.nupkg | ForEach-Object { Write-Host "Packed $($_.FullName)" }
    if (-not $ProjectUri) { Write-Host 'It cannot be published: -ProjectUri says where its sources are.' }
}

# Most of a first command's time is the runtime's compiler. The package has the assemblies compiled ahead of time as well, for the systems
# that most pipelines run on; the loader takes what is in bin itself everywhere else.
function Invoke-Ahead {
    param([string] $Module = $staged)
    $project = Join-Path $root 'src' 'ReadyToRun' 'ReadyToRun.csproj'
    Invoke-Native dotnet @('restore', $project)
    foreach ($system in 'linux-x64', 'win-x64') {
        Invoke-Native dotnet @('msbuild', $project, '-t:CompileAhead', '-nologo', "-p:RuntimeIdentifier=$system", "-p:Module=$Module/")
    }
}

# What is shipped besides our own code, in CycloneDX's form (owasp.org, "Authoritative Guide to SBOM"). PowerShell provides its own engine.
function Invoke-Bom {
    Confirm-Staged
    $folder = Join-Path $root 'artifacts' 'package'
    $version = (Import-PowerShellDataFile (Join-Path $root 'PrivateApi.psd1')).ModuleVersion
    $project = Join-Path $root 'src' 'PrivateApi' 'PrivateApi.csproj'
    Invoke-Native dotnet @('tool', 'restore', '--tool-manifest', (Join-Path $root '.config' 'dotnet-tools.json'))
    Invoke-Native dotnet (@('tool', 'run', 'dotnet-CycloneDX', $project, '--recursive', '--disable-package-restore') +
        @('--base-intermediate-output-path', (Join-Path $root 'artifacts' 'obj')) +
        @('--exclude-filter', 'PowerShellStandard.Library,Newtonsoft.Json') +
        @('--output', $folder, '--filename', 'PrivateApi.cdx.json', '--output-format', 'Json', '--spec-version', '1.6') +
        @('--set-name', 'PrivateApi', '--set-version', $version, '--set-type', 'Library'))
    $bom = Get-Content (Join-Path $folder 'PrivateApi.cdx.json') -Raw | ConvertFrom-Json
    $packages = (dotnet nuget locals global-packages --list | Select-Object -Last 1) -replace '^global-packages: '

    # Each shipped library is, byte for byte, the file of a package in the list.
    $known = foreach ($part in $bom.components) {
        Get-ChildItem (Join-Path $packages $part.name.ToLowerInvariant() $part.version) -Filter *.dll -Recurse | Get-FileHash
    }
    $unknown = Get-ChildItem (Join-Path $staged 'bin') -Filter *.dll |
        Where-Object { $_.Name -notlike 'PrivateApi*.dll' -and (Get-FileHash $_).Hash -notin $known.Hash }
    if ($unknown) { throw "No package in PrivateApi.cdx.json has $($unknown.Name -join ', ')." }
}

# Installs the package as a user would, from a repository in a folder, puts it where the tests look, and runs them.
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
    $archive = [IO.Compression.ZipFile]::OpenRead($package[0].FullName)
    try {
        $entry = $archive.Entries | Where-Object FullName -Like '*.nuspec'
        $reader = [IO.StreamReader]::new($entry.Open())
        $about = ([xml] $reader.ReadToEnd()).package.metadata
    }
    finally { $archive.Dispose() }
    $missing = 'projectUrl', 'licenseUrl', 'iconUrl', 'releaseNotes' | Where-Object { -not $about.$_ }
    if ($missing) { throw "The package has no $($missing -join ', '): -Task Package with -ProjectUri puts them in." }
    $key = $env:GALLERY_KEY ? @{ ApiKey = $env:GALLERY_KEY } : @{}
    Publish-PSResource -NupkgPath $package[0].FullName -Repository $Repository @key
}

foreach ($name in $Task) {
    Write-Host "==> $name"
    & "Invoke-$name"
}

if ($Task -contains 'Build') { Write-Host "The module is in $staged" }
