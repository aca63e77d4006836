using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Reads the answer of a REST-XML operation.</summary>
internal sealed class RestXmlUnmarshaller<TResponse>(Func<XElement, TResponse> read) : XmlAnswerUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        TResponse response = read(Load(input));
        response.ResponseMetadata = new ResponseMetadata { RequestId = input.ResponseData.GetHeaderValue("x-amzn-RequestId") };
        return response;
    }
}
