using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Builds the HTTP request of a REST-JSON operation.</summary>
internal sealed class RestMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        // Without Accept, API Gateway answers in HAL, with other names.
        DefaultRequest request = new(input, service.ServiceId) { UseQueryString = true };
        request.Headers["Accept"] = "application/json";
        request.Headers["x-amz-api-version"] = service.ApiVersion;
        ((RestRequest)input).Write(new RestWire(request));
        return request;
    }
}
