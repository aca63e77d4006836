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

    /// <summary>
    /// Why the authorizer does not take what the call carries, whatever it would decide; null where it does, and where that is not known.
    /// </summary>
    public static TokenRefusal? Refusal(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Method: { Authorization: "COGNITO_USER_POOLS" } method, Call.Token: { } token } => UserPoolToken.Refusal(method, token),
            { Method.Authorization: "CUSTOM", Stage: { } stage } when Unset(evaluation) is { } source => new TokenRefusal(
                $"Its authorizer reads {source}, which stage {stage.Name} does not set, so that no call has all that it reads. "
                    + "Publish-PrivateApi sets it with -Variable.",
                DeniedAnswer.Unauthorized
            ),
            { Method: { Authorization: "CUSTOM", Authorizer: { } authorizer }, Call.MatchesExpression: false } => new TokenRefusal(
                $"The token does not match the expression of its authorizer, {authorizer.ValidationExpression}.",
                DeniedAnswer.Unauthorized
            ),
            _ => null,
        };

    // A policy of the function has no shorthand that API Gateway would expand, like an identity policy.
    private static Effect? OfPolicy(EvaluationContext evaluation, string text) =>
        PolicyDocument.TryParseIdentity(text) is { } policy
        && evaluation.Settled(policy, evaluation.Request, PolicyUse.Endpoint) is { } settled
            ? PolicyEvaluator.Evaluate(settled.Policy, settled.On(evaluation.Request), PolicyUse.Endpoint).Effect
            : null;

    // A stage variable is the same for each call.
    private static string? Unset(EvaluationContext evaluation) =>
        evaluation.Method?.IdentitySources.FirstOrDefault(source =>
            source.Split('.', 2) is ["stageVariables", var name]
            && evaluation.Stage?.Variables.GetValueOrDefault(name) is not { Length: > 0 }
        );

    private static bool IsSent(EvaluationContext evaluation, IReadOnlyList<string> sent, string source) =>
        source.Split('.', 2) switch
        {
            ["stageVariables", _] => Unset(evaluation) is null,
            ["context", _] => true,
            _ when source.StartsWith(Header, StringComparison.OrdinalIgnoreCase) => sent.Contains(source, StringComparer.OrdinalIgnoreCase),
            _ => sent.Contains(source, StringComparer.Ordinal),
        };
}
