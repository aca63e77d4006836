using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.DomainPlans;

namespace PrivateApi.Commands;

/// <summary>Gets private custom domain names, of this account and shared with it.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiDomain")]
[OutputType(typeof(Domain))]
public sealed class GetPrivateApiDomainCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ResourceIdArgument("DomainName", "Name")]
    [ArgumentCompleter(typeof(DomainNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] DomainName { get; set; } = ["*"];

    /// <summary>Only the one with this id, where there are several of the name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? DomainNameId { get; set; }

    /// <summary>The object that the name came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in DomainName)
        {
            Emit(name, (progress, stop) => FindAsync(name, progress, stop));
        }
    }

    private async Task<IReadOnlyList<Domain>> FindAsync(string name, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await RequireSameConnectionAsync(InputObject, stop);
        return await DomainSelection.FindAsync(Session, name, DomainNameId, progress, stop);
    }
}
