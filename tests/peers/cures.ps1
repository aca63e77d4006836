# The scenes of real reports in a lab, and what comes of the remedies that Test-PrivateApi prints: each is typed as it is printed, and the call is
# tested again. Our own commands are the module's. Those of AWS Tools for PowerShell are carried out by boto3 (awstools.py).
# Prints a list of the scenes as JSON.
param([string] $Module, [string] $Peers)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = $InformationPreference = 'SilentlyContinue'
Import-Module $Module
$lab = Start-PrivateApiLab -Region eu-west-1 -NoDefault -PendingTime 0 -DeletingTime 0 -RoleTime 0
$env:AWS_ENDPOINT_URL = $lab.EndpointUrl.AbsoluteUri.TrimEnd('/')
$env:AWS_DEFAULT_REGION = 'eu-west-1'
$env:AWS_SECRET_ACCESS_KEY = 'x'

function Use-Account([string] $Account) {
    $env:AWS_ACCESS_KEY_ID = $Account
    $global:PSDefaultParameterValues = @{
        '*-PrivateApi*:AccessKey' = $Account; '*-PrivateApi*:SecretKey' = 'x'; '*-PrivateApi*:Region' = 'eu-west-1'; '*-PrivateApi*:EndpointUrl' = $lab.EndpointUrl
        'Set-PrivateApi*:Confirm' = $false
    }
}

function Get-Scene([string] $Script, [Parameter(ValueFromRemainingArguments)] [string[]] $Arguments) {
    $output = & python3 (Join-Path $Peers $Script) @Arguments
    if ($LASTEXITCODE) { throw "$Script failed" }
    $output | Select-Object -Last 1 | ConvertFrom-Json -AsHashtable
}

# A cmdlet of AWS Tools: parameters as they were bound, to boto3.
function Invoke-AwsTool([string] $Cmdlet, [object[]] $Typed) {
    $parameters = [ordered]@{}
    for ($i = 0; $i -lt $Typed.Count; $i += 2) { $parameters[$Typed[$i].TrimStart('-')] = $Typed[$i + 1] }
    $answer = $parameters | ConvertTo-Json -Depth 12 | & python3 (Join-Path $Peers 'awstools.py') $Cmdlet
    if ($LASTEXITCODE) { throw "$Cmdlet failed" }
    $answer | ConvertFrom-Json
}

function Get-Command-Name([string] $Line) {
    [System.Management.Automation.Language.Parser]::ParseInput($Line, [ref] $null, [ref] $null).FindAll({ $args[0] -is [System.Management.Automation.Language.CommandAst] }, $true) |
        ForEach-Object { $_.GetCommandName() } | Select-Object -Unique
}

# Types a line. A call of the module is made from the caller's place; anything else changes something.
function Invoke-Line([string] $Line, [hashtable] $Ask) {
    foreach ($name in Get-Command-Name $Line | Where-Object { $_ -notlike '*-PrivateApi*' }) {
        Set-Item "function:global:$name" ([scriptblock]::Create("Invoke-AwsTool '$name' `$args"))
    }
    $saved = $global:PSDefaultParameterValues.Clone()
    if ($Ask.SubnetId) {
        $global:PSDefaultParameterValues['Invoke-PrivateApi:Via'] = 'Lambda'
        foreach ($name in 'SubnetId', 'SecurityGroupId') { $global:PSDefaultParameterValues["Invoke-PrivateApi:$name"] = $Ask[$name] }
    }
    try { Invoke-Expression $Line } finally { $global:PSDefaultParameterValues = $saved }
}

function Test-Cure([int] $Report, [string] $Scene, [hashtable] $Ask) {
    $before = Test-PrivateApi @Ask
    if ($before.Verdict -eq 'Reachable') { return }
    $checks = @($before.Check | Where-Object Status -EQ Failed)
    if (-not $checks) { $checks = @($before.Check | Where-Object Status -EQ Skipped | Sort-Object { -not $_.HandOver } -Stable | Select-Object -First 1) }
    $lines = @($checks.Remedy | Where-Object { $_ })
    $problem = $null
    $calls = @()
    try {
        # What changes something first, then the call.
        $calls = foreach ($line in $lines | Sort-Object { $_ -like 'Invoke-PrivateApi*' -or $_ -like 'Test-PrivateApi*' }) {
            $output = Invoke-Line $line $Ask
            if ($line -like 'Invoke-PrivateApi*' -or $line -like 'Test-PrivateApi*') { $output }
        }
        $after = Test-PrivateApi @Ask
    }
    catch {
        # A command that does not get through mends nothing; what goes wrong in the scene itself is an error.
        if ("$_" -like "* failed") { $problem = "$_" }
        $after = $before
    }
    $failed = @($after.Check | Where-Object { $_.Status -eq 'Failed' -and $_.Name -in $checks.Name })
    [pscustomobject]@{
        Report = $Report
        Scene = $Scene
        Before = "$($before.Verdict)"
        Check = @($checks.Name | ForEach-Object { "$_" })
        Remedy = @($lines | ForEach-Object { Get-Command-Name $_ } | Select-Object -Unique)
        Line = $lines
        HandOver = @($checks.HandOver.To | Where-Object { $_ })
        After = "$($after.Verdict)"
        Left = @($failed | ForEach-Object { "$($_.Name)" })
        Answer = @($calls | ForEach-Object { if ($_.PSObject.Properties['StatusCode']) { "$($_.StatusCode)" } else { "$($_.Verdict)" } })
        Error = $problem
    }
}

