using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Policy.Editing;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Commands;

/// <summary>Changes endpoints: subnets and security groups are given as the complete set.</summary>
[Cmdlet(VerbsCommon.Set, "PrivateApiEndpoint", SupportsShouldProcess = true, DefaultParameterSetName = Replace)]
[OutputType(typeof(Endpoint))]
public sealed class SetPrivateApiEndpointCommand : AwsCommand
{
    private const string Replace = "Replace";
    private const string Edit = "Edit";

    /// <summary>Ids of the endpoints.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>The complete set of its subnets, one per zone.</summary>
    [Parameter]
    [Alias("SubnetIds")]
    [ResourceIdArgument("SubnetId")]
    [ArgumentCompleter(typeof(SubnetIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SubnetId { get; set; }

    /// <summary>The complete set of its security groups.</summary>
    [Parameter]
    [Alias("SecurityGroupIds")]
    [ResourceIdArgument("SecurityGroupId", "GroupId")]
    [ArgumentCompleter(typeof(SecurityGroupIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? SecurityGroupId { get; set; }

    /// <summary>Whether the VPC's resolver is to answer execute-api names with it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(BooleanCompleter))]
    public bool? PrivateDnsEnabled { get; set; }

    /// <summary>The new endpoint policy: JSON text, a path, or an object.</summary>
    [Parameter(ParameterSetName = Replace)]
    public object? Policy { get; set; }

    /// <summary>A statement to add to the endpoint policy, or several: JSON text, a path, or an object.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ValidateNotNull]
    public object? AddStatement { get; set; }

    /// <summary>Sids of statements to remove from the endpoint policy.</summary>
    [Parameter(ParameterSetName = Edit)]
    [ArgumentCompleter(typeof(PolicySidCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] RemoveSid { get; set; } = [];

    /// <summary>The new kind of addresses of its network interfaces.</summary>
    [Parameter]
    [ValidateSet("ipv4", "dualstack", "ipv6")]
    public string? IpAddressType { get; set; }

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 600;

    /// <summary>Do not ask, even if private DNS cuts the VPC off from public APIs.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcEndpointId)
        {
            string? cutOff = null;
            EndpointModification? change = Ask(
                id,
                async (progress, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    EndpointModification made = await new EndpointUpdate(Session).PlanAsync(id, Wanted(), progress, stop);
                    cutOff = made.TakenVpcId is { } vpc ? await PrivateDnsSurvey.WarnAsync(Session, vpc, progress, stop) : null;
                    return made;
                }
            );
            if (change is not null && Approve(change, cutOff))
            {
                Emit(id, (progress, stop) => ApplyAsync(change, progress, stop));
            }
        }
    }

    private bool Approve(EndpointModification change, string? cutOff) =>
        change.IsEmpty
        || (
            ShouldProcess(change.VpcEndpointId, string.Join("; ", change.Descriptions))
            && (
                cutOff is not null
                    ? ApproveCutOff(cutOff, Force)
                    : change.DnsEffect is null || ApproveHigh(change.DnsEffect, "Private DNS changes for the whole VPC", Force)
            )
        );

    private async Task<Endpoint> ApplyAsync(EndpointModification change, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (!change.IsEmpty)
        {
            await new EndpointUpdate(Session).ApplyAsync(change, TimeSpan.FromSeconds(TimeoutSec), progress, stop);
        }

        return await new Endpoints(Session, ProbeRemovals.On(Session)).GetAsync(change.VpcEndpointId, stop);
    }

    private EndpointChange Wanted() =>
        new()
        {
            SubnetIds = SubnetId,
            SecurityGroupIds = SecurityGroupId,
            PrivateDnsEnabled = PrivateDnsEnabled,
            Policy = Policy is null ? null : PolicyArgument.Text(SessionState, Policy),
            PolicyEdits = new PolicyEdits
            {
                AddStatement = AddStatement is null ? [] : [PolicyArgument.Statement(SessionState, AddStatement)],
                RemoveSid = RemoveSid,
            },
            IpAddressType = IpAddressType,
        };
}
