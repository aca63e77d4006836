using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Answer of Invoke.</summary>
internal sealed class InvokeResponse : AmazonWebServiceResponse, IRawResponse
{
    public string? FunctionError { get; set; }

    public string? LogResult { get; set; }

    public byte[]? Payload { get; set; }

    public string? ExecutedVersion { get; set; }

    void IRawResponse.Read(byte[] body, IWebResponseData headers)
    {
        Payload = body;
        FunctionError = headers.GetHeaderValue("X-Amz-Function-Error");
        LogResult = headers.GetHeaderValue("X-Amz-Log-Result");
        ExecutedVersion = headers.GetHeaderValue("X-Amz-Executed-Version");
    }
}
