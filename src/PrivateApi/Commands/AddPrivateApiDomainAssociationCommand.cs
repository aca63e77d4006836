using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Associates endpoints with a private custom domain name, one's own or a shared one, and makes it resolve.</summary>
[Cmdlet(VerbsCommon.Add, "PrivateApiDomainAssociation", SupportsShouldProcess = true, DefaultParameterSetName = ByArn)]
[OutputType(typeof(DomainAssociation))]
public sealed class AddPrivateApiDomainAssociationCommand : AwsCommand
{
    private const string ByArn = "Arn";
    private const string ByName = "Name";

    /// <summary>The ARN of the name, of this account or another.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, ParameterSetName = ByArn)]
    [ResourceIdArgument("DomainNameArn")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNullOrEmpty]
    public string DomainNameArn { get; set; } = string.Empty;

    /// <summary>The name, where only one of it is this account's or shared with it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string DomainName { get; set; } = string.Empty;

    /// <summary>This account's endpoints.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>VPCs in which the name is to resolve; without any those of the endpoints.</summary>
    [Parameter]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>Make no hosted zone and no record.</summary>
    [Parameter]
    public SwitchParameter NoRecord { get; set; }

    /// <summary>Tags of the associations, sent in the create calls.</summary>
    [Parameter]
    [Alias("Tags")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Hashtable? Tag { get; set; }

    /// <summary>Return before calls get through.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>How long each wait may take, in seconds.</summary>
    [Parameter]
    [DurationArgument(IsSeconds = true)]
    [ValidateRange(1, 86400)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int TimeoutSec { get; set; } = 1800;

    /// <summary>The object that the ids came from. A name may be of another account; an endpoint is of this one.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        Plan? plan = Ask(
            VpcEndpointId,
            async (progress, stop) =>
            {
                await RequireSameConnectionAsync(JsonArgument.Unwrap(InputObject) is Domain ? null : InputObject, stop);
                return await AssociationPlan.MakeAsync(Session, await SpecAsync(stop), progress, stop);
            }
        );
        if (plan is not null && Approve(plan))
        {
            Emit(
                VpcEndpointId,
                async (progress, stop) =>
                {
                    await plan.ApplyAsync(progress, stop);
                    return await new Domains(Session).AssociationsAsync(plan.Target, VpcEndpointId, stop);
                }
            );
        }
    }

    private async Task<AssociationSpec> SpecAsync(CancellationToken stop) =>
        new()
        {
            DomainNameArn = ParameterSetName == ByArn ? DomainNameArn : await new Domains(Session).ArnAsync(DomainName, stop),
            VpcEndpointIds = VpcEndpointId,
            VpcIds = VpcId,
            MakesRecord = !NoRecord,
            Tags = TagArgument.Read(Tag),
            Wait = !NoWait,
            TimeOut = TimeSpan.FromSeconds(TimeoutSec),
        };
}
