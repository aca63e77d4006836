using System.Text.Encodings.Web;
using System.Text.Json;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Signer;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The method's authorization, with the resource policy by Table A or B (API Gateway guide, "How API Gateway resource policies
/// affect authorization workflow").
/// </summary>
internal sealed class MethodAuthorizationCheck : IPathCheck
{
    public CheckName Name => CheckName.MethodAuthorization;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is not { Method: { } method, Decision: { } decision })
        {
            return Finding.NotApplicable("there is no method whose authorization could decide");
        }

        string words = $"{method.Verb} {method.Path} has authorization {method.Authorization}{Reads(method)}";
        if (method.Authorization == "NONE")
        {
            return Finding.NotApplicable($"{words}: the resource policy alone decides");
        }

        if (method.Authorization == "AWS_IAM" && evaluation.IsSignedForAnotherHost)
        {
            return SignedHost.Refused(evaluation);
        }

        string? signer = evaluation.Signer?.Words;
        if (OfFunction(evaluation, decision) is { } broken)
        {
            return broken with { Message = SecretText.Redact($"{words}. {broken.Message}") };
        }

        return decision switch
        {
            { Gate: not AuthorizationStep.MethodAuthorization } => Finding.Passed(
                decision.IsAllowed == true ? $"{words}, which allows the caller{Cited(evaluation)}" : words
            ),
            { IsAllowed: null } when !evaluation.Deployed!.IsKnown => Finding.Skipped($"{words}, and the deployed policy is not known"),
            { IsAllowed: null } => Finding.Skipped($"{words}. {decision.Reason} {Fits(evaluation)}{Ask(method.Authorization, signer)}"),
            _ when !evaluation.IsPolicySettled && HangsOnResource(evaluation) => Finding.Skipped(
                $"{words}. {signer} Whether the resource policy allows the call is not known either"
            ),
            _ => Finding.Refused(
                (signer is null ? $"{words}. {decision.Reason}" : $"{words}. {decision.Reason} {signer}")
                    + Token(evaluation, method.Authorization),
                Cure(method.Authorization, evaluation),
                decision.Answer
            ),
        };
    }

    // Its function is asked only for a call that the resource policy does not deny and that has what the authorizer reads.
    private static Finding? OfFunction(EvaluationContext evaluation, CallDecision decision) =>
        decision.Gate == AuthorizationStep.ResourcePolicy
        || AuthorizerAnswer.HasToken(evaluation) == false
        || AuthorizerAnswer.Refusal(evaluation) is not null
            ? null
            : AuthorizerFinding.Of(evaluation) switch
            {
                { Status: CheckStatus.Failed } broken => broken,
                { Status: CheckStatus.Skipped or CheckStatus.Warning } open when decision.IsAllowed == true => open,
                _ => null,
            };

    private static string Reads(MethodFact method) =>
        method.IdentitySources.Count > 0 ? $", which reads {string.Join(", ", method.IdentitySources)}" : string.Empty;

    // Where the resource policy allows by itself, the signer's own policies did not decide.
    private static string Cited(EvaluationContext evaluation) =>
        evaluation.Signer is { Effect: Effect.Allowed } signer && evaluation.Decision!.ResourcePolicy?.Effect != Effect.Allowed
            ? $". {signer.Words}"
            : string.Empty;

    // A signer without an Allow of its own may still have one of the resource policy, if both are in one account.
    private static bool HangsOnResource(EvaluationContext evaluation) =>
        evaluation.Call.Principal is not null && (evaluation.Call.Identity ?? evaluation.Signer?.Effect)?.IsExplicitDeny() == false;

    private static string Fits(EvaluationContext evaluation) =>
        evaluation.Call.Token is not null
            ? "What the token says of itself fits: its issuer, kind, scopes and time. Only the call shows whether its signature is valid. "
            : string.Empty;

    private static string Ask(string authorization, string? signer) =>
        authorization == "AWS_IAM"
            ? $"{signer} A live call shows the result: use -Via Direct or Lambda with -SignRequest.".TrimStart()
            : "A live call with a token shows the result: use -Via Direct or Lambda with -Token. "
                + "-AuthorizerDecision says what to take for it.";

    private static Remedy? Cure(string authorization, EvaluationContext evaluation) =>
        authorization switch
        {
            "AWS_IAM" when evaluation.Call.Principal is null => CallAgain.CommandFor(evaluation).With("SignRequest"),
            "AWS_IAM" => evaluation.Signer is { IsSilent: true } ? Grant(evaluation) : null,
            _ => null,
        };

    // What a client gets from whoever signs it in is in no fact.
    private static string Token(EvaluationContext evaluation, string authorization) =>
        authorization switch
        {
            "AWS_IAM" => string.Empty,

            // No token helps where the stage lacks what the authorizer reads.
            "CUSTOM" when AuthorizerAnswer.Refusal(evaluation) is not null && evaluation.Call.MatchesExpression != false => string.Empty,
            "COGNITO_USER_POOLS" => " Send a token of a user pool of its authorizer, in the header that the authorizer reads",
            _ => " Send what its authorizer reads, which whoever runs the authorizer hands out",
        };

    private static CommandLine? Grant(EvaluationContext evaluation)
    {
        if (SignerName.Parse(evaluation.Call.Principal) is not { IsRoot: false } name)
        {
            return null;
        }

        string resource = JsonEncodedText.Encode(evaluation.Request.Resource, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
        string policy =
            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"{{AccessRequest.Invoke}}","Resource":"{{resource}}"}]}""";
        string called = $"invoke-{evaluation.Call.RestApiId}";
        return name.IsUser
            ? CommandLine
                .ForCmdlet("Write-IAMUserPolicy")
                .With("UserName", name.Name)
                .With("PolicyName", called)
                .With("PolicyDocument", policy)
            : CommandLine
                .ForCmdlet("Write-IAMRolePolicy")
                .With("RoleName", name.Name)
                .With("PolicyName", called)
                .With("PolicyDocument", policy);
    }
}
