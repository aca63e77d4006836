using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetStages.</summary>
internal sealed class GetStagesResponse : AmazonWebServiceResponse
{
    public List<Stage> Item { get; set; } = [];
}
