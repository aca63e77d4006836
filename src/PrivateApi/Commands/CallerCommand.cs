using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Diagnosis.Collection;

namespace PrivateApi.Commands;

/// <summary>What commands about a caller have in common: the forms in which it can be named, each a parameter set.</summary>
public abstract class CallerCommand : AwsCommand
{
    /// <summary>The caller's subnets; each is a separate caller.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Subnet")]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId")]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The caller's security groups; without any the VPC's default group.</summary>
    [Parameter(ParameterSetName = "Subnet")]
    [Parameter(ParameterSetName = "Address")]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId")]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] SecurityGroupId { get; set; } = [];

    /// <summary>An instance that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Instance")]
    [ValidatePattern("^i-")]
    public string? InstanceId { get; set; }

    /// <summary>A Lambda function that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    public string? FunctionName { get; set; }

    /// <summary>A network interface that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Interface")]
    [ValidatePattern("^eni-")]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>The caller's VPC; on premises the one that the gateway is attached to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidatePattern("^vpc-")]
    public string? VpcId { get; set; }

    /// <summary>The caller's address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    public System.Net.IPAddress? SourceIp { get; set; }

    /// <summary>The caller is in a network behind Direct Connect or a VPN.</summary>
    [Parameter(ParameterSetName = "Address")]
    public SwitchParameter OnPremises { get; set; }

    /// <summary>Whether on-premises name servers forward to the VPC's inbound resolver, or ask public ones.</summary>
    [Parameter(ParameterSetName = "Address")]
    [ValidateSet("Forwarded", "Public")]
    public string Resolver { get; set; } = "Forwarded";

    internal CallerRequest CallerAsGiven() =>
        new()
        {
            SubnetIds = SubnetId,
            SecurityGroupIds = SecurityGroupId,
            InstanceId = InstanceId,
            FunctionName = FunctionName,
            NetworkInterfaceId = NetworkInterfaceId,
            VpcId = VpcId,
            SourceIp = SourceIp?.ToString(),
            IsOnPremises = OnPremises,
            ForwardsNames = Resolver == "Forwarded",
        };
}
