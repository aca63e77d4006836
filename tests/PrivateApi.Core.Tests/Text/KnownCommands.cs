using System.Text.RegularExpressions;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Text;

/// <summary>
/// The cmdlets that our texts may name, with their parameters: this module's, from the source of its help (which other tests hold
/// against the module), and those of AWS Tools for PowerShell that we name, from its sources (aws/aws-tools-for-powershell,
/// modules/AWSPowerShell/Cmdlets/*/Basic; a parameter in front of the bar is mandatory in AWS.Tools.*).
/// </summary>
internal static partial class KnownCommands
{
    private static readonly Dictionary<string, string> AwsTools = new(StringComparer.Ordinal)
    {
        ["Add-EC2VpnGateway"] = "VpcId VpnGatewayId |",
        ["Add-ELB2ListenerCertificate"] = "Certificate ListenerArn |",
        ["Edit-ELB2Listener"] = "ListenerArn | AlpnPolicy Certificate DefaultAction MutualAuthentication_Mode Port Protocol SslPolicy",
        ["Edit-ELB2TargetGroup"] =
            "TargetGroupArn | HealthCheckEnabled HealthCheckIntervalSeconds HealthCheckPath HealthCheckPort HealthCheckProtocol "
            + "HealthCheckTimeoutSeconds HealthyThresholdCount Matcher_GrpcCode Matcher_HttpCode UnhealthyThresholdCount",
        ["New-ELB2Listener"] = "DefaultAction LoadBalancerArn | AlpnPolicy Certificate Port Protocol SslPolicy Tag",
        ["New-ELB2Rule"] = "Action Condition ListenerArn Priority | Tag",
        ["New-ELB2TargetGroup"] =
            "Name | HealthCheckPath HealthCheckPort HealthCheckProtocol IpAddressType Matcher_HttpCode Port Protocol "
            + "ProtocolVersion Tag TargetType VpcId",
        ["Set-ELB2SecurityGroup"] = "LoadBalancerArn SecurityGroup | EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        ["Register-R53VPCWithHostedZone"] = "HostedZoneId | Comment VPC_VPCId VPC_VPCRegion",
        ["Register-ELB2Target"] = "Target TargetGroupArn |",
        ["Add-LMPermission"] =
            "Action FunctionName Principal StatementId | EventSourceToken FunctionUrlAuthType "
            + "PrincipalOrgID Qualifier RevisionId SourceAccount SourceArn",
        ["Approve-EC2TransitGatewayVpcAttachment"] = "TransitGatewayAttachmentId |",
        ["Approve-EC2VpcPeeringConnection"] = "VpcPeeringConnectionId |",
        ["Dismount-EC2InternetGateway"] = "InternetGatewayId VpcId |",
        ["Edit-R53ResourceRecordSet"] = "ChangeBatch_Change HostedZoneId | ChangeBatch_Comment",
        ["Edit-EC2TransitGatewayVpcAttachment"] = "TransitGatewayAttachmentId | AddSubnetId RemoveSubnetId",
        ["Edit-EC2VpcEndpoint"] = "VpcEndpointId | DnsOptions_DnsRecordIpType IpAddressType PrivateDnsEnabled",
        ["Edit-EC2VpcAttribute"] = "VpcId | EnableDnsHostname EnableDnsHostnames EnableDnsSupport EnableNetworkAddressUsageMetric",
        ["Enable-EC2TransitGatewayRouteTablePropagation"] =
            "TransitGatewayRouteTableId | TransitGatewayAttachmentId TransitGatewayRouteTableAnnouncementId",
        ["Enable-EC2VgwRoutePropagation"] = "GatewayId RouteTableId |",
        ["Get-LMFunctionConfiguration"] = "FunctionName | Qualifier",
        ["Grant-EC2SecurityGroupEgress"] = "GroupId | IpPermission TagSpecification",
        ["Grant-EC2SecurityGroupIngress"] = "| GroupId GroupName IpPermission TagSpecification",
        ["Get-ACMCertificateDetail"] = "CertificateArn |",
        ["New-ACMCertificate"] =
            "DomainName | CertificateAuthorityArn DomainValidationOption IdempotencyToken KeyAlgorithm "
            + "Options_CertificateTransparencyLoggingPreference Region SubjectAlternativeName Tag ValidationMethod",
        ["Import-ACMCertificate"] = "Certificate PrivateKey | CertificateArn CertificateChain Tag",
        ["New-AGBasePathMapping"] = "DomainName RestApiId | BasePath DomainNameId Stage",
        ["New-AGDomainNameAccessAssociation"] = "AccessAssociationSource AccessAssociationSourceType DomainNameArn | Tag",
        ["New-AGUsagePlan"] =
            "Name | ApiStage Description Quota_Limit Quota_Offset Quota_Period Tag Throttle_BurstLimit Throttle_RateLimit",
        ["New-AGUsagePlanKey"] = "KeyId KeyType UsagePlanId |",
        ["New-EC2NetworkAclEntry"] =
            "Egress NetworkAclId Protocol RuleAction RuleNumber | CidrBlock IcmpTypeCode_Code "
            + "IcmpTypeCode_Type Ipv6CidrBlock PortRange_From PortRange_To",
        ["New-EC2Route"] =
            "RouteTableId | DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId "
            + "GatewayId TransitGatewayId VpcPeeringConnectionId",
        ["New-EC2TransitGatewayVpcAttachment"] = "SubnetId TransitGatewayId VpcId | TagSpecification",
        ["New-R53HostedZone"] =
            "CallerReference Name | DelegationSetId HostedZoneConfig_Comment HostedZoneConfig_PrivateZone VPC_VPCId VPC_VPCRegion",
        ["Remove-AG2RoutingRule"] = "DomainName RoutingRuleId | DomainNameId",
        ["Remove-AGBasePathMapping"] = "BasePath DomainName | DomainNameId",
        ["Remove-EC2InternetGateway"] = "InternetGatewayId |",
        ["Remove-EC2Route"] = "RouteTableId | DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId",
        ["Remove-EC2SecurityGroup"] = "| GroupId GroupName",
        ["Remove-IAMRole"] = "RoleName |",
        ["Remove-IAMRolePolicy"] = "RoleName PolicyName |",
        ["Get-R53HostedZonesByName"] = "| DNSName HostedZoneId MaxItem",
        ["Remove-R53HostedZone"] = "Id |",
        ["Set-EC2Route"] =
            "RouteTableId | DestinationCidrBlock DestinationIpv6CidrBlock DestinationPrefixListId "
            + "GatewayId TransitGatewayId VpcPeeringConnectionId",
        ["Unregister-IAMRolePolicy"] = "RoleName PolicyArn |",
        ["Remove-LMFunction"] = "FunctionName | Qualifier",
        ["Remove-LMPermission"] = "FunctionName StatementId | Qualifier RevisionId",
        ["Write-IAMRolePolicy"] = "PolicyDocument PolicyName RoleName |",
        ["Write-IAMUserPolicy"] = "PolicyDocument PolicyName UserName |",
        ["Update-AGApiKey"] = "ApiKey | PatchOperation",
        ["Update-AGDomainName"] = "DomainName | DomainNameId PatchOperation",
        ["Update-AGMethod"] = "HttpMethod ResourceId RestApiId | PatchOperation",
        ["Update-AGRestApi"] = "RestApiId | PatchOperation",
        ["Update-AGUsagePlan"] = "UsagePlanId | PatchOperation",

        ["Get-AGUsagePlanList"] = "| KeyId Region",
        ["Get-ECSTaskDetail"] = "Task | Cluster Include",
        ["Get-EC2VpcEndpointService"] = "| Filter ServiceName ServiceRegion Region",
        ["Get-WAF2WebACLForResource"] = "ResourceArn | Region",
        ["Test-IAMPrincipalPolicy"] = "ActionName PolicySourceArn | CallerArn ContextEntry PolicyInputList ResourceArn",

        // Named without arguments, for what they do; Get-AWSCredential with a switch.
        ["Get-AWSCredential"] = "| ListProfileDetail ProfileName",
        ["Get-EC2Vpc"] = "|",
        ["Get-SSMInstanceInformation"] = "|",
        ["Get-STSCallerIdentity"] = "|",
        ["New-EC2VpcEndpoint"] = "|",
        ["Remove-AGDomainName"] = "|",
        ["Remove-AGRestApi"] = "|",
        ["Remove-EC2Vpc"] = "|",
        ["Update-AGAccount"] = "|",
        ["Set-AWSCredential"] = "|",
        ["Set-DefaultAWSRegion"] = "|",
        ["Use-STSRole"] = "|",

        // PowerShell's own.
        ["Get-Date"] = "| AsUTC",
    };

