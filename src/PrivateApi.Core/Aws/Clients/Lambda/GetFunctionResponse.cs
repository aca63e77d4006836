using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of GetFunction.</summary>
internal sealed class GetFunctionResponse : AmazonWebServiceResponse
{
    public FunctionConfiguration Configuration { get; set; } = new();

    public FunctionCodeLocation? Code { get; set; }

    public Dictionary<string, string>? Tags { get; set; }

    /// <summary>Why the tags are not shown; null where they are.</summary>
    public TagsError? TagsError { get; set; }
}
