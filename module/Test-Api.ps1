<#
.SYNOPSIS
    A step of a pipeline: tests private APIs, writes reports, outputs and annotations, and fails if one is not as it has to be.
.DESCRIPTION
    It comes with the module, so that a pipeline needs only Install-PSResource PrivateApi. Test-PrivateApi itself writes failed
    checks as annotations. Credentials and Region are found as in AWS Tools; -EndpointUrl goes to a lab instead. The exit code
    is 0 only if every call is reachable and, with -Via, got through or, with -CasePath, if every row of the table is as it says.
.EXAMPLE
    & "$((Get-Module PrivateApi -ListAvailable)[0].ModuleBase)/Test-Api.ps1" -CasePath calls.yaml
.EXAMPLE
    $module = Get-Module PrivateApi -ListAvailable | Select-Object -First 1
    & "$($module.ModuleBase)/Test-Api.ps1" -RestApiId abcde12345 -StageName prod -SubnetId subnet-0a1b2c3d -SecurityGroupId sg-0a1b2c3d
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Read by their names below.')]
[CmdletBinding()]
param(
    [string[]] $RestApiId,
    [string] $CasePath, # a table of calls and what is expected of each, in place of what follows: CSV, YAML or JSON
    [string] $StageName,
    [string] $Method,
    [string] $Path,
    [string[]] $SubnetId,
    [string[]] $SecurityGroupId,
    [string] $VpcEndpointId,
    [switch] $OtherAccount, # the APIs are another account's, and cannot be looked up
    [ValidateSet('', 'Lambda')] [string] $Via,
    [string] $Region,
    [uri] $EndpointUrl,
    [string] $ReportFolder = 'private-api-report'
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot 'PrivateApi.psd1')

# Inputs of a workflow that were left out arrive as empty text.
$call = 'StageName', 'Method', 'Path', 'SubnetId', 'SecurityGroupId', 'VpcEndpointId'
$given = @{}
foreach ($name in $call + 'Via', 'Region', 'EndpointUrl') {
    $value = Get-Variable $name -ValueOnly
    if ($value) { $given[$name] = $value }
}

$ids = @($RestApiId | Where-Object { $_ })
if ($CasePath) {
    $both = @(if ($ids) { 'RestApiId' }) + $call.Where{ $given.ContainsKey($_) }
    if ($both) { throw "The table says what is called. Leave out $($both -join ', ')." }

    # A row that cannot be tested is one that is not as expected; the others are tested all the same.
    $results = @(Test-PrivateApi -CasePath $CasePath @given -ErrorAction Continue)
    $unknown = $results.Where{ $_.AsExpected -and $_.RestApiId -and -not $_.Name }.RestApiId | Sort-Object -Unique
}
elseif ($ids) {
    $results = @($ids | Test-PrivateApi @given)
    $unknown = $results.Where{ -not $_.Name }.RestApiId | Sort-Object -Unique
}
else { throw 'Nothing says what to test. Name APIs with -RestApiId, or a table of calls with -CasePath.' }

# A mistyped id is answered with 403, as a policy that denies is. No summary may look like that.
if ($unknown -and -not $OtherAccount) {
    throw "There is no REST API $($unknown -join ', ') in account $($results[0].AccountId), $($results[0].Region). " +
    'Check the id and the Region. If it is another account''s, use -OtherAccount.'
}

$null = New-Item $ReportFolder -ItemType Directory -Force
$results | Export-PrivateApiReport -Format Html -Path (Join-Path $ReportFolder 'report.html')
$results | Export-PrivateApiReport -Format JUnit -Path (Join-Path $ReportFolder 'junit.xml')
$summary = $results | Export-PrivateApiReport -Format Markdown
$bad = @($results.Where{ $CasePath ? -not $_.AsExpected : ($_.Verdict -ne 'Reachable' -or $_.Agrees -eq $false) })

# A call that did not get through although it was to is no proof of either.
$verdicts = $results.ForEach{ $_.Agrees -eq $false ? 'Unknown' : "$($_.Verdict)" }
$verdict = @('Blocked', 'Unknown', 'Reachable').Where({ $verdicts -contains $_ }, 'First')[0]

if ($env:GITHUB_STEP_SUMMARY) { Add-Content $env:GITHUB_STEP_SUMMARY $summary -Encoding utf8 }
if ($env:GITHUB_OUTPUT) { Add-Content $env:GITHUB_OUTPUT "verdict=$verdict" -Encoding utf8 }
if ($env:TF_BUILD) {
    $file = Join-Path (Resolve-Path $ReportFolder) 'summary.md'
    Set-Content $file $summary -Encoding utf8
    Write-Output "##vso[task.uploadsummary]$file"
    Write-Output "##vso[task.setvariable variable=verdict;isoutput=true]$verdict"
}

$results
if ($bad) {
    $names = foreach ($result in $bad | Sort-Object { $_.Expected.Row } -Stable) {
        $row = if ($CasePath) { "row $($result.Expected.Row), expected $($result.Expected): " }
        $live = if ($result.Agrees -eq $false) { ', the live call not as predicted' }
        [PrivateApi.Loader.Display]::Line("$row$($result.RestApiId)/$($result.StageName) $($result.Verdict)$live")
    }

    Write-Output "Not $($CasePath ? 'as expected' : 'reachable'): $(($names | Select-Object -Unique) -join '; ')."
    exit 1
}

exit 0
