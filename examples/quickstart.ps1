<#
.SYNOPSIS
    From an empty VPC to the pets: builds a private API, calls it from inside and outside, locks it down, cleans up.
.DESCRIPTION
    Runs offline on the lab by default, in a few seconds and without an AWS account. With -ProfileName (and -Region), or
    -OnAws for the credentials of the environment, the same steps run against AWS. There they take some minutes, and
    cost as much as an interface endpoint in two Availability Zones for that time. Everything is removed at the end,
    even after a failure.
.EXAMPLE
    dotnet run --project src/Pwsh -- examples/quickstart.ps1
.EXAMPLE
    pwsh examples/quickstart.ps1 -ProfileName sandbox -Region eu-west-1
#>
[CmdletBinding()]
param(
    # Named profile; the steps then run against AWS.
    [string] $ProfileName,

    # Region of the lab or, with -ProfileName or -OnAws, of AWS.
    [string] $Region,

    # Run against AWS with the credentials of the environment.
    [switch] $OnAws,

    # Name of the demo network, its endpoint and its API.
    [string] $Name = 'PrivateAPIDemo'
)

# Each object goes to Out-Host by itself. In one stream, PowerShell would show all objects after the first type as lists.
$ErrorActionPreference = 'Stop'
if (-not (Get-Command New-PrivateApiNetwork -ErrorAction Ignore)) {
    Import-Module "$PSScriptRoot/../out/PrivateApi"
}

$connection = @{}
if ($Region) { $connection.Region = $Region }
if ($ProfileName) { $connection.ProfileName = $ProfileName }

$lab = $null
if (-not $ProfileName -and -not $OnAws) {
    '==> Start the lab: an AWS small enough to live in this process'
    $lab = Start-PrivateApiLab @connection
    $lab | Out-Host
}

try {
    '==> A VPC with private and public subnets in two Availability Zones'
    $network = New-PrivateApiNetwork -Name $Name @connection
    $network | Out-Host

    '==> An interface endpoint for execute-api in its private subnets'
    $endpoint = $network | New-PrivateApiEndpoint @connection
    $endpoint | Out-Host

    '==> The PetStore as a private API, open only to that endpoint, on stage demo'
    $api = $endpoint | New-PrivateApi -Name "$Name-PetStore" -Sample PetStore -StageName demo @connection
    $api | Out-Host

    '==> A call from inside the VPC: the pets'
    $inside = $api | Invoke-PrivateApi -Path /pets -Via Lambda @connection
    $inside | Out-Host
    if ($inside.StatusCode -ne 200) { throw "Expected 200 and the pets, got $($inside.StatusCode) $($inside.Failure)." }

    '==> The same call from this machine, outside the VPC: the name does not resolve'
    $outside = $api | Invoke-PrivateApi -Path /pets -Via Direct -UrlForm PrivateDns @connection
    $outside | Out-Host
    if ($outside.Failure -ne 'NameNotResolved') {
        throw "Expected a name that does not resolve, got $($outside.StatusCode) $($outside.Failure)."
    }

    '==> Allow only another endpoint, deploy, and call from inside again: 403, with the reason'
    $api | Set-PrivateApiPolicy -SourceVpce vpce-0123456789abcdef0 -StageName demo -Confirm:$false @connection | Out-Host
    $denied = $null
    foreach ($try in 1..30) {
        # On AWS a deployed policy takes some seconds to reach every server.
        $denied = $api | Invoke-PrivateApi -Path /pets -Via Lambda @connection
        if ($denied.StatusCode -eq 403) { break }
        [Threading.Thread]::Sleep(2000)
    }

    $denied | Out-Host
    if ($denied.StatusCode -ne 403) { throw "Expected 403 after the policy change, got $($denied.StatusCode) $($denied.Failure)." }
}
finally {
    '==> Clean up: API, endpoint with the function that called, network'
    Get-PrivateApi -Name "$Name-PetStore" -ErrorAction Ignore @connection | Remove-PrivateApi -Force @connection
    Get-PrivateApiEndpoint -Name $Name -ErrorAction Ignore @connection | Remove-PrivateApiEndpoint -Force @connection
    Get-PrivateApiNetwork -Name $Name -ErrorAction Ignore @connection | Remove-PrivateApiNetwork -Force @connection
    if ($lab) { $lab | Stop-PrivateApiLab }
}

'==> Done: built, called, refused, removed'
