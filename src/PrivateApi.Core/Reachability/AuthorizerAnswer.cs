using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability;

/// <summary>What a method's authorizer says to a call, as far as that was stated, and whether the call has what it reads.</summary>
internal static class AuthorizerAnswer
{
    public const string Allow = "Allow";

    public const string Deny = "Deny";

    /// <summary>What an identity source begins with that is a header.</summary>
    public const string Header = "method.request.header.";

    /// <summary>The answer; null for a method without an authorizer, and where the answer was not stated.</summary>
    public static Effect? Of(EvaluationContext evaluation) =>
        evaluation is { Method.Authorization: "CUSTOM" or "COGNITO_USER_POOLS", Call.AuthorizerDecision: { } decision }
            ? decision switch
            {
                Allow => Effect.Allowed,
                Deny => Effect.ExplicitlyDenied,
                _ when evaluation.Method.Authorization == "CUSTOM" => OfPolicy(evaluation, decision),
                _ => null,
            }
            : null;

    /// <summary>
    /// Whether the call has everything that the authorizer reads: each source has to be there and not empty, else the answer is 401 and
    /// the function is not asked (API Gateway API reference, "Authorizer", identitySource). Null where that is not known. A stated answer
    /// is one to a call that has it.
    /// </summary>
    public static bool? HasToken(EvaluationContext evaluation) =>
        evaluation.Call switch
        {
            { HasToken: { } known } => known,
            { AuthorizerDecision: not null } => true,
            { Sent: { } sent } when evaluation.Method is { IdentitySources: { Count: > 0 } sources } => sources.All(source =>
                IsSent(evaluation, sent, source)
            ),
            _ => null,
        };

    /// <summary>Why the user pool's authorizer does not take the token; null where it does, and where the token is not known.</summary>
    public static TokenRefusal? Refusal(EvaluationContext evaluation) =>
        evaluation is { Method: { Authorization: "COGNITO_USER_POOLS" } method, Call.Token: { } token }
            ? UserPoolToken.Refusal(method, token)
            : null;

    // A policy of the function has no shorthand that API Gateway would expand, like an identity policy.
    private static Effect? OfPolicy(EvaluationContext evaluation, string text) =>
        PolicyDocument.TryParseIdentity(text) is { } policy
        && evaluation.Settled(policy, evaluation.Request, PolicyUse.Endpoint) is { } settled
            ? PolicyEvaluator.Evaluate(settled.Policy, settled.On(evaluation.Request), PolicyUse.Endpoint).Effect
            : null;

    private static bool IsSent(EvaluationContext evaluation, IReadOnlyList<string> sent, string source) =>
        source.Split('.', 2) switch
        {
            ["stageVariables", var name] => evaluation.Stage?.Variables.GetValueOrDefault(name) is { Length: > 0 },
            ["context", _] => true,
            _ when source.StartsWith(Header, StringComparison.OrdinalIgnoreCase) => sent.Contains(source, StringComparer.OrdinalIgnoreCase),
            _ => sent.Contains(source, StringComparer.Ordinal),
        };
}
