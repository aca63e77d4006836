using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Removes associations of endpoints with private custom domain names, or rejects those of other accounts.</summary>
[Cmdlet(
    VerbsCommon.Remove,
    "PrivateApiDomainAssociation",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.High,
    DefaultParameterSetName = ByArn
)]
public sealed class RemovePrivateApiDomainAssociationCommand : AwsCommand
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

    /// <summary>The endpoints.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>End the association of another account's endpoint with a name of this account.</summary>
    [Parameter]
    public SwitchParameter Reject { get; set; }

    /// <summary>Do not ask.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that the ids came from. A name may be of another account; an endpoint is of this one.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcEndpointId)
        {
            DomainNameAccessAssociation? found = Ask(id, (_, stop) => FindAsync(id, stop));
            string what = $"association of {id} with {found?.DomainNameArn}";
            if (found is not null && ApproveRemoval(what, Force, stop => Removal().SurveyAsync(found, stop)))
            {
                Call(id, (progress, stop) => Reject ? Removal().RejectAsync(found, stop) : RemoveAsync(found, progress, stop));
            }
        }
    }

    private async Task<DomainNameAccessAssociation> FindAsync(string id, CancellationToken stop)
    {
        await RequireSameConnectionAsync(JsonArgument.Unwrap(InputObject) is Domain ? null : InputObject, stop);
        string arn = ParameterSetName == ByArn ? DomainNameArn : await new Domains(Session).ArnAsync(DomainName, stop);
        return await Removal().FindAsync(arn, id, Reject, stop);
    }

    private async Task RemoveAsync(DomainNameAccessAssociation found, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await Removal().RemoveAsync(found, progress, stop);
        await Removal().WarnAsync(found, progress, stop);
    }

    private AssociationRemoval Removal() => new(Session);
}
