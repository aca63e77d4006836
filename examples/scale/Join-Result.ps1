<#
.SYNOPSIS
    Joins what Test-Account.ps1 stored for many accounts: one report, and the accounts that are missing from it.
.DESCRIPTION
    Writes report.html, report.json, junit.xml and summary.md, and returns one row an account. Fails if an account of the list was not
    tested, if a Region of one could not be read, or if an API is not reachable: a report that leaves something out must not look green.
.EXAMPLE
    ./Join-Result.ps1 -Path results -AccountPath accounts.csv -ReportFolder report
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $AccountPath, # a CSV with the column AccountId
    [string] $ReportFolder = 'report',
    [string] $BaselinePath, # report.json of an earlier run, for what is new, mended and still blocked
    [string] $ModulePath = 'PrivateApi'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$found = @{}
foreach ($file in Get-ChildItem $Path -Filter *.xml -Recurse) {
    $stored = Import-Clixml $file.FullName

    # The same account twice, after a retry: the later one counts.
    if (-not $found[$stored.AccountId] -or $found[$stored.AccountId].TakenAt -lt $stored.TakenAt) { $found[$stored.AccountId] = $stored }
}

$rows = foreach ($account in Import-Csv $AccountPath) {
    $stored = $found[$account.AccountId]
    [pscustomobject] @{
        AccountId = $account.AccountId
        IsTested  = $null -ne $stored
        Reachable = @(@($stored.Verdict) -eq 'Reachable').Count
        Blocked   = @(@($stored.Verdict) -eq 'Blocked').Count
        Unknown   = @(@($stored.Verdict) -eq 'Unknown').Count
        Unread    = @($stored.Unread)
    }
}

$null = New-Item $ReportFolder -ItemType Directory -Force
$all = @(foreach ($row in $rows | Where-Object IsTested) { $found[$row.AccountId].Result })
if ($all) {
    $baseline = if ($BaselinePath) { @{ BaselinePath = $BaselinePath } } else { @{} }
    $all | Export-PrivateApiReport -Format Html -Path (Join-Path $ReportFolder report.html) @baseline
    $all | Export-PrivateApiReport -Format Json -Path (Join-Path $ReportFolder report.json)
    $all | Export-PrivateApiReport -Format JUnit -Path (Join-Path $ReportFolder junit.xml)
}

$missing = @($rows | Where-Object { -not $_.IsTested })
$unread = @($rows | Where-Object { $_.Unread })
$closed = @($rows | Where-Object { $_.Blocked -or $_.Unknown })
@(
    '| account | reachable | blocked | unknown | not read |'
    '|---|---|---|---|---|'
    foreach ($row in $rows | Sort-Object IsTested, @{ Expression = 'Blocked'; Descending = $true }, AccountId) {
        $rest = if ($row.IsTested) { ($row.Unread -replace '[\r\n|]+', ' ') -join '; ' } else { 'not tested' }
        "| $($row.AccountId) | $($row.Reachable) | $($row.Blocked) | $($row.Unknown) | $rest |"
    }
) | Set-Content (Join-Path $ReportFolder summary.md) -Encoding utf8

$rows
if ($missing -or $unread -or $closed) {
    $text = "Not tested: $($missing.Count) accounts. Not wholly read: $($unread.Count). " +
        "With APIs that are blocked or unknown: $($closed.Count). See summary.md."
    Write-Error $text -ErrorAction Continue
    exit 1
}