function Get-Cures {
    Use-Account '300000000000'
    foreach ($call in Get-Scene 'street.py') {
        Use-Account $call.account
        $ask = @{ Uri = $call.url; Method = $call.method }
        if ($call.headers.Count) { $ask.Header = $call.headers }
        if ($call.api) { $ask.RestApiId = $call.api }
        if ($call.principal) { $ask.Principal = $call.principal }
        if ($call.signingHost) { $ask.SigningHost = $call.signingHost }
        if ($call.caller.subnet) { $ask += @{ SubnetId = $call.caller.subnet; SecurityGroupId = $call.caller.groups } }
        else { $ask += @{ VpcId = $call.caller.vpc; SourceIp = $call.caller.address; OnPremises = $true; Resolver = 'Forwarded' } }
        if ($call.name -ne '9 closed, on premises') { Test-Cure ([int] ($call.name -split '\D')[0]) $call.name $ask }
    }

    Use-Account '400000000001'
    $ids = Get-Scene 'load_balancer.py' build
    foreach ($step in 'certificate', 'listener', 'fixed', 'host', 'stale', 'empty') {
        $null = Get-Scene 'load_balancer.py' $step ($ids | ConvertTo-Json -Compress)
        Test-Cure $(if ($step -eq 'certificate') { 24 } else { 25 }) $step @{
            RestApiId = $ids.api; StageName = 'demo'; Path = '/pets'; SubnetId = $ids.caller; SecurityGroupId = $ids.groups.caller; DomainName = 'api.example.com'; LoadBalancerArn = $ids.balancer
        }
    }

    Use-Account '400000000002'
    $ids = Get-Scene 'public_apis.py'
    $from = @{ SubnetId = $ids.subnet; SecurityGroupId = $ids.group }
    foreach ($report in @{ Number = 1; Kind = 'rest' }, @{ Number = 2; Kind = 'elsewhere' }, @{ Number = 5; Kind = 'websocket' }, @{ Number = 6; Kind = 'http' }) {
        Test-Cure $report.Number $report.Kind ($from + @{ Uri = "https://$($ids.ids[$report.Kind]).execute-api.eu-west-1.amazonaws.com/prod/" })
        $null = Set-PrivateApiEndpoint -VpcEndpointId $ids.vpce -PrivateDnsEnabled $true -Force
    }
    Test-Cure 4 'CNAME' ($from + @{ Uri = 'https://cname.example.com/' })

    Use-Account '400000000003'
    $ids = Get-Scene 'two_accounts.py'
    Use-Account '210987654321'
    Test-Cure 16 'from the consumer''s side' @{ Uri = "https://$($ids.ids.closed).execute-api.eu-west-1.amazonaws.com/prod/"; SubnetId = $ids.subnet; SecurityGroupId = $ids.group }
    Use-Account '400000000003'
    Test-Cure 16 'from the provider''s side' @{ RestApiId = $ids.ids.closed; StageName = 'prod'; Path = '/'; VpcEndpointId = $ids.vpce }

    Use-Account '123456789012'
    $ids = Get-Scene 'shared_domain.py' build
    $null = Get-Scene 'shared_domain.py' share ($ids | ConvertTo-Json -Compress)
    Use-Account '210987654321'
    Test-Cure 41 'shared' @{ Uri = 'https://private.example.com/shop/'; SubnetId = $ids.subnet; SecurityGroupId = $ids.group }

    Use-Account '400000000005'
    $ids = Get-Scene 'two_regions.py'
    $global:PSDefaultParameterValues.Remove('*-PrivateApi*:Region')
    $env:AWS_DEFAULT_REGION = 'us-east-1'
    Test-Cure 42 'another Region' @{ Uri = "https://$($ids.hosts.default)/prod/"; SubnetId = $ids.subnet; SecurityGroupId = $ids.group }

    $env:AWS_DEFAULT_REGION = 'eu-west-1'
    Use-Account 'lab'
    $ids = Get-Scene 'signers.py'
    foreach ($signer in $ids.signers | Where-Object name -In 'nobody', 'silent') {
        Use-Account 'lab'
        Test-Cure 35 $signer.name @{ RestApiId = $ids.api; StageName = 'demo'; Path = '/pets'; SubnetId = $ids.subnet; SecurityGroupId = $ids.group; Principal = $signer.arn }
    }

    Use-Account '400000000006'
    $network = New-PrivateApiNetwork -Name Guarded
    $api = $network | New-PrivateApiEndpoint | New-PrivateApi -Name Guarded -Sample PetStore -StageName demo
    $made = Get-Scene 'waf_scene.py' $api.RestApiId demo $network.SubnetId[0] 'blocked address'
    Test-Cure 40 'blocked address' @{ RestApiId = $api.RestApiId; StageName = 'demo'; Path = '/pets'; VpcId = $network.VpcId; SourceIp = $made.address; SecurityGroupId = $network.SecurityGroupId }

    Use-Account '400000000007'
    $ids = Get-Scene 'backend.py' build
    $null = Get-Scene 'backend.py' dead ($ids | ConvertTo-Json -Depth 5 -Compress)
    foreach ($kind in 'network', 'application') {
        Test-Cure 32 "$kind load balancer" @{ RestApiId = $ids.ids.api; StageName = 'prod'; Path = "/$kind"; SubnetId = $ids.subnet; SecurityGroupId = $ids.group }
    }
}

try { ConvertTo-Json @(Get-Cures) -Depth 4 -Compress } finally { Stop-PrivateApiLab $lab }
