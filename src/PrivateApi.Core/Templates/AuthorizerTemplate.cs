using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>
/// Authorizers of an API. Those that a deployed method uses are in its definition. An export leaves the others out, and they are added to
/// it, since a definition replaces resources beside it (cfn-lint, W3660). An API without a definition has them as resources.
/// </summary>
internal sealed class AuthorizerTemplate(CloudTemplate template, References references, ApiSetup api)
{
    public static void Name(LogicalIds ids, string apiId, ApiSetup api)
    {
        foreach (string pool in UserPools(api).Where(pool => !ids.Known.ContainsKey(pool)))
        {
            ids.Give("UserPoolArn", null, pool);
        }

        foreach (Authorizer item in api.Definition is null ? api.Authorizers : [])
        {
            ids.Give("Authorizer", $"{apiId} {item.Name}", Key(api, item));
        }
    }

    /// <summary>Writes them.</summary>
    /// <param name="id">The API's name in the template.</param>
    public void Write(string id)
    {
        // An account cannot choose the id of a user pool, so another account has another ARN.
        foreach (string pool in UserPools(api))
        {
            template.Parameter(references.NameOf(pool), "String", "User pool of Amazon Cognito whose tokens an API accepts", pool);
        }

        foreach (Authorizer item in api.Definition is null ? api.Authorizers : [])
        {
            template.Add(
                references.NameOf(Key(api, item)),
                "AWS::ApiGateway::Authorizer",
                new JsonObject
                {
                    ["RestApiId"] = Ref(id),
                    ["Name"] = item.Name,
                    ["Type"] = item.Type,
                    ["AuthType"] = item.AuthType,
                    ["AuthorizerUri"] = Text(item.AuthorizerUri),
                    ["AuthorizerCredentials"] = Text(item.AuthorizerCredentials),
                    ["ProviderARNs"] = references.To(item.ProviderARNs ?? []),
                    ["IdentitySource"] = item.IdentitySource,
                    ["IdentityValidationExpression"] = string.IsNullOrEmpty(item.IdentityValidationExpression)
                        ? null
                        : item.IdentityValidationExpression,
                    ["AuthorizerResultTtlInSeconds"] = item.AuthorizerResultTtlInSeconds,
                }
            );
        }
    }

    /// <summary>Adds those that an export left out to its security schemes.</summary>
    public static void Complete(JsonObject definition, IReadOnlyList<Authorizer> authorizers)
    {
        if (authorizers.Count == 0)
        {
            return;
        }

        JsonObject components = definition["components"] as JsonObject ?? [];
        JsonObject schemes = components["securitySchemes"] as JsonObject ?? [];
        definition["components"] ??= components;
        components["securitySchemes"] ??= schemes;
        foreach (Authorizer item in authorizers)
        {
            schemes[item.Name] = Scheme(item);
        }
    }

    // API Gateway guide, "x-amazon-apigateway-authorizer object"; the scheme's name is the header, or Unused where there is no single one.
    private static JsonObject Scheme(Authorizer item)
    {
        const string header = "method.request.header.";
        string source = item.IdentitySource ?? string.Empty;
        JsonObject given = new()
        {
            ["type"] = item.Type.ToLowerInvariant(),
            ["authorizerUri"] = item.AuthorizerUri,
            ["authorizerCredentials"] = item.AuthorizerCredentials,
            ["providerARNs"] = item.ProviderARNs is { Count: > 0 } pools ? Array(pools.Select(pool => JsonValue.Create(pool))) : null,
            ["identitySource"] = item.IdentitySource,
            ["identityValidationExpression"] = item.IdentityValidationExpression,
            ["authorizerResultTtlInSeconds"] = item.AuthorizerResultTtlInSeconds,
        };

        return new JsonObject
        {
            ["type"] = "apiKey",
            ["name"] = source.StartsWith(header, StringComparison.Ordinal) && !source.Contains(',') ? source[header.Length..] : "Unused",
            ["in"] = "header",
            ["x-amazon-apigateway-authtype"] = item.AuthType ?? (item.ProviderARNs is { Count: > 0 } ? "cognito_user_pools" : "custom"),
            ["x-amazon-apigateway-authorizer"] = given,
        };
    }

    private JsonNode? Text(string? text) => string.IsNullOrEmpty(text) ? null : references.In(text);

    private static string Key(ApiSetup api, Authorizer item) => $"{api.Api.Id}/authorizers/{item.Id}";

    private static IEnumerable<string> UserPools(ApiSetup api) =>
        ExportedAuthorizers
            .Of(api.Definition)
            .SelectMany(item => item.Value["providerARNs"] as JsonArray ?? [])
            .Select(arn => (string?)arn)
            .Concat(api.Authorizers.SelectMany(item => item.ProviderARNs ?? []))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}
