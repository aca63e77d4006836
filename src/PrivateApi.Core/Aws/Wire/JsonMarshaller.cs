using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws;

/// <summary>Makes the HTTP request of an operation in JSON 1.1; the operation's name is the request class's without <c>Request</c>.</summary>
internal sealed class JsonMarshaller<TRequest>(ServiceDefinition service, string target, JsonTypeInfo<TRequest> type) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Headers["X-Amz-Target"] = $"{target}.{typeof(TRequest).Name[..^"Request".Length]}";
        request.Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, type);
        return request;
    }
}
