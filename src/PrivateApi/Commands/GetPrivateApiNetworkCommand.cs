using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Provisioning.NetworkPlans;

namespace PrivateApi.Commands;

/// <summary>Gets the networks that New-PrivateApiNetwork created, complete or not.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiNetwork", DefaultParameterSetName = "Name")]
[OutputType(typeof(Network))]
public sealed class GetPrivateApiNetworkCommand : AwsCommand
{
    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 0)]
    [ArgumentCompleter(typeof(NetworkNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Ids of their VPCs.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("VpcIds")]
    [ResourceIdArgument("VpcId")]
    [ArgumentCompleter(typeof(VpcIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] VpcId { get; set; } = [];

    /// <summary>The object that the id came from, to check that it belongs to this connection's account and Region.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public IAwsResource? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string id in VpcId)
        {
            Get(id, stop => new Networks(Session).GetAsync(id, stop));
        }

        foreach (string name in ParameterSetName == "Name" ? Name : [])
        {
            Get(name, stop => NetworkSelection.FindAsync(Session, name, stop));
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
