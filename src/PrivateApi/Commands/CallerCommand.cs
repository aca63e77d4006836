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
    [ResourceIdArgument("SubnetId", IsList = true)]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ValidateNotNullOrEmpty]
    [FromRow]
    public string[] SubnetId { get; set; } = [];

    /// <summary>The caller's security groups; without any the VPC's default group.</summary>
    [Parameter(ParameterSetName = "Subnet")]
    [Parameter(ParameterSetName = "Address")]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId", IsList = true, IsCell = true)]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    [ValidateCell("^sg-")]
    [FromRow]
    public string[]? SecurityGroupId { get; set; } = [];

    /// <summary>An instance that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Instance")]
    [ValidateCell("^i-")]
    [FromRow]
    [ArgumentCompleter(typeof(InstanceIdCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>A Lambda function that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Function")]
    [ValidateNotNullOrEmpty]
    [FromRow]
    [ArgumentCompleter(typeof(FunctionNameCompleter))]
    public string? FunctionName { get; set; }

    /// <summary>A network interface that calls.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Interface")]
    [ValidateCell("^eni-")]
    [FromRow]
    [ArgumentCompleter(typeof(NetworkInterfaceIdCompleter))]
    public string? NetworkInterfaceId { get; set; }

    /// <summary>The caller's VPC; on premises the one that the gateway is attached to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateCell("^vpc-")]
    [FromRow]
    public string? VpcId { get; set; }

    /// <summary>The caller's address.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Address")]
    [FromRow]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public System.Net.IPAddress? SourceIp { get; set; }

    /// <summary>The caller is in a network behind Direct Connect or a VPN.</summary>
    [Parameter(ParameterSetName = "Address")]
    [FromRow]
    public SwitchParameter OnPremises { get; set; }

    /// <summary>Whether on-premises name servers forward to the VPC's inbound resolver, or ask public ones.</summary>
    [Parameter(ParameterSetName = "Address")]
    [ValidateSet("Forwarded", "Public")]
    [FromRow]
    public string Resolver { get; set; } = "Forwarded";

    internal CallerRequest CallerAsGiven() =>
        new()
        {
            SubnetIds = SubnetId,
            SecurityGroupIds = SecurityGroupId ?? [],
            InstanceId = InstanceId,
            FunctionName = FunctionName,
            NetworkInterfaceId = NetworkInterfaceId,
            VpcId = VpcId,
            SourceIp = SourceIp?.ToString(),
            IsOnPremises = OnPremises,
            ForwardsNames = Resolver == "Forwarded",
        };
}
