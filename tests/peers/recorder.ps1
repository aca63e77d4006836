# Types commands as a person types them, with nothing behind them that acts: our own cmdlets have their real parameters, with their types,
# sets and transformations, and those of AWS.Tools have the ones that are known of them, with the types of aws/aws-tools-for-powershell.
# Each call only notes what was bound.
param([string] $Module, [string] $Table, [string] $Lines, [string] $Answers)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module

# EC2's model is the real one; the others have the properties that commands set (AWSSDK.ElasticLoadBalancingV2, .APIGateway, .Route53, .Route53Resolver).
$bin = Join-Path (Split-Path $Module) 'bin'
$sdk = 'AWSSDK.Core', 'AWSSDK.EC2' | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::Default.LoadFromAssemblyPath((Join-Path $bin "$_.dll")) }
$ec2 = $sdk[1]
Add-Type -TypeDefinition @'
using System.Collections.Generic;
namespace Amazon.ElasticLoadBalancingV2.Model {
    public class Certificate { public string CertificateArn { get; set; } public bool? IsDefault { get; set; } }
    public class Action { public string Type { get; set; } public string TargetGroupArn { get; set; } public int? Order { get; set; } }
    public class RuleCondition { public string Field { get; set; } public List<string> Values { get; set; } }
    public class TargetDescription { public string Id { get; set; } public int? Port { get; set; } public string AvailabilityZone { get; set; } }
}
namespace Amazon.APIGateway.Model {
    public class PatchOperation { public string From { get; set; } public string Op { get; set; } public string Path { get; set; } public string Value { get; set; } }
    public class ApiStage { public string ApiId { get; set; } public string Stage { get; set; } }
}
namespace Amazon.Route53.Model {
    public class AliasTarget { public string DNSName { get; set; } public bool? EvaluateTargetHealth { get; set; } public string HostedZoneId { get; set; } }
    public class ResourceRecord { public string Value { get; set; } }
    public class ResourceRecordSet {
        public AliasTarget AliasTarget { get; set; } public string Name { get; set; } public string Type { get; set; } public long? TTL { get; set; }
        public List<ResourceRecord> ResourceRecords { get; set; }
    }
    public class Change { public string Action { get; set; } public ResourceRecordSet ResourceRecordSet { get; set; } }
}
namespace Amazon.Route53Resolver.Model {
    public class IpAddressRequest { public string Ip { get; set; } public string Ipv6 { get; set; } public string SubnetId { get; set; } }
}
'@

# What is no text, by parameter.
$types = @{
    IpPermission            = $ec2.GetType('Amazon.EC2.Model.IpPermission').MakeArrayType()
    Certificate             = [Amazon.ElasticLoadBalancingV2.Model.Certificate[]]
    DefaultAction           = [Amazon.ElasticLoadBalancingV2.Model.Action[]]
    Condition               = [Amazon.ElasticLoadBalancingV2.Model.RuleCondition[]]
    Target                  = [Amazon.ElasticLoadBalancingV2.Model.TargetDescription[]]
    PatchOperation          = [Amazon.APIGateway.Model.PatchOperation[]]
    ApiStage                = [Amazon.APIGateway.Model.ApiStage[]]
    ChangeBatch_Change      = [Amazon.Route53.Model.Change[]]
    IpAddress               = [Amazon.Route53Resolver.Model.IpAddressRequest[]]
    AddSubnetId             = [string[]]
    RemoveSubnetId          = [string[]]
    SubnetId                = [string[]]
    SecurityGroup           = [string[]]
    SecurityGroupId         = [string[]]
    Egress                  = [bool]
    EnableDnsSupport        = [bool]
    EnableDnsHostnames      = [bool]
    EnableDnsHostname       = [bool]
    Port                    = [int]
    Priority                = [int]
    RuleNumber              = [int]
    PortRange_From          = [int]
    PortRange_To            = [int]
    'New-ELB2Rule:Action'   = [Amazon.ElasticLoadBalancingV2.Model.Action[]]
}

$calls = [Collections.Generic.List[object]]::new()
$known = @{}

