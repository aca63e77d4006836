using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>Base of the clients of services that speak the JSON 1.1 protocol.</summary>
internal abstract class JsonClient(AWSCredentials credentials, ServiceConfig config) : ServiceClient(credentials, config)
{
    /// <summary>Makes a call; the operation's name is the request's class without <c>Request</c>.</summary>
    protected Task<TResponse> CallAsync<TRequest, TResponse>(
        TRequest request,
        JsonTypeInfo<TRequest> body,
        JsonTypeInfo<TResponse> answer,
        CancellationToken stop
    )
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        InvokeOptions options = new()
        {
            RequestMarshaller = new JsonMarshaller<TRequest>(((ServiceConfig)Config).Service, body),
            ResponseUnmarshaller = new RestJsonUnmarshaller<TResponse>(answer),
        };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
