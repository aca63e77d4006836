using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Answer of GetExport.</summary>
internal sealed class GetExportResponse : AmazonWebServiceResponse, IRawResponse
{
    public string? ContentType { get; set; }

    public string? ContentDisposition { get; set; }

    public byte[]? Body { get; set; }

    void IRawResponse.Read(byte[] body, IWebResponseData headers)
    {
        Body = body;
        ContentType = headers.GetHeaderValue("Content-Type");
        ContentDisposition = headers.GetHeaderValue("Content-Disposition");
    }
}
