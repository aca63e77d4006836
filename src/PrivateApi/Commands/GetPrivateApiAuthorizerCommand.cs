using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Model;
using PrivateApi.Resources;

namespace PrivateApi.Commands;

/// <summary>Gets the authorizers of APIs, with the methods that use them.</summary>
[Cmdlet(VerbsCommon.Get, "PrivateApiAuthorizer", DefaultParameterSetName = "Name")]
[OutputType(typeof(Authorizer))]
public sealed class GetPrivateApiAuthorizerCommand : AwsCommand
{
    /// <summary>The API, by id, name or object.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>Names; wildcards are allowed.</summary>
    [Parameter(ParameterSetName = "Name", Position = 1)]
    [ArgumentCompleter(typeof(AuthorizerNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>The authorizer's id.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AuthorizerIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string AuthorizerId { get; set; } = string.Empty;

    /// <summary>The object that RestApiId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string name in ParameterSetName == "Id" ? [AuthorizerId] : Name)
        {
            Emit(
                name,
                async (_, stop) =>
                {
                    await RequireSameConnectionAsync(InputObject, stop);
                    string api = await new ApiNames(Session).ResolveAsync(RestApiId, stop);
                    return ParameterSetName == "Id"
                        ? [await new Authorizers(Session).GetAsync(api, name, stop)]
                        : await AuthorizerSelection.FindAsync(Session, api, name, stop);
                }
            );
        }
    }
}
