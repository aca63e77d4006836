using System.Text.Json.Nodes;
using PrivateApi.Input;

namespace PrivateApi.OpenApi;

/// <summary>
/// What an import makes of an operation's security (developer guide, "x-amazon-apigateway-authorizer object",
/// "x-amazon-apigateway-auth object", and "Amazon API Gateway important notes": security at the top of a document is ignored).
/// </summary>
/// <param name="AuthorizationType"><c>NONE</c>, <c>AWS_IAM</c>, <c>CUSTOM</c> or <c>COGNITO_USER_POOLS</c>; null where a scheme is not
/// in the document, so that it is not known.</param>
/// <param name="ApiKeyRequired">Whether callers need an API key; null where a scheme is not in the document.</param>
internal sealed record OperationSecurity(string? AuthorizationType, bool? ApiKeyRequired)
{
    /// <summary>The security of an operation of a definition.</summary>
    public static OperationSecurity Of(JsonObject root, ApiOperation operation)
    {
        JsonObject given = (JsonObject)JsonPointer.Find(root, operation.Pointer)!;
        JsonObject schemes = SecurityRules.Schemes(root);
        string? type = "NONE";
        bool? key = false;
        if ((given["x-amazon-apigateway-auth"] ?? root["x-amazon-apigateway-auth"]) is JsonObject auth)
        {
            type = InfoRules.Text(auth["type"])?.ToUpperInvariant() ?? type;
        }

        foreach (string name in given["security"] is JsonArray list ? Names(list) : [])
        {
            if (schemes[name] is not JsonObject scheme || scheme.ContainsKey("$ref"))
            {
                return new OperationSecurity(null, null);
            }

            if (scheme["x-amazon-apigateway-authorizer"] is JsonObject authorizer)
            {
                bool isPool = string.Equals(InfoRules.Text(authorizer["type"]), "cognito_user_pools", StringComparison.OrdinalIgnoreCase);
                type = isPool ? "COGNITO_USER_POOLS" : "CUSTOM";
            }
            else if (string.Equals(InfoRules.Text(scheme["x-amazon-apigateway-authtype"]), "awsSigv4", StringComparison.OrdinalIgnoreCase))
            {
                type = "AWS_IAM";
            }
            else if (SecurityRules.IsApiKey(scheme))
            {
                key = true;
            }
        }

        return new OperationSecurity(type, key);
    }

    private static IEnumerable<string> Names(JsonArray security) =>
        security.OfType<JsonObject>().SelectMany(requirement => requirement.Select(member => member.Key));
}
