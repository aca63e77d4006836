using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;

namespace PrivateApi.Commands;

/// <summary>What commands about one API have in common: its id, and the object that the id came from.</summary>
public abstract class ApiCommand : AwsCommand
{
    /// <summary>The API's id; binds from our objects, from AWS Tools' RestApi, and from text.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [RestApiIdArgument]
    [ArgumentCompleter(typeof(RestApiIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string RestApiId { get; set; } = string.Empty;

    /// <summary>The object that RestApiId came from, to check that it belongs to this account and Region.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public PSObject? InputObject { get; set; }
}
