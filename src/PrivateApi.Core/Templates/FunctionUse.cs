using System.Text.Json.Nodes;
using PrivateApi.Reachability;

namespace PrivateApi.Templates;

/// <summary>A Lambda function that an API calls without a role, so that the function's policy has to let it in.</summary>
/// <param name="Arn">The function.</param>
/// <param name="IsAuthorizer">True when an authorizer asks it, false when an integration calls it.</param>
internal sealed record FunctionUse(string Arn, bool IsAuthorizer)
{
    /// <summary>What a definition and the authorizers beside it call.</summary>
    public static IEnumerable<FunctionUse> Of(ApiSetup api) =>
        In(api.Definition)
            .Concat(api.Authorizers.SelectMany(item => One(item.AuthorizerUri, item.AuthorizerCredentials, isAuthorizer: true)));

    private static IEnumerable<FunctionUse> In(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(item => At(item.Key, item.Value)),
            JsonArray list => list.SelectMany(In),
            _ => [],
        };

    private static IEnumerable<FunctionUse> At(string name, JsonNode? value) =>
        (name, value) switch
        {
            ("x-amazon-apigateway-integration", JsonObject given) => One(
                Text(given["uri"]),
                Text(given["credentials"]),
                isAuthorizer: false
            ),
            ("x-amazon-apigateway-authorizer", JsonObject given) => One(
                Text(given["authorizerUri"]),
                Text(given["authorizerCredentials"]),
                isAuthorizer: true
            ),
            _ => In(value),
        };

    // With a role, API Gateway calls the function as that role (API Gateway guide, "Integration" and "x-amazon-apigateway-authorizer").
    private static IEnumerable<FunctionUse> One(string? uri, string? credentials, bool isAuthorizer) =>
        string.IsNullOrEmpty(credentials) && FunctionAccess.NameIn(uri ?? string.Empty) is { } arn
            ? [new FunctionUse(arn, isAuthorizer)]
            : [];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
