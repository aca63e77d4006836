<#
.SYNOPSIS
    What a fresh process pays: the module's first commands against the same commands warm, and against the AWS CLI in fresh processes.
.DESCRIPTION
    Every round is one process with the module and one with each call of the CLI, on the same lab, so that the machine's other work meets
    all of them. Prints medians and ratios. -Module takes several staged modules, to compare a build with another.
#>
param(
    [string[]] $Module = "$PSScriptRoot/../../out/PrivateApi/PrivateApi.psd1",
    [int] $Round = 5,
    [string] $Pwsh = 'pwsh'
)

$ErrorActionPreference = 'Stop'
$steps = {
    param($Module, $Cases)
    $ConfirmPreference = 'None'
    $ProgressPreference = 'SilentlyContinue'
    $watch = [Diagnostics.Stopwatch]::new()
    $times = [ordered] @{}
    function Measure-Step($Name, [scriptblock] $Step) {
        $watch.Restart()
        $value = . $Step
        $times[$Name] = $watch.Elapsed.TotalMilliseconds
        $value
    }

    Measure-Step import { Import-Module $Module }
    $null = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0 6>$null
    $network = Measure-Step network { New-PrivateApiNetwork -Name Demo }
    $endpoint = Measure-Step endpoint { $network | New-PrivateApiEndpoint }
    $api = Measure-Step api { $endpoint | New-PrivateApi -Name PetStore -Sample PetStore -StageName demo }
    $caller = @{ SubnetId = $network.SubnetId[0]; SecurityGroupId = $network.SecurityGroupId }
    $null = Measure-Step test { $api | Test-PrivateApi @caller }
    $null = Measure-Step lambda { $api | Invoke-PrivateApi -Path /pets -Via Lambda }
    $null = Measure-Step decisions { Test-PrivateApiPolicy -CasePath $Cases }

    # The same again, now that all is compiled; after some rounds the compiler has optimised, too.
    foreach ($again in 1..5) {
        $second = Measure-Step 'warm network' { New-PrivateApiNetwork -Name "Demo$again" -CidrBlock "10.$again.0.0/16" }
        $other = Measure-Step 'warm endpoint' { $second | New-PrivateApiEndpoint }
        $null = Measure-Step 'warm api' { $other | New-PrivateApi -Name "PetStore$again" -Sample PetStore -StageName demo }
        $null = Measure-Step 'warm test' { $api | Test-PrivateApi @caller }
        $null = Measure-Step 'warm lambda' { $api | Invoke-PrivateApi -Path /pets -Via Lambda }
        $null = Measure-Step 'warm decisions' { Test-PrivateApiPolicy -CasePath $Cases }
    }
    $times | ConvertTo-Json -Compress
}
$cases = (Resolve-Path "$PSScriptRoot/../PrivateApi.Core.Tests/Data/policy-cases.jsonl").Path
$names = 'import', 'network', 'endpoint', 'api', 'test', 'lambda', 'decisions'
$cli = Get-Command aws -ErrorAction SilentlyContinue
$empty = Join-Path ([IO.Path]::GetTempPath()) 'privateapi-empty.psm1'
Set-Content $empty ''

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[Math]::Floor($Value.Count / 2)] }

Import-Module $Module[0]
$lab = Start-PrivateApiLab -Region eu-west-1 -PendingTime 0 6>$null
$env:AWS_ACCESS_KEY_ID = 'test'; $env:AWS_SECRET_ACCESS_KEY = 'test'; $env:AWS_DEFAULT_REGION = 'eu-west-1'
$all = @{}
$aws = [Collections.Generic.List[double]]::new()
foreach ($number in 1..$Round) {
    foreach ($one in $Module) {
        $line = & $Pwsh -NoProfile -Command $steps -args (Resolve-Path $one).Path, $cases
        if (-not $all[$one]) { $all[$one] = [Collections.Generic.List[object]]::new() }
        $all[$one].Add(($line | Select-Object -Last 1 | ConvertFrom-Json -AsHashtable))
    }

    # Two calls of what a network takes; a script of the CLI has a process for each.
    if ($cli) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = aws ec2 describe-vpcs --endpoint-url $lab.EndpointUrl
        $null = aws apigateway get-rest-apis --endpoint-url $lab.EndpointUrl
        $aws.Add($watch.Elapsed.TotalMilliseconds / 2)
    }
}
Stop-PrivateApiLab

$first = $Module[0]
foreach ($one in $Module) {
    "module $one"
    foreach ($step in $names) {
        $cold = Get-Median ($all[$one] | ForEach-Object { $_[$step] })
        $base = Get-Median ($all[$first] | ForEach-Object { $_[$step] })
        $text = '{0,-10} {1,7:N0} ms' -f $step, $cold
        if ($step -ne 'import') { $text += ', {0:N1} times warm' -f ($cold / (Get-Median ($all[$one] | ForEach-Object { $_["warm $step"] }))) }
        if ($aws.Count) { $text += ', {0:N2} of one call of the AWS CLI' -f ($cold / (Get-Median $aws)) }
        if ($one -ne $first) { $text += ', {0:N2} of the first module' -f ($cold / $base) }
        $text
    }
    $sum = { param($Times) $names | ForEach-Object { $Times[$_] } | Measure-Object -Sum | ForEach-Object Sum }
    'all of it  {0,7:N0} ms, {1:N2} of the first module' -f (Get-Median ($all[$one] | ForEach-Object { & $sum $_ })), ((Get-Median ($all[$one] | ForEach-Object { & $sum $_ })) / (Get-Median ($all[$first] | ForEach-Object { & $sum $_ })))
}
