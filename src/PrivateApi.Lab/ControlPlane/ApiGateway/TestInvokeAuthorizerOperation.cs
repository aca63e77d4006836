using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Cognito;
using PrivateApi.Lab.Http;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// TestInvokeAuthorizer. The lab runs no function of a user, so a Lambda authorizer gets as far as its identity sources: 401 without them,
/// else 500 with the reason in the log. A Cognito token is verified where the lab has the key set of its user pool, else only read.
/// </summary>
internal static class TestInvokeAuthorizerOperation
{
    public static IEnumerable<Route> Routes => [new("POST", "/restapis/{restapi_id}/authorizers/{authorizer_id}", Invoke)];

    private static LabResponse Invoke(ApiCall call)
    {
        (_, JsonObject authorizer) = AuthorizerOperations.Find(call);
        string?[] sources = [.. Sources(authorizer).Select(source => Value(call, source))];
        (int status, JsonObject? claims, string[] lines) =
            (string?)authorizer["type"] == "COGNITO_USER_POOLS" ? Cognito(call, authorizer, sources)
            : sources.Any(string.IsNullOrEmpty) || !AuthorizerExpression.Matches(authorizer, sources[0]!)
                ? (401, null, ["Unauthorized request: " + call.Service.RequestId])
            : (
                500,
                null,
                [
                    "Execution failed due to configuration error: the lab does not run the function of "
                        + (string?)authorizer["authorizerUri"],
                ]
            );
        JsonObject answer = new()
        {
            ["clientStatus"] = status,
            ["log"] = Log(call, authorizer, lines),
            ["latency"] = 0,
        };
        if (claims is not null)
        {
            answer["claims"] = claims;
        }

        return Answer.Ok(answer);
    }

    private static string[] Sources(JsonObject authorizer) =>
        ((string?)authorizer["identitySource"] ?? "method.request.header.Authorization").Split(
            ',',
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
        );

    private static string? Value(ApiCall call, string source)
    {
        string name = source[(source.LastIndexOf('.') + 1)..];
        return source.StartsWith("method.request.header.", StringComparison.Ordinal) ? Header(call, name)
            : source.StartsWith("method.request.querystring.", StringComparison.Ordinal) ? Query(call, name)
            : source.StartsWith("stageVariables.", StringComparison.Ordinal) ? (string?)call.TextMap("stageVariables")?[name]
            : (string?)call.TextMap("additionalContext")?[name];
    }

    private static string? Header(ApiCall call, string name) =>
        Scalar.Texts(Member(call.TextMap("headers"), name) ?? Member(call.Object("multiValueHeaders"), name)) is [string first, ..]
            ? first
            : null;

    private static JsonNode? Member(JsonObject? map, string name) =>
        (map ?? []).FirstOrDefault(entry => string.Equals(entry.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static string? Query(ApiCall call, string name)
    {
        string[] target = (call.Text("pathWithQueryString") ?? string.Empty).Split('?', 2);
        return target.Length < 2
            ? null
            : target[1]
                .Split('&')
                .Select(pair => pair.Split('=', 2))
                .Where(pair => pair.Length == 2 && Uri.UnescapeDataString(pair[0]) == name)
                .Select(pair => Uri.UnescapeDataString(pair[1]))
                .FirstOrDefault();
    }

    private static (int Status, JsonObject? Claims, string[] Lines) Cognito(ApiCall call, JsonObject authorizer, string?[] sources)
    {
        string token = sources.FirstOrDefault() ?? string.Empty;
        JsonObject? claims = WebToken.Claims(token);
        string? issuer = Scalar.Loose(claims?["iss"]);
        string? pool = Scalar.Texts(authorizer["providerARNs"]).FirstOrDefault(arn => WebToken.IsOf(arn, issuer));
        return
            claims is not null
            && pool is not null
            && Scalar.Number(claims["exp"]) > call.Seconds
            && UserPoolKeys.IsSigned(call.Service.Store.Options, pool.Split('/')[^1], token) != false
            ? (
                0,
                new JsonObject(claims.Select(claim => KeyValuePair.Create(claim.Key, (JsonNode?)Text(claim.Value)))),
                ["Successfully completed authorizer execution"]
            )
            : (401, null, ["Unauthorized request: " + call.Service.RequestId]);
    }

    private static string Text(JsonNode? claim) => Scalar.Loose(claim) ?? claim?.ToJsonString() ?? string.Empty;

    private static string Log(ApiCall call, JsonObject authorizer, string[] lines)
    {
        string time = call.Now.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        string start = $"Starting authorizer: {(string?)authorizer["id"]} for request: {call.Service.RequestId}";
        return $"Execution log for request {call.Service.RequestId}\n"
            + string.Concat(lines.Prepend(start).Select(line => $"{time} : {line}\n"));
    }
}
