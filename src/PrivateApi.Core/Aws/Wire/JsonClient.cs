using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws;

/// <summary>Base of the clients of services that speak JSON 1.1; <paramref name="target"/> goes before the operation's name in X-Amz-Target.</summary>
internal abstract class JsonClient(AWSCredentials credentials, ServiceConfig config, string target) : ServiceClient(credentials, config)
{
    /// <summary>Makes a call; answers and errors are read as REST-JSON's are.</summary>
    protected Task<TResponse> CallAsync<TRequest, TResponse>(TRequest request, JsonTypeInfo<TRequest> body, JsonTypeInfo<TResponse> answer, CancellationToken stop)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        InvokeOptions options = new()
        {
            RequestMarshaller = new JsonMarshaller<TRequest>(((ServiceConfig)Config).Service, target, body),
            ResponseUnmarshaller = new RestJsonUnmarshaller<TResponse>(answer),
        };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
