using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace PrivateApi.Aws.Protocols;

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

        if (body.AsSpan().Trim(" \r\n\t"u8).IsEmpty)
        {
            return SaysNothing ? new TResponse() : throw new InvalidDataException("it is empty");
        }

        return JsonSerializer.Deserialize(WithoutNulls(body), type) ?? throw new InvalidDataException("it is null");
    }

    // Deletions and tagging calls are answered with a status only.
    private static bool SaysNothing { get; } =
        typeof(TResponse).GetProperties().All(property => property.DeclaringType == typeof(AmazonWebServiceResponse));

    // For AWS a null member and a missing one are the same (Smithy, "awsJson1_1 protocol", "JSON shape serialization");
    // for the reader null is a value, which would then be where none is expected.
    private static byte[] WithoutNulls(byte[] body)
    {
        if (body.AsSpan().IndexOf("null"u8) < 0 || JsonNode.Parse(body) is not { } root)
        {
            return body;
        }

        Clean(root);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private static void Clean(JsonNode node)
    {
        if (node is JsonObject map)
        {
            foreach (string name in map.Where(member => member.Value is null).Select(member => member.Key).ToArray())
            {
                map.Remove(name);
            }
        }

        if (node is JsonArray list)
        {
            for (int i = list.Count - 1; i >= 0; i--)
            {
                if (list[i] is null)
                {
                    list.RemoveAt(i);
                }
            }
        }

        foreach (
            JsonNode? child in node switch
            {
                JsonObject members => members.Select(member => member.Value),
                JsonArray items => items,
                _ => Enumerable.Empty<JsonNode?>(),
            }
        )
        {
            Clean(child!);
        }
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input,
        Exception innerException,
        HttpStatusCode statusCode
    )
    {
        StreamingUtf8JsonReader reader = new(input.Stream, 4096, input.JsonMaxDepth);
        ErrorResponse error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        error.InnerException = innerException;
        error.StatusCode = statusCode;
        return AwsServiceException.From(error, input.ResponseData);
    }
}
