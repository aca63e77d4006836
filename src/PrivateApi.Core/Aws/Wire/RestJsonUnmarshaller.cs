using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace PrivateApi.Aws;

/// <summary>Reads the answer of a REST-JSON operation, and its errors.</summary>
internal sealed class RestJsonUnmarshaller<TResponse>(JsonTypeInfo<TResponse>? type) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using MemoryStream buffer = new();
        input.Stream.CopyTo(buffer);
        byte[] body = buffer.ToArray();
        if (type is null)
        {
            TResponse response = new();
            ((IRawResponse)response).Read(body, input.ResponseData);
            return response;
        }

        return body.AsSpan().Trim(" \r\n\t"u8).IsEmpty ? new TResponse() : JsonSerializer.Deserialize(body, type) ?? new TResponse();
    }

    public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        StreamingUtf8JsonReader reader = new(input.Stream, 4096, input.JsonMaxDepth);
        ErrorResponse error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return AwsServiceException.From(error, input.ResponseData);
    }
}
