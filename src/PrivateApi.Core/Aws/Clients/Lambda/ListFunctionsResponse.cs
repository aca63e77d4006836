using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of ListFunctions.</summary>
internal sealed class ListFunctionsResponse : AmazonWebServiceResponse
{
    public string? NextMarker { get; set; }

    public List<FunctionConfiguration> Functions { get; set; } = [];
}
