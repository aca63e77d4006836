using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Builds the HTTP request of an operation in the JSON 1.1 protocol.</summary>
internal sealed class JsonMarshaller<TRequest>(ServiceDefinition service, JsonTypeInfo<TRequest> type)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, service.ServiceId) { HttpMethod = "POST", ResourcePath = "/" };
        string name = input.GetType().Name;
        request.Headers["X-Amz-Target"] = $"{service.TargetPrefix}.{name[..^"Request".Length]}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.1";
        request.Content = JsonSerializer.SerializeToUtf8Bytes((TRequest)input, type);
        return request;
    }
}
