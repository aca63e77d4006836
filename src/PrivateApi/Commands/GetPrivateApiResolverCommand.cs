using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.ResolverPlans;

namespace PrivateApi.Commands;

/// <summary>Gets the endpoints of Route 53 Resolver, whether or not this module created them.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiResolver", DefaultParameterSetName = "Name")]
[OutputType(typeof(Resolver))]
public sealed class GetPrivateApiResolverCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(ResolverNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of Resolver endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ResourceIdArgument("ResolverEndpointId")]
    [ArgumentCompleter(typeof(ResolverEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] ResolverEndpointId { get; set; } = [];

    /// <summary>Only those in this VPC.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    public string? VpcId { get; set; }

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in ResolverEndpointId)
        {
            Get(id, stop => new Resolvers(Session).GetAsync(id, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Get(name, stop => ResolverSelection.FindAsync(Session, VpcId, name, stop));
        }
    }

    private void Get<T>(string target, Func<CancellationToken, Task<T>> read)
        where T : class =>
        Emit(
            target,
            async (_, stop) =>
            {
                await RequireSameConnectionAsync(InputObject, stop);
                return await read(stop);
            }
        );
}
