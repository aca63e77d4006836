<#
.SYNOPSIS
    A CI step: tests private APIs, writes a summary, outputs and annotations, and fails if one of them is not reachable.
.DESCRIPTION
    The GitHub Action and the Azure DevOps template next to this file run this step. Test-PrivateApi itself writes failed
    checks as annotations. Credentials and Region are found as in AWS Tools; -EndpointUrl goes to a lab instead.
.EXAMPLE
    ./Test-Api.ps1 -RestApiId abcde12345 -StageName prod -SubnetId subnet-0a1b2c3d -SecurityGroupId sg-0a1b2c3d
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Read by their names below.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string[]] $RestApiId,
    [string] $StageName,
    [string] $Method = 'GET',
    [string] $Path,
    [string[]] $SubnetId,
    [string[]] $SecurityGroupId,
    [string] $VpcEndpointId,
    [switch] $OtherAccount, # the APIs are another account's, and cannot be looked up
    [ValidateSet('', 'Lambda')] [string] $Via,
    [string] $Region,
    [uri] $EndpointUrl,
    [string] $ReportFolder = 'private-api-report',
    [string] $ModulePath = 'PrivateApi'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

# Workflow inputs that were left out arrive as empty text.
$given = @{}
foreach ($name in 'StageName', 'Method', 'Path', 'SubnetId', 'SecurityGroupId', 'VpcEndpointId', 'Via', 'Region', 'EndpointUrl') {
    $value = Get-Variable $name -ValueOnly
    if ($value) { $given[$name] = $value }
}

$results = @($RestApiId | Test-PrivateApi @given)

# A mistyped id is answered with 403, as a policy that denies is. No summary may look like that.
$unknown = @($results.Where{ -not $_.Name }.RestApiId | Sort-Object -Unique)
if ($unknown -and -not $OtherAccount) {
    throw "There is no REST API $($unknown -join ', ') in account $($results[0].AccountId), $($results[0].Region). Check the id and the Region. If it is another account's, use -OtherAccount."
}
$null = New-Item $ReportFolder -ItemType Directory -Force
$results | Export-PrivateApiReport -Format Html -Path (Join-Path $ReportFolder 'report.html')
$results | Export-PrivateApiReport -Format JUnit -Path (Join-Path $ReportFolder 'junit.xml')
$summary = $results | Export-PrivateApiReport -Format Markdown
$reachable = -not ($results.Where{ $_.Verdict -ne 'Reachable' })
$verdict = if ($reachable) { 'Reachable' } elseif ($results.Verdict -contains 'Blocked') { 'Blocked' } else { 'Unknown' }

if ($env:GITHUB_STEP_SUMMARY) { Add-Content $env:GITHUB_STEP_SUMMARY $summary -Encoding utf8 }
if ($env:GITHUB_OUTPUT) { Add-Content $env:GITHUB_OUTPUT "verdict=$verdict" -Encoding utf8 }
if ($env:TF_BUILD) {
    $file = Join-Path (Resolve-Path $ReportFolder) 'summary.md'
    Set-Content $file $summary -Encoding utf8
    Write-Output "##vso[task.uploadsummary]$file"
    Write-Output "##vso[task.setvariable variable=verdict;isoutput=true]$verdict"
}

$results
if (-not $reachable) {
    Write-Output "Not reachable: $(($results.Where{ $_.Verdict -ne 'Reachable' } | ForEach-Object { [PrivateApi.Loader.Display]::Line("$($_.RestApiId)/$($_.StageName) $($_.Verdict)") }) -join ', ')."
    exit 1
}
