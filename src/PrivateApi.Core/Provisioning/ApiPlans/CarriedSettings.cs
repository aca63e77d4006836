using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.OpenApi;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// A definition with what its API keeps written into it. An import in mode overwrite drops the policy and the associations, and
/// a definition's own ones and its title replace the API's (API Gateway API reference, PutRestApi). If they were only restored
/// afterwards, an interruption in between would lose them for good: they exist nowhere else.
/// </summary>
internal static class CarriedSettings
{
    /// <summary>The definition to import.</summary>
    /// <param name="definition">The user's definition.</param>
    /// <param name="before">The API as it is.</param>
    /// <param name="overwrites">True for mode overwrite; a merge drops only what the definition has its own value for.</param>
    /// <returns>The definition's own bytes if they would drop nothing; else JSON, UTF-8.</returns>
    public static ReadOnlyMemory<byte> Into(ApiDefinitionDocument definition, RestApi before, bool overwrites)
    {
        JsonObject root = (JsonObject)definition.Root.DeepClone();
        root["info"]!["title"] = before.Name;
        if (Apis.PolicyOf(before) is { } policy && (overwrites || definition.Policy is not null))
        {
            root[PolicyExtension.Name] = JsonNode.Parse(policy.ToJson());
        }

        if (overwrites || definition.VpcEndpointIds.Count > 0)
        {
            EndpointConfigurationRules.SetVpcEndpointIds(root, definition.IsSwagger2, Apis.VpcEndpointIds(before));
        }

        if (overwrites)
        {
            Keep(root, definition, before);
        }

        return JsonNode.DeepEquals(root, definition.Root) ? definition.Bytes : System.Text.Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Keep(JsonObject root, ApiDefinitionDocument definition, RestApi before)
    {
        if (before.DisableExecuteApiEndpoint == true && !EndpointConfigurationRules.SetsDefaultEndpoint(root))
        {
            EndpointConfigurationRules.DisableDefaultEndpoint(root, definition.IsSwagger2);
        }

        if (before.ApiKeySource is { } source)
        {
            root.TryAdd("x-amazon-apigateway-api-key-source", source);
        }

        if (before.MinimumCompressionSize is { } size)
        {
            root.TryAdd("x-amazon-apigateway-minimum-compression-size", size);
        }

        if (before.BinaryMediaTypes is { Count: > 0 } types)
        {
            root.TryAdd("x-amazon-apigateway-binary-media-types", new JsonArray([.. types]));
        }
    }
}
