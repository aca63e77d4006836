using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of TestInvokeMethod.</summary>
internal sealed class TestInvokeMethodResponse : AmazonWebServiceResponse
{
    public int Status { get; set; }

    public string? Body { get; set; }

    public Dictionary<string, string>? Headers { get; set; }

    public Dictionary<string, List<string>>? MultiValueHeaders { get; set; }

    public string? Log { get; set; }

    public long? Latency { get; set; }
}
