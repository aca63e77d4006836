using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Commands;

/// <summary>Removes a network that New-PrivateApiNetwork created, and nothing else.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiNetwork",
    DefaultParameterSetName = "Name",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High
)]
public sealed class RemovePrivateApiNetworkCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>Ids of their VPCs.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcIds")]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ParameterSetName = "Id", ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcId)
        {
            Remove(id, id, isSeen: InputObject is not null);
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            foreach (Network network in Ask(name, (_, stop) => NetworkSelection.FindAsync(Session, name, stop)) ?? [])
            {
                Remove(network.VpcId, $"{network.Name} ({network.VpcId})", isSeen: true);
            }
        }
    }

    private void Remove(string vpcId, string shown, bool isSeen)
    {
        NetworkRemoval? removal = AskSeen(
            isSeen,
            vpcId,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                NetworkRemoval work = new(Session, ProbeRemovals.On(Session));
                await work.CheckAsync(vpcId, stop);
                return work;
            }
        );
        if (removal is not null && ApproveRemoval($"network {shown}", Force, stop => removal.SurveyAsync(vpcId, stop)))
        {
            AskSeen(
                isSeen: true,
                vpcId,
                async (progress, stop) =>
                {
                    await removal.RemoveAsync(vpcId, progress, stop);
                    return removal;
                }
            );
        }
    }
}
