using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// TestInvokeAuthorizer. The lab runs no function of a user, so a Lambda authorizer gets as far as its identity sources: 401 without them,
/// else 500 with the reason in the log. A Cognito token is read, not verified: the lab has no user pools and no keys of them.
/// </summary>
internal static class TestInvokeAuthorizerOperation
{
    private static readonly TimeSpan MatchTime = TimeSpan.FromMilliseconds(200);

    public static IEnumerable<Route> Routes => [new("POST", "/restapis/{restapi_id}/authorizers/{authorizer_id}", Invoke)];

    private static LabResponse Invoke(ApiCall call)
    {
        (_, JsonObject authorizer) = AuthorizerOperations.Find(call);
        string?[] sources = [.. Sources(authorizer).Select(source => Value(call, source))];
        (int status, JsonObject? claims, string[] lines) =
            (string?)authorizer["type"] == "COGNITO_USER_POOLS" ? Cognito(call, authorizer, sources)
            : sources.Any(string.IsNullOrEmpty) || !IsValid(authorizer, sources[0]!)
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

    private static bool IsValid(JsonObject authorizer, string token)
    {
        try
        {
            return (string?)authorizer["identityValidationExpression"] is not { Length: > 0 } pattern
                || Regex.IsMatch(token, $"^(?:{pattern})$", RegexOptions.None, MatchTime);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return false;
        }
    }

    private static (int Status, JsonObject? Claims, string[] Lines) Cognito(ApiCall call, JsonObject authorizer, string?[] sources)
    {
        JsonObject? claims = Claims(sources.FirstOrDefault());
        string issuer = Scalar.Loose(claims?["iss"]) ?? string.Empty;
        bool isKnown = Scalar
            .Texts(authorizer["providerARNs"])
            .Any(arn => issuer.EndsWith("/" + arn.Split('/')[^1], StringComparison.Ordinal));
        bool isCurrent = Scalar.Number(claims?["exp"]) is { } until && until > call.Seconds;
        return claims is not null && isKnown && isCurrent
            ? (
                0,
                new JsonObject(claims.Select(claim => KeyValuePair.Create(claim.Key, (JsonNode?)Text(claim.Value)))),
                ["Successfully completed authorizer execution"]
            )
            : (401, null, ["Unauthorized request: " + call.Service.RequestId]);
    }

    private static string Text(JsonNode? claim) => Scalar.Loose(claim) ?? claim?.ToJsonString() ?? string.Empty;

    /// <summary>The claims of a JWT; null for anything else.</summary>
    private static JsonObject? Claims(string? token)
    {
        string bare =
            token?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? token["Bearer ".Length..] : token ?? string.Empty;
        if (bare.Split('.') is not [_, { } payload, _])
        {
            return null;
        }

        try
        {
            string padded = payload.Replace('-', '+').Replace('_', '/').PadRight((payload.Length + 3) / 4 * 4, '=');
            return JsonText.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(padded))) as JsonObject;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static string Log(ApiCall call, JsonObject authorizer, string[] lines)
    {
        string time = call.Now.ToString("ddd MMM dd HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture);
        string start = $"Starting authorizer: {(string?)authorizer["id"]} for request: {call.Service.RequestId}";
        return $"Execution log for request {call.Service.RequestId}\n"
            + string.Concat(lines.Prepend(start).Select(line => $"{time} : {line}\n"));
    }
}
