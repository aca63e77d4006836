using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>Reads the XML answer of an operation in the query protocol.</summary>
internal sealed class QueryUnmarshaller<TResponse>(Func<XElement, TResponse> read) : XmlAnswerUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        XElement root = Load(input);
        XElement result =
            root.Elements().FirstOrDefault(element => element.Name.LocalName.EndsWith("Result", StringComparison.Ordinal))
            ?? new XElement("Result");
        TResponse response = read(result);
        response.ResponseMetadata = new ResponseMetadata { RequestId = (string?)root.Element("ResponseMetadata")?.Element("RequestId") };
        return response;
    }
}
