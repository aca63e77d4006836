using System.Net;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace PrivateApi.Aws.Protocols;

/// <summary>What the XML protocols have in common: refusals, and elements in a namespace that readers need not know.</summary>
internal abstract class XmlAnswerUnmarshaller : XmlResponseUnmarshaller
{
    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        ErrorResponse error = XmlErrorResponseUnmarshaller.GetInstance().Unmarshall(input);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return AwsServiceException.From(error, input.ResponseData);
    }

    /// <summary>
    /// The answer's document, without namespaces: emulators sometimes leave them out. Its form was checked before (<see
    /// cref="AnswerFormat"/>).
    /// </summary>
    protected static XElement Load(XmlUnmarshallerContext input)
    {
        XElement root = XElement.Load(input.Stream);
        return root.Name.LocalName.EndsWith("Response", StringComparison.Ordinal)
            ? Plain(root)
            : throw new InvalidDataException($"it is a document '{root.Name.LocalName}'");
    }

    private static XElement Plain(XElement element) =>
        new(element.Name.LocalName, element.HasElements ? element.Elements().Select(Plain) : element.Value);
}
