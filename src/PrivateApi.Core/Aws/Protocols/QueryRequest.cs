using Amazon.Runtime;

namespace PrivateApi.Aws.Protocols;

/// <summary>A request in the query protocol; the operation's name is the class's without <c>Request</c>.</summary>
internal abstract class QueryRequest : AmazonWebServiceRequest
{
    /// <summary>Writes the request's members to the wire.</summary>
    internal abstract void Write(QueryWire wire);
}
