using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Builds the HTTP request of an operation in the query protocol.</summary>
internal sealed class QueryMarshaller(ServiceDefinition service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        DefaultRequest request = new(input, service.ServiceId);
        string name = input.GetType().Name;
        request.Parameters.Add("Action", name[..^"Request".Length]);
        request.Parameters.Add("Version", service.ApiVersion);
        ((QueryRequest)input).Write(new QueryWire(request.ParameterCollection));
        return request;
    }
}
