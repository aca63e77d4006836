using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Lambda;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// The answer of a method's Lambda authorizer. The lab runs no function of a user: what the function answers is stated in its
/// environment variable <see cref="Variable"/>. It is kept by the values of the identity sources for the authorizer's time to live, as API
/// Gateway keeps it (API Gateway API reference, "Authorizer", authorizerResultTtlInSeconds).
/// </summary>
internal sealed class LambdaAuthorizer : MethodAuthorizer
{
    /// <summary><c>Allow</c>, <c>Deny</c>, <c>Unauthorized</c>, a policy document, or an answer with a <c>policyDocument</c>.</summary>
    public const string Variable = "PRIVATEAPI_LAB_AUTHORIZER";

    private const int DefaultTtl = 300;

    private readonly GatewayCall _call;
    private readonly JsonObject _authorizer;
    private string? _stated;

    public LambdaAuthorizer(GatewayCall call, JsonObject authorizer)
    {
        _call = call;
        _authorizer = authorizer;
        if (Kept is { } kept)
        {
            Take(kept);
            return;
        }

        Ask();
    }

    private string? Kept => Ttl > 0 && Values.Length > 0 ? Cache.Find(_call.RestApiId, _call.StageName, Key, _call.Time) : null;

    private AuthorizerCache Cache => _call.Store.Get<ApiGatewayState>(_call.AccountId, _call.Region).Authorizers;

    private string[] Values => [.. AuthorizerTokens.Values(_call).OfType<string>()];

    private int Ttl => Scalar.Integer(_authorizer["authorizerResultTtlInSeconds"]) ?? DefaultTtl;

    private string Key => new JsonArray([(string)_authorizer["id"]!, .. Values]).ToJsonString();

    public override void Keep()
    {
        if (_stated is { } answer && Ttl > 0 && Values.Length > 0)
        {
            Cache.Keep(_call.RestApiId, _call.StageName, Key, answer, _call.Time.AddSeconds(Ttl));
        }
    }

    private void Ask()
    {
        string uri = StageVariableText.Fill((string?)_authorizer["authorizerUri"] ?? string.Empty, _call.StageValues);
        if (
            FunctionAccess.NameIn(uri) is not { } arn
            || arn.Split(':') is not ["arn", _, "lambda", string region, string account, "function", string name, ..]
            || !_call.Store.Get<LambdaState>(account, region).Functions.TryGetValue(name, out LabFunction? function)
        )
        {
            Problem = $"The lab has no function of {uri}.";
            return;
        }

        PolicyContext api = new(_call.Partition, _call.Region, _call.AccountId, _call.RestApiId);
        string source = FunctionAccess.AuthorizerSource(api.ApiArn, (string)_authorizer["id"]!);
        if ((string?)_authorizer["authorizerCredentials"] is null && !FunctionAccess.Allows(function.Policy, arn, source))
        {
            Problem = $"Function {name} has no permission that allows API Gateway to invoke it for {source}.";
            return;
        }

        switch (function.Variable(Variable))
        {
            case null or "":
                Problem = $"The lab does not run function {name}. Its environment variable {Variable} states what it answers.";
                break;
            case "Unauthorized":
                IsUnauthorized = true;
                break;
            case { } stated:
                _stated = stated;
                Take(stated);
                break;
        }
    }

    // The members of the context reach integrations as text (API Gateway guide, "Output from an API Gateway Lambda authorizer").
    private void Take(string stated)
    {
        JsonObject? answer = ObjectIn(stated);
        Answer = answer?["policyDocument"]?.ToJsonString() ?? stated;
        foreach ((string name, JsonNode? value) in answer?["context"] as JsonObject ?? [])
        {
            Context[name] = Scalar.Loose(value);
        }

        if (Scalar.Loose(answer?["principalId"]) is { } principal)
        {
            Context["principalId"] = principal;
        }
    }

    private static JsonObject? ObjectIn(string stated)
    {
        try
        {
            return JsonText.Parse(stated) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
