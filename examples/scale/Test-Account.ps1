<#
.SYNOPSIS
    Tests all private APIs of one account and stores the results: one of many processes, each with an account of its own.
.DESCRIPTION
    Credentials are found as in AWS Tools: those of the environment, or a profile. The folder gets {account}.xml with the results, and
    the errors of Regions that could not be read. Join-Result.ps1 joins the files of all accounts. See docs/scale.md.
.EXAMPLE
    ./Test-Account.ps1 -AccountId 123456789012 -Region eu-*, us-east-1 -Folder results
#>
[Diagnostics.CodeAnalysis.SuppressMessage('PSReviewUnusedParameter', '', Justification = 'Read by their names below.')]
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [ValidatePattern('^\d{12}$')] [string] $AccountId,
    [Parameter(Mandatory)] [string] $Folder,
    [string[]] $Region = '*',
    [string] $ProfileName,
    [string] $ProfileLocation,
    [uri] $EndpointUrl,
    [string] $ModulePath = 'PrivateApi'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath
$connection = @{}
foreach ($name in 'ProfileName', 'ProfileLocation', 'EndpointUrl') {
    $value = Get-Variable $name -ValueOnly
    if ($value) { $connection[$name] = $value }
}

# A Region that cannot be read is no reason to leave the others out, but it has to be in the report.
$results = @(
    Get-PrivateApi @connection -Region $Region -ErrorAction SilentlyContinue -ErrorVariable unread |
        Test-PrivateApi @connection -ErrorAction SilentlyContinue -ErrorVariable +unread
)
$other = @($results.AccountId | Where-Object { $_ -ne $AccountId } | Sort-Object -Unique)
if ($other) { throw "The credentials are those of account $other, not of $AccountId." }

$null = New-Item $Folder -ItemType Directory -Force
@{
    AccountId = $AccountId
    TakenAt   = [datetime]::UtcNow
    Result    = $results
    Verdict   = @($results | ForEach-Object { "$($_.Verdict)" })
    Unread    = @($unread | ForEach-Object { "$_" } | Sort-Object -Unique)
} | Export-Clixml (Join-Path $Folder "$AccountId.xml") -Depth 8
