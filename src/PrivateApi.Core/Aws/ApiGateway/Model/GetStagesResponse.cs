using Amazon.Runtime;

namespace PrivateApi.Aws.ApiGateway;

/// <summary>Answer of GetStages.</summary>
internal sealed class GetStagesResponse : AmazonWebServiceResponse
{
    public List<Stage> Item { get; set; } = [];
}
