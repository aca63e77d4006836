using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability;

/// <summary>
/// A stage with a canary answers by two deployments, each with its own policy, methods and variables, and the calls are shared out at
/// random (API Gateway guide, "Set up a canary release deployment"). What becomes of most calls is the verdict; where the others fare
/// worse, the check is a warning that says which share of calls it is.
/// </summary>
internal static class CanaryVerdict
{
    private const double Half = 50;

    /// <summary>The stage's canary if it gets calls; null otherwise.</summary>
    public static CanaryFact? Of(PathVerdict own) => own.Evaluation.Stage?.Canary is { PercentTraffic: > 0 } canary ? canary : null;

    /// <summary>The facts as they are for a call that the canary gets.</summary>
    public static AccountSnapshot Facts(PathVerdict own, CanaryFact canary)
    {
        EvaluationContext evaluation = own.Evaluation;
        return evaluation.Snapshot with
        {
            Apis =
            [
                .. evaluation.Snapshot.Apis.Select(api =>
                    api.Id != evaluation.Api!.Id
                        ? api
                        : api with
                        {
                            Stages = [.. api.Stages.Select(stage => stage.Name == evaluation.Stage!.Name ? canary.Stage : stage)],
                        }
                ),
            ],
        };
    }

    /// <summary>Both verdicts in one.</summary>
    /// <param name="own">What becomes of a call that the stage's own deployment answers.</param>
    /// <param name="canary">What becomes of one that the canary answers.</param>
    /// <param name="fact">The canary.</param>
    public static PathVerdict Merge(PathVerdict own, PathVerdict canary, CanaryFact fact)
    {
        bool isMost = fact.PercentTraffic > Half;
        Side stage = new(own, $"the stage's own deployment {own.Evaluation.Stage!.DeploymentId}", 100 - fact.PercentTraffic, Promote(own));
        Side other = new(canary, $"its canary, deployment {fact.Stage.DeploymentId}", fact.PercentTraffic, Abandon(own));
        (Side most, Side rest) = isMost ? (other, stage) : (stage, other);
        return most.Verdict with
        {
            Findings = [.. most.Verdict.Findings.Select(item => (item.Name, Merge(item.Name, item.Finding, most, rest, own)))],
            Other = rest.Share > 0 ? rest.Verdict : null,
        };
    }

    /// <summary>A share of calls in words.</summary>
    public static string Percent(double share) => share.ToString("0.##", CultureInfo.InvariantCulture) + " %";

    private static Finding Merge(CheckName name, Finding finding, Side most, Side rest, PathVerdict own)
    {
        Finding less = rest.Verdict[name];
        if (rest.Share > 0 && IsWorse(less, finding))
        {
            return Finding.Warning(Of(rest, name, less), rest.WayOut);
        }

        if (name == CheckName.StageDeployed && finding.Status == CheckStatus.Passed)
        {
            string shares = rest.Share > 0 ? $", {Percent(rest.Share)} go to {rest.Words}" : string.Empty;
            return finding with
            {
                Message = $"stage {own.Evaluation.Stage!.Name}: {Percent(most.Share)} of calls go to {most.Words}{shares}",
            };
        }

        // A change is made to the stage's own deployment, so it is no help against what the canary lacks.
        return most.Verdict == own || finding.Status is CheckStatus.Passed or CheckStatus.NotApplicable || finding == own[name]
            ? finding
            : finding with
            {
                Message = Of(most, name, finding),
                Remedy = own[name].Status == CheckStatus.Failed ? own[name].Remedy : most.WayOut,
            };
    }

    // A policy that is not the current one stops no call by itself.
    private static string Of(Side side, CheckName name, Finding finding) =>
        finding.Status == CheckStatus.Failed && name != CheckName.PolicyDeployed
            ? $"{Percent(side.Share)} of calls, those of {side.Words}, are blocked: {finding.Message}"
            : $"{Percent(side.Share)} of calls, those of {side.Words}: {finding.Message}";

    private static bool IsWorse(Finding less, Finding more) =>
        less.Status == CheckStatus.Failed
            ? more.Status != CheckStatus.Failed
            : less.Status is CheckStatus.Skipped or CheckStatus.Warning && more.Status is CheckStatus.Passed or CheckStatus.NotApplicable;

    private static CommandLine Abandon(PathVerdict own) => Publish(own).With("Abandon");

    private static CommandLine Promote(PathVerdict own) => Publish(own).With("Promote");

    private static CommandLine Publish(PathVerdict own) => Deploy.To(own.Evaluation.Call.RestApiId, own.Evaluation.Stage!.Name);

    /// <summary>One of the two deployments: what becomes of its calls, which they are, and how all calls go to the other.</summary>
    private sealed record Side(PathVerdict Verdict, string Words, double Share, CommandLine WayOut);
}
