using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.OpenApi;
using PrivateApi.Reachability;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>Reads a stage's export (OpenAPI 3.0 with API Gateway's extensions): the deployed methods, and the policy it shows.</summary>
internal static class ExportReader
{
    private const string Prefix = "x-amazon-apigateway-";

    /// <summary>The stage with the content of its export.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="export">The export's text.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static StageFact Read(StageFact stage, ReadOnlySpan<byte> export)
    {
        JsonObject root = ExportedDefinition.Parse(export);
        JsonObject schemes = (root["components"] as JsonObject)?["securitySchemes"] as JsonObject ?? [];
        return stage with
        {
            IsExported = true,
            ExportedPolicy = PolicyExtension.Read(root),
            Methods =
            [
                .. (root["paths"] as JsonObject ?? []).SelectMany(path => Methods(path.Key, path.Value as JsonObject ?? [], schemes)),
            ],
        };
    }

    private static IEnumerable<MethodFact> Methods(string path, JsonObject item, JsonObject schemes)
    {
        foreach ((string key, JsonNode? value) in item)
        {
            string? verb = key switch
            {
                "get" or "put" or "post" or "delete" or "options" or "head" or "patch" => key.ToUpperInvariant(),
                Prefix + "any-method" => "ANY",
                _ => null,
            };
            if (verb is null || value is not JsonObject operation)
            {
                continue;
            }

            KeyValuePair<string, JsonNode?>[] required =
            [
                .. (operation["security"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(requirement => requirement),
            ];
            JsonObject[] asked = [.. required.Select(requirement => schemes[requirement.Key]).OfType<JsonObject>()];
            yield return new MethodFact
            {
                Path = path,
                Verb = verb,
                Authorization = asked.Select(Authorization).FirstOrDefault(kind => kind is not null) ?? OwnAuthorization(operation),
                IdentitySources = asked.Select(Sources).FirstOrDefault(sources => sources.Length > 0) ?? [],
                Authorizer = required
                    .Select(requirement => Authorizer(requirement.Key, schemes[requirement.Key] as JsonObject))
                    .FirstOrDefault(authorizer => authorizer is not null),
                UserPoolArns = [.. asked.SelectMany(Pools)],
                Scopes = [.. required.SelectMany(requirement => Texts(requirement.Value))],
                ApiKeyRequired = Array.Exists(
                    asked,
                    scheme =>
                        Authorization(scheme) is null
                        && string.Equals(InfoRules.Text(scheme["name"]), "x-api-key", StringComparison.OrdinalIgnoreCase)
                ),
                Integration = Integration(operation[Prefix + "integration"] as JsonObject),
            };
        }
    }

    private static string? Authorization(JsonObject scheme) =>
        InfoRules.Text(scheme[Prefix + "authtype"]) switch
        {
            null => scheme[Prefix + "authorizer"] is JsonObject authorizer ? OfAuthorizer(InfoRules.Text(authorizer["type"])) : null,
            "awsSigv4" => "AWS_IAM",
            "cognito_user_pools" => "COGNITO_USER_POOLS",
            _ => "CUSTOM",
        };

    // A REQUEST authorizer lists its sources; for a token the scheme is the header (API Gateway guide,
    // "x-amazon-apigateway-authorizer object"). The header Unused stands for none.
    private static string[] Sources(JsonObject scheme) =>
        scheme[Prefix + "authorizer"] is not JsonObject authorizer ? []
        : InfoRules.Text(authorizer["identitySource"]) is { Length: > 0 } listed ? Authorizers.Sources(listed)
        : InfoRules.Text(scheme["in"]) == "header"
        && InfoRules.Text(authorizer["type"]) != "request"
        && InfoRules.Text(scheme["name"]) is { Length: > 0 } header
            ? [AuthorizerAnswer.Header + header]
        : [];

    // The scheme of an authorizer has its name; its id is not exported.
    private static AuthorizerFact? Authorizer(string name, JsonObject? scheme) =>
        scheme?[Prefix + "authorizer"] is JsonObject given && OfAuthorizer(InfoRules.Text(given["type"])) == "CUSTOM"
            ? new AuthorizerFact
            {
                Name = name,
                Type = InfoRules.Text(given["type"])?.ToUpperInvariant(),
                Uri = InfoRules.Text(given["authorizerUri"]),
                Credentials = InfoRules.Text(given["authorizerCredentials"]),
                ValidationExpression = InfoRules.Text(given["identityValidationExpression"]),
            }
            : null;

    private static IEnumerable<string> Pools(JsonObject scheme) => Texts((scheme[Prefix + "authorizer"] as JsonObject)?["providerARNs"]);

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(InfoRules.Text).OfType<string>();

    private static string OfAuthorizer(string? type) => type == "cognito_user_pools" ? "COGNITO_USER_POOLS" : "CUSTOM";

    private static string OwnAuthorization(JsonObject operation) =>
        InfoRules.Text((operation[Prefix + "auth"] as JsonObject)?["type"]) is { Length: > 0 } type ? type.ToUpperInvariant() : "NONE";

    private static IntegrationFact? Integration(JsonObject? given) =>
        given is null
            ? null
            : new IntegrationFact
            {
                Type = (InfoRules.Text(given["type"]) ?? string.Empty).ToUpperInvariant(),
                HttpMethod = InfoRules.Text(given["httpMethod"]),
                Uri = InfoRules.Text(given["uri"]),
                ConnectionId = string.Equals(InfoRules.Text(given["connectionType"]), "VPC_LINK", StringComparison.OrdinalIgnoreCase)
                    ? InfoRules.Text(given["connectionId"])
                    : null,
                Target = InfoRules.Text(given["integrationTarget"]),
                Credentials = InfoRules.Text(given["credentials"]),
            };
}
