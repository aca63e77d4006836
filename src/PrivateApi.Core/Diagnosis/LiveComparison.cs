using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Answers;

namespace PrivateApi.Diagnosis;

/// <summary>
/// Compares a live call with its prediction: whether they agree, what the answer means and, if they differ, what the prediction relied
/// on.
/// </summary>
internal static class LiveComparison
{
    /// <summary>The result with the live call.</summary>
    /// <param name="result">The prediction.</param>
    /// <param name="verdict">The engine's verdict behind it.</param>
    /// <param name="live">The call.</param>
    public static TestResult With(TestResult result, PathVerdict verdict, CallResult live)
    {
        IReadOnlyList<AnswerCause> causes = live.StatusCode is { } status
            ? AnswerClassifier.Classify(new HttpAnswer(status, live.Content ?? string.Empty, live.Headers), Facts(verdict))
            : [];
        bool? agrees = Agrees(verdict, live, causes);

        // Which deployment answers a call is left to chance.
        bool isOther = agrees == false && verdict.Other is { } other && Agrees(other, live, causes) == true;
        agrees = isOther ? true : agrees;
        return result with
        {
            Live = live,
            Agrees = agrees,
            Explanation =
            [
                .. live.Failure == CallFailure.None ? causes.Select(cause => cause.Sentence) : [$"The call failed: {live.FailureMessage}"],
                .. isOther ? [ByOther(verdict)]
                : agrees == false ? Reliances(verdict)
                : [],
            ],
        };
    }

    private static string ByOther(PathVerdict verdict) =>
        "The call was answered as predicted for the smaller share of calls, by deployment "
        + $"{verdict.Other!.Evaluation.Stage?.DeploymentId}: stage {verdict.Evaluation.Stage?.Name} has a canary.";

    private static bool? Agrees(PathVerdict verdict, CallResult live, IReadOnlyList<AnswerCause> causes) =>
        verdict switch
        {
            // Without a prediction there is nothing to agree with.
            { Failure: null } => null,
            { Failure: { } failure and not CallFailure.None } => live.Failure == failure
                || (failure == CallFailure.ConnectTimeout && live.Failure == CallFailure.ConnectFailed),
            _ when live.Failure != CallFailure.None => false,
            { Answer: { } answer } => (
                live.StatusCode == answer.StatusCode && (Type(live) is not { } type || type == answer.ErrorType || IsCustomised(causes))
            )
                // A backend that is not reached gets 500 or 504: AWS documents both.
                || (
                    verdict.Refusal?.Check == CheckName.Integration
                    && causes.Any(cause => cause.Kind == AnswerCauseKind.IntegrationUnreachable)
                ),

            // Nothing answered behind the method: that was not predicted.
            _ when live.StatusCode == 504 => false,
            _ when live.StatusCode == 500 && verdict[CheckName.Integration].Status != CheckStatus.Passed && IsFault(causes) => false,

            // Whatever the integration answers, the gateway did not refuse.
            _ => live.StatusCode < 400
                || causes.Any(cause =>
                    cause.Kind
                        is AnswerCauseKind.IntegrationAnswered
                            or AnswerCauseKind.IntegrationFault
                            or AnswerCauseKind.IntegrationAnswerMalformed
                            or AnswerCauseKind.IntegrationTimedOut
                            or AnswerCauseKind.IntegrationUnreachable
                            or AnswerCauseKind.RequestInvalid
                            or AnswerCauseKind.MediaTypeUnsupported
                ),
        };

    private static bool IsFault(IReadOnlyList<AnswerCause> causes) => causes.Any(cause => cause.Kind == AnswerCauseKind.IntegrationFault);

    private static bool IsCustomised(IReadOnlyList<AnswerCause> causes) =>
        causes.Any(cause => cause.Kind == AnswerCauseKind.CustomGatewayResponse);

    private static string? Type(CallResult live) => live.Headers.GetValueOrDefault("x-amzn-ErrorType")?.Split(':')[0];

    /// <summary>What the prediction assumed, and what could not be read.</summary>
    private static IEnumerable<string> Reliances(PathVerdict verdict)
    {
        string predicted =
            verdict.Failure is { } failure and not CallFailure.None ? failure.ToString()
            : verdict.Answer is { } answer ? $"{answer.StatusCode} {answer.Message}"
            : "the call gets through";
        yield return $"The prediction was: {predicted}. It relied on:";
        if (verdict.Evaluation.Address.Name is { } name)
        {
            yield return $"- the name: {name.Evidence}";
        }

        if (verdict.Evaluation.Deployed is { } deployed)
        {
            yield return $"- the policy: {deployed.Evidence}";
        }

        if (verdict.Evaluation is { Stage: { Deployed: null, DeploymentId.Length: > 0 } stage, Api: { } api })
        {
            yield return $"- the settings of API {api.Id} (associated endpoints, disableExecuteApiEndpoint) as they are now: no record "
                + $"says what stage {stage.Name} was deployed with";
        }

        yield return $"- a call from {verdict.Evaluation.Call.Caller.Label}";
        foreach (
            (CheckName check, Finding finding) in verdict.Findings.Where(item =>
                item.Finding.Status is CheckStatus.Warning or CheckStatus.Skipped
            )
        )
        {
            yield return $"- {check}: {finding.Message}";
        }

        yield return $"- the state of {verdict.Evaluation.Snapshot.TakenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; "
            + "a change takes seconds to minutes to take effect";
    }

    private static AnswerFacts Facts(PathVerdict verdict)
    {
        EvaluationContext evaluation = verdict.Evaluation;
        return new()
        {
            // Another account may have what this one does not.
            ApiExists = evaluation.Api is not null || evaluation.Public is not null ? true : null,
            ApiIsPrivate = evaluation.Public is not null ? false : evaluation.Api?.IsPrivate,
            StageExists = evaluation.Stage is not null,
            MethodExists = evaluation.Stage is { IsExported: true } ? evaluation.Method is not null : null,

            // What was read and passed is no cause.
            ApiKeyRequired = verdict[CheckName.ApiKey].Status == CheckStatus.Passed ? false : evaluation.Method?.ApiKeyRequired,
            HasWebAcl = verdict[CheckName.WebAcl].Status switch
            {
                CheckStatus.Passed => false,
                _ => evaluation.Stage is null ? null : evaluation.Stage.WebAclArn is not null,
            },
            DefaultEndpointDisabled = evaluation.IsDefaultHostDisabled,
            SignatureRequired = evaluation.Method is { } method ? method.Authorization == "AWS_IAM" : null,
            IsSigned = evaluation.Call.Principal is not null,
            DomainName = evaluation.Domain?.Name ?? evaluation.Call.DomainName,
            DomainLeads = verdict[CheckName.DomainAssociated].Status switch
            {
                CheckStatus.Passed => true,
                CheckStatus.Failed => false,
                _ => null,
            },
            EndpointAssociated = evaluation.EndpointId is { } id ? evaluation.Api?.Aliased.Contains(id) : null,
        };
    }
}
