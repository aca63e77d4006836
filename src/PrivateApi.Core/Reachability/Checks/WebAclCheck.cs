using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Network;
using PrivateApi.Reachability.Waf;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The stage's web ACL of AWS WAF, which sees a call before resource policies and authorizers do (API Gateway guide, "Use AWS WAF to
/// protect your REST APIs").
/// </summary>
internal sealed class WebAclCheck : IPathCheck
{
    public CheckName Name => CheckName.WebAcl;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Stage: null } => Finding.NotApplicable("there is no stage that could have a web ACL"),
            { Stage: { WebAclArn: not { Length: > 0 } } stage } => Finding.NotApplicable($"stage {stage.Name} has no web ACL"),
            { Stage: { WebAclArn: { } arn } stage } when arn.Contains(":waf-regional:", StringComparison.Ordinal) => Finding.Skipped(
                $"stage {stage.Name} has a web ACL of AWS WAF Classic, {arn}, whose rules are not read; look whether one of them blocks"
            ),
            { Stage.WebAclArn: { } arn } when Find(evaluation, arn) is { } acl => OfAcl(
                evaluation,
                acl,
                WebAclRules.Judge(evaluation, acl)
            ),
            _ => Finding.Skipped(
                Unread.Says(evaluation.Snapshot, "WebAcl", "wafv2:GetWebACL", $"web ACL {evaluation.Stage!.WebAclArn} of the stage")
            ),
        };

    /// <summary>The web ACL of the stage that is called; null for none, or one that was not read.</summary>
    public static WebAclFact? Of(EvaluationContext evaluation) => evaluation.Stage?.WebAclArn is { } arn ? Find(evaluation, arn) : null;

    private static WebAclFact? Find(EvaluationContext evaluation, string arn) =>
        evaluation.Snapshot.WebAcls.FirstOrDefault(acl => acl.Arn == arn);

    private static Finding OfAcl(EvaluationContext evaluation, WebAclFact acl, WebAclOutcome outcome)
    {
        string of = $"web ACL {acl.Name} of stage {evaluation.Stage!.Name}";
        string ends = outcome.Rule is { } rule
            ? $"rule {rule.Name} ({WebAclWords.Of(rule.Statement)}) has action {rule.Action.Kind}"
            : $"its default action is {acl.DefaultAction.Kind}";
        if (outcome.Rule?.Action.Kind == "None")
        {
            return Finding.Warning($"{of}: {ends}");
        }

        if (outcome is { Stops: true, MayAllow.Count: 0 })
        {
            return Finding.Refused(
                $"{of} blocks the call: {ends}{(outcome.Rule is null ? ", and no rule allows the call" : string.Empty)}",
                null,
                AnswerOf(outcome)
            );
        }

        WebAclRuleFact[] open = outcome.Stops ? [.. outcome.MayAllow] : [.. outcome.MayStop];
        string unknown = $"whether the call matches is not known: {WebAclWords.Of(open)}";
        return evaluation.Snapshot.Missing("IpSet") is { } denied && open.Any(item => Asks(evaluation, item.Statement))
                ? Finding.Skipped($"{of}: {ends}, and {unknown}; an IP set could not be read: {denied.Permission} is denied")
            : outcome.Stops ? Finding.Skipped($"{of} may block the call: {ends}, and of the rules that would allow it, {unknown}")
            : Array.Exists(open, item => StatementMatch.DependsOnAddress(evaluation, item.Statement))
                ? Finding.Skipped(
                    $"{of} may block the call: of the rules that would, {unknown}. It depends on the caller's address; "
                        + (evaluation.Way is null ? CallerAddresses.HowToName : "that is the one of a node of the load balancer")
                )
            : open.Length > 0 ? Finding.Warning($"{of} may block the call: of the rules that would, {unknown}")
            : Finding.Passed($"{of} lets the call through: {ends}");
    }

    // A rule before it may stop the call as well, and answer otherwise.
    private static DeniedAnswer? AnswerOf(WebAclOutcome outcome)
    {
        DeniedAnswer answer = WebAclRules.Answer(outcome.Action);
        return outcome.MayStop.All(rule => WebAclRules.Answer(rule.Action) == answer) ? answer : null;
    }

    private static bool Asks(EvaluationContext evaluation, WebAclStatementFact statement) =>
        (statement.Kind == "IPSetReference" && evaluation.Snapshot.IpSets.All(set => set.Arn != statement.Arn))
        || statement.Parts.Any(part => Asks(evaluation, part));
}
