using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Commands;

/// <summary>Creates a small network for private APIs: a VPC with two private and two public subnets, ready for an endpoint.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiNetwork", SupportsShouldProcess = true)]
[OutputType(typeof(Network))]
public sealed class NewPrivateApiNetworkCommand : AwsCommand
{
    /// <summary>The network's name; the same name always refers to the same network.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>IPv4 range of the VPC, /16 to /26.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string CidrBlock { get; set; } = "10.0.0.0/16";

    /// <summary>Gives VPC and subnets IPv6 ranges of Amazon's besides, for endpoints and callers that are dualstack.</summary>
    [Parameter]
    public SwitchParameter Ipv6 { get; set; }

    /// <summary>Tags for everything that is created, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        NetworkSpec spec = new(Name, CidrBlock, TagArgument.Read(Tag), Ipv6);
        Plan? plan = Ask(Name, (progress, stop) => new Networks(Session).PlanAsync(spec, progress, stop));
        if (plan is not null && Approve(plan))
        {
            Emit(Name, (progress, stop) => new Networks(Session).ApplyAsync(plan, progress, stop));
        }
    }
}
