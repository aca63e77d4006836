using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Checks a policy before it is set on an API.</summary>
internal static class PolicyCheck
{
    /// <summary>Stops at what AWS refuses or what denies everybody; reports the rest.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="surroundings">What is known about the API.</param>
    /// <param name="force">True lets errors pass as warnings.</param>
    /// <param name="progress">Where warnings go.</param>
    /// <param name="edited">The policy that it was edited from, whose errors are no reason to stop; null for a new policy.</param>
    /// <exception cref="PrivateApiException"><c>PolicyHasErrors</c>.</exception>
    public static void Require(
        PolicyDocument policy,
        LintContext surroundings,
        bool force,
        IProgress<ProgressEvent> progress,
        PolicyDocument? edited = null
    )
    {
        IReadOnlyList<PolicyFinding> findings = PolicyLinter.Lint(policy, surroundings);
        HashSet<string> known = [.. (edited is null ? [] : PolicyLinter.Lint(edited, surroundings)).Select(Kind)];
        PolicyFinding[] errors = [.. findings.Where(finding => finding.Severity == PolicySeverity.Error && !known.Contains(Kind(finding)))];
        if (errors.Length > 0 && !force)
        {
            string what = string.Join(' ', errors.Select(Show));
            throw new PrivateApiException(
                "PolicyHasErrors",
                FaultKind.InvalidArgument,
                $"The policy has {(errors.Length == 1 ? "an error" : $"{errors.Length} errors")}, and nothing was changed. "
                    + $"{what} Fix it, or use -Force to set it as it is; Test-PrivateApiPolicy shows the findings as objects.",
                surroundings.Api?.RestApiId
            );
        }

        foreach (PolicyFinding finding in findings)
        {
            progress.Report(
                finding.Severity == PolicySeverity.Information
                    ? ProgressEvent.Verbose(Show(finding))
                    : ProgressEvent.Warning("Policy: " + Show(finding))
            );
        }
    }

    // Places move when a statement is removed.
    private static string Kind(PolicyFinding finding) => $"{finding.Code} {finding.Message}";

    private static string Show(PolicyFinding finding) =>
        $"{finding.Code} at line {finding.Line}, column {finding.Column} "
        + $"({(finding.Location.Length > 0 ? finding.Location : "the document")}): "
        + $"{finding.Message} {finding.Fix}";
}
