using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// A method may want an API key that is enabled and in a usage plan of the stage; without one it answers 403 Forbidden (API Gateway guide,
/// "Usage plans and API keys for REST APIs"; re:Post, "How do I troubleshoot API Gateway HTTP 403 Forbidden errors?").
/// </summary>
internal sealed class ApiKeyCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiKey;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is not { Method: { } method, Stage: { } stage })
        {
            return Finding.NotApplicable("there is no method to check");
        }

        Finding found = OfMethod(evaluation, method, stage);
        return found.Status is CheckStatus.Failed ? found : OfStage(stage, method) ?? found;
    }

    // Of the stage, whoever calls: it has no check of its own, and is read with the stage.
    private static Finding? OfStage(StageFact stage, MethodFact method)
    {
        ThrottleFact? limit = ThrottleRules.OfStage(stage, method);
        string words = $"stage {stage.Name} limits {method.Verb} {method.Path} to {Words(limit)}";
        return ThrottleRules.Blocks(limit)
                ? Finding.Refused(
                    $"{words}: every call gets 429 Too Many Requests. Whoever runs the API can raise it in the stage's method settings",
                    null,
                    DeniedAnswer.TooManyRequests
                )
            : ThrottleRules.Starves(limit) ? Finding.Warning($"{words}: calls get 429 Too Many Requests once the burst is used up")
            : null;
    }

    private static string Words(ThrottleFact? limit) =>
        string.Create(CultureInfo.InvariantCulture, $"{limit?.RateLimit} requests a second, burst {limit?.BurstLimit}");

    private static Finding OfMethod(EvaluationContext evaluation, MethodFact method, StageFact stage)
    {
        string name = $"{method.Verb} {method.Path}";
        string asks = $"{name} requires an API key";
        return evaluation switch
        {
            _ when !method.ApiKeyRequired => Finding.NotApplicable($"{name} does not require an API key"),
            // API Gateway guide, "API key sources": the authorizer's answer has it in usageIdentifierKey, and a key that is sent
            // in the header does not count.
            { Api.ApiKeySource: "AUTHORIZER" } when method.Authorization != "CUSTOM" => Finding.Refused(
                $"{asks} that a Lambda authorizer provides (apiKeySource AUTHORIZER), and the method has authorization "
                    + $"{method.Authorization}: nobody provides it, so that every call gets 403. Give the method a Lambda authorizer, "
                    + "or set the API's apiKeySource to HEADER, and deploy the API",
                null,
                DeniedAnswer.Forbidden
            ),
            { Api.ApiKeySource: "AUTHORIZER" } => Finding.Warning(
                $"{asks} that the authorizer provides (apiKeySource AUTHORIZER); which one that is, only a call shows"
            ),
            { Call: { Method: "OPTIONS", HasApiKey: false } } => Preflight(evaluation, method, asks),
            { Call.HasApiKey: false } => Finding.Refused(
                $"{asks}, and the call carries none: {Wanted(stage)}",
                null,
                DeniedAnswer.Forbidden
            ),
            { Snapshot.ApiKeys: null } when evaluation.Snapshot.Missing("ApiKey") is { } denied => Finding.Skipped(
                $"{asks}; whether the call's key is one of a usage plan of stage {stage.Name} could not be read: "
                    + $"{denied.Permission} is denied"
            ),

            // A snapshot from before keys were read.
            { Snapshot.ApiKeys: null } => Finding.Warning(
                $"{asks}; whether the call's key is enabled and in a usage plan of stage {stage.Name} was not read"
            ),
            _ => OfKey(evaluation, method, stage, asks),
        };
    }

    // Its value is a secret, and no fact.
    private static string Wanted(StageFact stage) =>
        $"send, with -ApiKey or as x-api-key, one of a usage plan of stage {stage.Name}; whoever runs the API hands them out";

    // Fetch standard, "CORS-preflight fetch": a browser sends no header of the application's with it.
    private static Finding Preflight(EvaluationContext evaluation, MethodFact method, string asks) =>
        Finding.Refused(
            $"{asks}, but browsers send none with a preflight: the fault is that this method requires one, not that the call has none. "
                + (
                    method.Verb == "OPTIONS"
                        ? "Let it require no key, and deploy the API"
                        : $"Give {method.Path} an OPTIONS method of its own that requires no key, and deploy the API"
                ),
            method is { Verb: "OPTIONS", ResourceId: { } resource }
                ? Remedy.Of(
                    CommandLine
                        .ForCmdlet("Update-AGMethod")
                        .With("RestApiId", evaluation.Call.RestApiId)
                        .With("ResourceId", resource)
                        .With("HttpMethod", method.Verb)
                        .With("PatchOperation", Patch("replace", "/apiKeyRequired", "false")),
                    Deploy.To(evaluation.Call.RestApiId, evaluation.Stage?.Name)
                )
                : null,
            DeniedAnswer.Forbidden
        );

    private static Finding OfKey(EvaluationContext evaluation, MethodFact method, StageFact stage, string asks)
    {
        if (evaluation.Snapshot.ApiKeys!.FirstOrDefault(item => item.Id == evaluation.Call.ApiKeyId) is not { } key)
        {
            return Finding.Refused(
                $"{asks}, and the call's key is none of account {evaluation.Snapshot.AccountId} in {evaluation.Snapshot.Region}: "
                    + Wanted(stage),
                null,
                DeniedAnswer.Forbidden
            );
        }

        string called = key.Name is { Length: > 0 } name ? $"API key {name} ({key.Id})" : $"API key {key.Id}";
        if (!key.IsEnabled)
        {
            return Finding.Refused($"{asks}, and {called} is disabled", new ApiKeyChange(key.Id), DeniedAnswer.Forbidden);
        }

        string place = $"{evaluation.Call.RestApiId}/{stage.Name}";
        if (key.Plans.FirstOrDefault(plan => plan.Stages.Contains(place)) is { } good)
        {
            string words = $"{called} is enabled and in usage plan {Of(good)} of stage {stage.Name}";
            return Limited(good, ThrottleRules.OfMethod(good, place, method) ?? good.Throttle, words)
                ?? Finding.Passed(
                    good.Quota is { } quota ? $"{words}, whose quota is {quota}{Left(good)}: when it is used up, the answer is 429" : words
                );
        }

        return Finding.Refused(
            key.Plans.Count == 0
                ? $"{asks} of a usage plan of stage {stage.Name}, and {called} is in no usage plan"
                : $"{asks} of a usage plan of stage {stage.Name}, and {called} is only in "
                    + $"{string.Join(", ", key.Plans.Select(Of))}, which {(key.Plans.Count == 1 ? "is" : "are")} not for this stage",
            Join(evaluation, key, place, stage),
            DeniedAnswer.Forbidden
        );
    }

    private static string Left(UsagePlanFact plan) =>
        plan.Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $", of which {left} are left") : string.Empty;

    private static Finding? Limited(UsagePlanFact plan, ThrottleFact? limit, string words) =>
        plan switch
        {
            { Quota: { } quota, Remaining: 0 } => Finding.Refused(
                $"{words}, but its quota of {quota} is used up: until the period begins anew, every call gets 429 Limit Exceeded. "
                    + "Whoever runs the API can let the key make more, with Set-PrivateApiKey -ExtendQuota",
                null,
                DeniedAnswer.LimitExceeded
            ),
            _ when ThrottleRules.Blocks(limit) => Finding.Refused(
                $"{words}, which limits the method to {Words(limit)}: every call gets 429 Too Many Requests. "
                    + "Whoever runs the API can raise it, with Set-PrivateApiKey",
                null,
                DeniedAnswer.TooManyRequests
            ),
            _ when ThrottleRules.Starves(limit) => Finding.Warning(
                $"{words}, which limits the method to {Words(limit)}: calls get 429 Too Many Requests once the burst is used up"
            ),
            _ => null,
        };

    /// <summary>
    /// Puts the key into a plan of the stage, or, where there is none that may take it (a key is in one plan of a stage only), the stage
    /// into the key's plan.
    /// </summary>
    private static Remedy? Join(EvaluationContext evaluation, ApiKeyFact key, string place, StageFact stage)
    {
        HashSet<string> taken = [.. key.Plans.SelectMany(plan => plan.Stages)];
        Change[] free =
        [
            .. evaluation
                .Snapshot.UsagePlans.Where(plan => plan.Stages.Contains(place) && !plan.Stages.Any(taken.Contains))
                .Select(plan => new PlanKeyChange(plan.Id, key.Id)),
            .. key.Plans.Select(plan => new PlanStageChange(plan.Id, evaluation.Call.RestApiId, stage.Name, key.Id)),
        ];
        return Remedy.OneOf(
            free.Length > 0 || evaluation.Snapshot.UsagePlans.Any(plan => plan.Stages.Contains(place))
                ? free.Take(3)
                : [new NewPlanChange($"{evaluation.Api!.Name} {stage.Name}", evaluation.Call.RestApiId, stage.Name, key.Id)]
        );
    }

    private static string Of(UsagePlanFact plan) => plan.Name is { Length: > 0 } name ? $"{name} ({plan.Id})" : plan.Id;

    private static CommandValue Patch(string operation, string path, string value) =>
        CommandValue.Table(("Op", operation), ("Path", path), ("Value", value));
}
