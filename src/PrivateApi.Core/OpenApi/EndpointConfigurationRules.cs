using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// <c>x-amazon-apigateway-endpoint-configuration</c>: at the top of a Swagger 2.0 document, under a server of an
/// OpenAPI 3.0 one.
/// </summary>
internal static class EndpointConfigurationRules
{
    private const string Extension = "x-amazon-apigateway-endpoint-configuration";

    /// <exception cref="PrivateApiException"><c>EdgeDefinition</c>.</exception>
    public static void RequireNotEdge(JsonObject root, string origin)
    {
        foreach ((string pointer, string type) in Types(root))
        {
            if (type.Equals("EDGE", StringComparison.OrdinalIgnoreCase))
            {
                throw new PrivateApiException(
                    "EdgeDefinition",
                    FaultKind.InvalidArgument,
                    $"The definition in {origin} asks for an edge-optimized endpoint ({pointer}). "
                        + "A private API cannot be one, and API Gateway cannot convert one into the other. "
                        + "Remove the line, or write PRIVATE.",
                    origin
                );
            }
        }
    }

    public static IReadOnlyList<string> VpcEndpointIds(JsonObject root) =>
        [.. Configurations(root).SelectMany(found => Texts(found.Value["vpcEndpointIds"])).Distinct(StringComparer.Ordinal)];

    /// <summary>True if the document itself configures the default endpoint.</summary>
    public static bool SetsDefaultEndpoint(JsonObject root) =>
        Configurations(root).Any(found => found.Value.ContainsKey("disableExecuteApiEndpoint"));

    /// <summary>Makes a document associate these endpoints and no others.</summary>
    public static void SetVpcEndpointIds(JsonObject root, bool isSwagger2, IReadOnlyCollection<string> ids)
    {
        foreach ((_, JsonObject value) in Configurations(root))
        {
            value.Remove("vpcEndpointIds");
        }

        if (ids.Count > 0)
        {
            Own(root, isSwagger2)["vpcEndpointIds"] = new JsonArray([.. ids]);
        }
    }

    /// <summary>Makes a document disable the default endpoint.</summary>
    public static void DisableDefaultEndpoint(JsonObject root, bool isSwagger2) =>
        Own(root, isSwagger2)["disableExecuteApiEndpoint"] = true;

    public static IEnumerable<DefinitionProblem> Warnings(JsonObject root)
    {
        foreach (
            (string pointer, string type) in Types(root).Where(found => found.Type.Equals("REGIONAL", StringComparison.OrdinalIgnoreCase))
        )
        {
            yield return new DefinitionProblem(pointer, $"says {type}; the API is created as PRIVATE anyway.");
        }

        foreach ((string pointer, JsonObject value) in Configurations(root))
        {
            if (
                value["disableExecuteApiEndpoint"] is JsonValue off
                && (off.GetValueKind() == JsonValueKind.True || InfoRules.Text(off) is "true")
            )
            {
                yield return new DefinitionProblem(
                    $"{pointer}/disableExecuteApiEndpoint",
                    "disables the default endpoint: only a private custom domain name reaches the API, and "
                        + "every other form of address gets 403."
                );
            }
        }
    }

    private static IEnumerable<(string Pointer, string Type)> Types(JsonObject root) =>
        Configurations(root)
            .SelectMany(found =>
                Texts(found.Value["types"]).Concat(Texts(found.Value["type"])).Select(type => ($"{found.Pointer}/types", type))
            );

    private static IEnumerable<(string Pointer, JsonObject Value)> Configurations(JsonObject root)
    {
        if (root[Extension] is JsonObject top)
        {
            yield return ($"/{Extension}", top);
        }

        int index = 0;
        foreach (JsonNode? server in root["servers"] as JsonArray ?? [])
        {
            if (server is JsonObject map && map[Extension] is JsonObject own)
            {
                yield return (JsonPointer.Append("/servers", index) + "/" + Extension, own);
            }

            index++;
        }
    }

    private static IEnumerable<string> Texts(JsonNode? node) =>
        node is JsonArray list ? list.Select(InfoRules.Text).OfType<string>()
        : InfoRules.Text(node) is { } one ? [one]
        : [];

    /// <summary>The document's configuration, created if it has none.</summary>
    private static JsonObject Own(JsonObject root, bool isSwagger2)
    {
        if (Configurations(root).Select(found => found.Value).FirstOrDefault() is { } there)
        {
            return there;
        }

        JsonObject holder = root;
        if (!isSwagger2)
        {
            // A document without servers has one of the URL "/" (OpenAPI specification 3.0, "OpenAPI Object").
            holder = (root["servers"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault() ?? new JsonObject { ["url"] = "/" };
            if (holder.Parent is null)
            {
                root["servers"] = new JsonArray(holder);
            }
        }

        JsonObject made = [];
        holder[Extension] = made;
        return made;
    }
}