    private static readonly Lazy<Dictionary<string, string[]>> All = new(Read);

    public static bool Has(string command) => All.Value.ContainsKey(command);

    public static bool Has(string command, string parameter) =>
        All.Value.TryGetValue(command, out string[]? parameters) && parameters.Contains(parameter, StringComparer.OrdinalIgnoreCase);

    /// <summary>What a call cannot do without: whoever pastes it would be asked for it.</summary>
    public static IReadOnlyList<string> Mandatory(string command) =>
        AwsTools.TryGetValue(command, out string? parameters) ? Words(parameters.Split('|')[0]) : [];

    /// <summary>The cmdlets of AWS Tools with their parameters, and whether each is mandatory.</summary>
    public static Dictionary<string, Dictionary<string, bool>> OfAwsTools() =>
        AwsTools.ToDictionary(
            item => item.Key,
            item =>
                Words(item.Value.Split('|')[0])
                    .Select(name => (name, true))
                    .Concat(Words(item.Value.Split('|')[1]).Select(name => (name, false)))
                    .ToDictionary(parameter => parameter.name, parameter => parameter.Item2, StringComparer.Ordinal),
            StringComparer.Ordinal
        );

    private static Dictionary<string, string[]> Read()
    {
        Dictionary<string, string[]> all = AwsTools.ToDictionary(
            item => item.Key,
            item => Words(item.Value.Replace('|', ' ')),
            StringComparer.Ordinal
        );
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Peer.Root, "docs", "en-US"), "*-*.md"))
        {
            all.Add(
                Path.GetFileNameWithoutExtension(file),
                [.. Heading().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)]
            );
        }

        return all;
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"^### -(\w+)", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
