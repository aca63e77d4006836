using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Builds the HTTP request of a REST-XML operation.</summary>
internal sealed class RestXmlMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, service.ServiceId) { UseQueryString = true };
        ((RestRequest)input).Write(new RestWire(request));
        return request;
    }
}
