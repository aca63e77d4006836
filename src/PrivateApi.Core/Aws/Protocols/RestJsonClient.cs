using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>Base of the clients of REST-JSON services.</summary>
internal abstract class RestJsonClient(AWSCredentials credentials, ServiceConfig config) : ServiceClient(credentials, config)
{
    /// <summary>Makes a call; an answer that is not JSON (<paramref name="answer"/> null) reads itself.</summary>
    protected Task<TResponse> CallAsync<TResponse>(RestRequest request, JsonTypeInfo<TResponse>? answer, CancellationToken stop)
        where TResponse : AmazonWebServiceResponse, new()
    {
        InvokeOptions options = new()
        {
            RequestMarshaller = new RestMarshaller(((ServiceConfig)Config).Service),
            ResponseUnmarshaller = new RestJsonUnmarshaller<TResponse>(answer),
        };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
