using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>Base of the clients of REST-XML services.</summary>
internal abstract class RestXmlClient(AWSCredentials credentials, ServiceConfig config) : ServiceClient(credentials, config)
{
    /// <summary>Makes a call; <paramref name="read"/> gets the answer's document, its elements without a namespace.</summary>
    protected Task<TResponse> CallAsync<TResponse>(RestRequest request, Func<XElement, TResponse> read, CancellationToken stop)
        where TResponse : AmazonWebServiceResponse, new()
    {
        InvokeOptions options = new()
        {
            RequestMarshaller = new RestXmlMarshaller(((ServiceConfig)Config).Service),
            ResponseUnmarshaller = new RestXmlUnmarshaller<TResponse>(read),
        };
        return InvokeAsync<TResponse>(request, options, stop);
    }
}
