using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Removes private custom domain names with what belongs to them; never the public one of the same name.</summary>
[Cmdlet(VerbsCommon.Remove, "PrivateApiDomain", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemovePrivateApiDomainCommand : AwsCommand
{
    /// <summary>The name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ResourceIdArgument("DomainName", "Name")]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] DomainName { get; set; } = [];

    /// <summary>Its id; without one the only private one of the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? DomainNameId { get; set; }

    /// <summary>Do not ask, and remove it even if this module did not create it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The object that the name came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in DomainName)
        {
            Aws.Clients.ApiGateway.DomainName? domain = AskSeen(
                InputObject is not null,
                name,
                async (_, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    return await new DomainRemoval(Session).CheckAsync(name, DomainNameId, Force, stop);
                }
            );
            string what = $"private custom domain name {name} ({domain?.DomainNameId})";
            if (domain is not null && ApproveRemoval(what, Force, stop => new DomainRemoval(Session).SurveyAsync(domain, stop)))
            {
                Call(name, (progress, stop) => new DomainRemoval(Session).RemoveAsync(domain, progress, stop));
            }
        }
    }
}
