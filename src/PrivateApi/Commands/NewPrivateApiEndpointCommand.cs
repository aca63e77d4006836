using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Commands;

/// <summary>Creates the interface endpoint for execute-api in a VPC, and waits until it works.</summary>
[Cmdlet(VerbsCommon.New, "PrivateApiEndpoint", SupportsShouldProcess = true)]
[OutputType(typeof(Endpoint))]
public sealed class NewPrivateApiEndpointCommand : AwsCommand
{
    /// <summary>The VPC; binds from New-PrivateApiNetwork, Get-EC2Vpc and anything else with a VpcId.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string VpcId { get; set; } = string.Empty;

    /// <summary>The endpoint's name; without one the piped network's, else the VPC's id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Name { get; set; }

    /// <summary>Its subnets, one per zone; without any the VPC's private ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId")]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    public string[]? SubnetId { get; set; }

    /// <summary>Its security groups; without any, one is created that admits HTTPS from the VPC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId")]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    public string[]? SecurityGroupId { get; set; }

    /// <summary>Leave the VPC's resolver unchanged: execute-api names keep resolving to public addresses there.</summary>
    [Parameter]
    public SwitchParameter NoPrivateDns { get; set; }

    /// <summary>The endpoint policy: JSON text, a path, or an object; without one AWS's default, full access.</summary>
    [Parameter]
    public object? Policy { get; set; }

    /// <summary>The kind of addresses of its network interfaces.</summary>
    [Parameter]
    [ValidateSet("ipv4", "dualstack", "ipv6")]
    public string? IpAddressType { get; set; }

    /// <summary>Tags for everything that is created, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Do not ask, even if private DNS cuts the VPC off from public APIs.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Return while it is still pending.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        string? cutOff = null;
        Plan? plan = Ask(
            VpcId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                Plan made = await Endpoints().PlanAsync(Spec(), progress, stop);
                bool isNew = !NoPrivateDns && made.Missing.Any(step => step.Name == EndpointSteps.Endpoint);
                cutOff = isNew ? await PrivateDnsSurvey.WarnAsync(Session, VpcId, progress, stop) : null;
                return made;
            }
        );
        if (plan is not null && Approve(plan) && ApproveCutOff(cutOff, Force))
        {
            Emit(VpcId, (progress, stop) => Endpoints().ApplyAsync(plan, progress, stop));
        }
    }

    private Endpoints Endpoints() => new(Session, ProbeRemovals.On(Session));

    private EndpointSpec Spec() =>
        new()
        {
            Name = string.IsNullOrEmpty(Name) ? VpcId : Name,
            VpcId = VpcId,
            SubnetIds = Given(SubnetId),
            SecurityGroupIds = Given(SecurityGroupId),
            PrivateDnsEnabled = !NoPrivateDns,
            Policy = Policy is null ? null : PolicyArgument.Text(SessionState, Policy),
            IpAddressType = IpAddressType,
            Tags = TagArgument.Read(Tag),
            Wait = !NoWait,
            TimeOut = TimeSpan.FromSeconds(TimeoutSec),
        };

    // An incomplete network pipes a null.
    private static string[] Given(string[]? ids) => [.. (ids ?? []).Where(id => !string.IsNullOrEmpty(id))];
}