function New-Recorder([string] $Name, [string] $DefaultSet, [object[]] $Parameters) {
    $known[$Name] = $Parameters
    Set-Item "function:global:$Name" ([scriptblock]::Create(@"
[CmdletBinding(SupportsShouldProcess$(if ($DefaultSet) { ", DefaultParameterSetName = '$DefaultSet'" }))] param()
dynamicparam {
    `$all = [Management.Automation.RuntimeDefinedParameterDictionary]::new()
    foreach (`$one in `$known['$Name']) {
        `$attributes = [Collections.ObjectModel.Collection[Attribute]]::new()
        foreach (`$attribute in `$one.Attributes) {
            if (`$validates -or `$attribute -isnot [Management.Automation.ValidateArgumentsAttribute]) { `$attributes.Add(`$attribute) }
        }
        `$all.Add(`$one.Name, [Management.Automation.RuntimeDefinedParameter]::new(`$one.Name, `$one.Type, `$attributes))
    }
    `$all
}
process {
    `$bound = [ordered]@{}
    foreach (`$one in `$PSBoundParameters.GetEnumerator()) { `$bound[`$one.Key] = ConvertTo-Plain `$one.Value }
    `$calls.Add([ordered]@{ Name = '$Name'; Bound = `$bound })
    [pscustomobject]@{ Id = "made-`$(`$calls.Count)"; HostedZone = @{ Id = "made-`$(`$calls.Count)" } }
}
"@))
}

function ConvertTo-Plain($Value) {
    if ($null -eq $Value) { return $null }
    $Value = $Value.psobject.BaseObject
    if ($Value -is [string] -or $Value -is [bool] -or $Value -is [int] -or $Value -is [long]) { return $Value }
    if ($Value -is [switch]) { return $Value.IsPresent }
    if ($Value -is [Collections.IDictionary]) {
        $plain = [ordered]@{}
        foreach ($key in $Value.Keys) { $plain["$key"] = ConvertTo-Plain $Value[$key] }
        return $plain
    }
    if ($Value -is [Collections.IEnumerable]) {
        $items = [Collections.Generic.List[object]]::new()
        foreach ($item in $Value) { $items.Add((ConvertTo-Plain $item)) }
        return , $items.ToArray()
    }
    $type = $Value.GetType()
    if ("$($type.Namespace)" -notlike 'Amazon.*.Model') { return "$Value" }
    $plain = [ordered]@{}
    foreach ($property in $type.GetProperties()) {
        if ($property.GetCustomAttributes([ObsoleteAttribute], $true)) { continue }
        $item = $property.GetValue($Value)
        if ($null -eq $item -or ($item -is [Collections.ICollection] -and $item.Count -eq 0)) { continue }
        $plain[$property.Name] = ConvertTo-Plain $item
    }
    return $plain
}

$common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
foreach ($cmdlet in Get-Command -Module PrivateApi -CommandType Cmdlet) {
    New-Recorder $cmdlet.Name $cmdlet.DefaultParameterSet @(
        $cmdlet.Parameters.Values | Where-Object Name -NotIn $common |
            ForEach-Object { [pscustomobject]@{ Name = $_.Name; Type = $_.ParameterType; Attributes = $_.Attributes } }
    )
}

foreach ($command in (Get-Content $Table -Raw | ConvertFrom-Json).psobject.Properties) {
    New-Recorder $command.Name '' @(
        foreach ($parameter in $command.Value.psobject.Properties) {
            $attributes = [Collections.ObjectModel.Collection[Attribute]]::new()
            $attributes.Add([Parameter]@{ Mandatory = $parameter.Value })
            $type = $types["$($command.Name):$($parameter.Name)"] ?? $types[$parameter.Name] ?? [string]
            [pscustomobject]@{ Name = $parameter.Name; Type = $type; Attributes = $attributes }
        }
    )
}

# What hostile names would run.
New-Recorder 'New-Item' '' @()

# A hostile id is refused by our cmdlets before anything runs; without that refusal it is seen whether it arrived whole.
$results = foreach ($pair in [Text.Json.JsonSerializer]::Deserialize([IO.File]::ReadAllText($Lines), [string[][]])) {
    $line, $mode = $pair
    $validates = $mode -ne 'hostile'
    $calls.Clear()
    $problem = $null
    try { $null = & ([scriptblock]::Create($line)) } catch { $problem = "$_" }
    [ordered]@{ Problem = $problem; Calls = $calls.ToArray() }
}
[IO.File]::WriteAllText($Answers, (ConvertTo-Json @($results) -Depth 20 -Compress))
