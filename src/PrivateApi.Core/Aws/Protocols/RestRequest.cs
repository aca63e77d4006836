using Amazon.Runtime;

namespace PrivateApi.Aws.Protocols;

/// <summary>A request of a REST-JSON service; it knows where its members go.</summary>
internal abstract class RestRequest : AmazonWebServiceRequest
{
    /// <summary>Writes the request to the wire.</summary>
    internal abstract void Write(RestWire wire);
}
