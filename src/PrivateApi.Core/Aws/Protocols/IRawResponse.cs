using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>An answer whose body is not JSON, or whose members are headers.</summary>
internal interface IRawResponse
{
    /// <summary>Reads the answer.</summary>
    void Read(byte[] body, IWebResponseData headers);
}
