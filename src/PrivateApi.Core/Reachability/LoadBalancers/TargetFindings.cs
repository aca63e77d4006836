using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>All target groups of a call's rule: a weighted forward takes now this one, now that one.</summary>
internal static class TargetFindings
{
    public static IEnumerable<Finding> All(EvaluationContext evaluation, LoadBalancerWay way)
    {
        if (way.Rule is not { Action: "forward" } rule)
        {
            return [];
        }

        return Alternatives([.. rule.TargetGroupArns.Select(arn => Of(evaluation, way, arn))]);
    }

    /// <summary>Target groups of which a call takes one: what fails with one of them only is a warning.</summary>
    public static IEnumerable<Finding> Alternatives(Finding[] each) =>
        Array.Exists(each, finding => finding.Status == CheckStatus.Failed)
        && Array.Exists(each, finding => finding.Status is CheckStatus.Passed or CheckStatus.Warning)
            ? each.Select(finding =>
                finding.Status == CheckStatus.Failed ? Finding.Warning($"some calls will fail: {finding.Message}", finding.Remedy) : finding
            )
            : each;

    private static Finding Of(EvaluationContext evaluation, LoadBalancerWay way, string arn) =>
        way.TargetGroups.FirstOrDefault(group => group.Arn == arn) is { } group
            ? TargetRules.Judge(evaluation, way, group)
            : Finding.Skipped(
                Unread.Says(evaluation.Snapshot, "TargetGroup", "elasticloadbalancing:DescribeTargetGroups", $"the target group {arn}")
            );
}
