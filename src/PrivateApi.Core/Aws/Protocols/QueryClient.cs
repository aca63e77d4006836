using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>Base of the clients of services that speak the query protocol.</summary>
internal abstract class QueryClient(AWSCredentials credentials, ServiceConfig config) : ServiceClient(credentials, config)
{
    /// <summary>Makes a call; <paramref name="read"/> gets the result element, empty if there is none.</summary>
    protected Task<TResponse> CallAsync<TResponse>(QueryRequest request, Func<XElement, TResponse> read, CancellationToken stop)
        where TResponse : AmazonWebServiceResponse, new()
    {
        InvokeOptions options = new()
        {
            RequestMarshaller = new QueryMarshaller(((ServiceConfig)Config).Service),
            ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(read),
        };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
