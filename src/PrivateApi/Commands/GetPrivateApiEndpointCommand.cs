using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;

namespace PrivateApi.Commands;

/// <summary>Gets interface endpoints for execute-api, whether or not this module created them.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiEndpoint", DefaultParameterSetName = "Name")]
[OutputType(typeof(Endpoint))]
public sealed class GetPrivateApiEndpointCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(EndpointNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of endpoints.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcEndpointIds", "VpcEndpoint")]
    [VpcEndpointIdArgument]
    [ArgumentCompleter(typeof(VpcEndpointIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcEndpointId { get; set; } = [];

    /// <summary>Only the endpoints in this VPC.</summary>
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
        foreach (string id in VpcEndpointId)
        {
            Get(id, stop => new Endpoints(Session, ProbeRemovals.On(Session)).GetAsync(id, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Get(name, stop => EndpointSelection.FindAsync(Session, VpcId, name, stop));
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
