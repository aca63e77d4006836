using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Policy.Lint;

/// <summary>Checks a policy: what AWS refuses, what denies everybody, and what is probably not intended.</summary>
public static partial class PolicyLinter
{
    private const int ResourceLimit = 8_192;
    private const int EndpointLimit = 20_480;

    /// <summary>Checks a text, which need not be a policy at all.</summary>
    /// <param name="json">The text.</param>
    /// <param name="context">What is known about the surroundings; null for nothing.</param>
    public static IReadOnlyList<PolicyFinding> Lint(string json, LintContext? context = null)
    {
        PolicyDocument policy;
        try
        {
            policy = PolicyDocument.Parse(json);
        }
        catch (PrivateApiException unreadable) when (unreadable.ErrorId == "InvalidPolicy")
        {
            Match place = LineAndColumn().Match(unreadable.Target ?? string.Empty);
            return
            [
                new PolicyFinding
                {
                    Code = "PolicySyntax",
                    Severity = PolicySeverity.Error,
                    Message = SecretText.Redact(unreadable.Message),
                    Why = "AWS refuses a policy that it cannot read.",
                    Fix = "Correct what the message names.",
                    Location = string.Empty,
                    Line = place.Success ? int.Parse(place.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1,
                    Column = place.Success ? int.Parse(place.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 1,
                },
            ];
        }

        return Lint(policy, context);
    }

    /// <summary>Checks a policy.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="context">What is known about the surroundings; null for nothing.</param>
    public static IReadOnlyList<PolicyFinding> Lint(PolicyDocument policy, LintContext? context = null)
    {
        LintReport report = new(policy, context ?? new LintContext());
        if (!LintSize(report))
        {
            return report.Findings;
        }

        LintPlaceholders(report);
        LintVersion(report);
        foreach (PolicyStatement statement in policy.StatementArray)
        {
            LintPrincipals.Look(report, statement);
            LintTargets.Look(report, statement);
            LintConditions.Look(report, statement);
        }

        LintEffect.Look(report);
        return report.Findings;
    }

    // False for a text that is so long that nothing else needs to be said about it.
    private static bool LintSize(LintReport report)
    {
        bool endpoint = report.Context.Use == PolicyUse.Endpoint;
        int limit = report.Context.Limit ?? (endpoint ? EndpointLimit : ResourceLimit);

        // API Gateway stores full ARNs, so the expanded policy is the one that has to fit; compact, as this module sends it.
        int size = (report.Context.Api is { } api && !endpoint ? PolicyWriter.Write(report.Policy, api) : report.Policy.ToJson()).Length;
        string is_ = string.Create(CultureInfo.InvariantCulture, $"The policy has {size:N0} of {limit:N0} characters.");
        if (size > limit)
        {
            report.Error(
                "PolicyTooLong",
                0,
                is_,
                endpoint ? "EC2 refuses longer endpoint policies; the limit is fixed." : "API Gateway refuses longer policies.",
                endpoint
                    ? "Move conditions to the API's resource policy."
                    : "Combine statements and lists, move blocking by address to AWS WAF, or ask for a higher quota (L-8B81B02C)."
            );
        }
        else if (size > limit * 9 / 10)
        {
            report.Inform("PolicyNearLimit", 0, is_, "The next entry may not fit.", "Combine statements that differ only in one list.");
        }

        return size <= limit * 8;
    }

    private static void LintPlaceholders(LintReport report)
    {
        string text = Encoding.UTF8.GetString(report.Policy.Utf8);
        foreach (Match match in Placeholder().Matches(text))
        {
            report.Error(
                "PlaceholderLeft",
                Encoding.UTF8.GetByteCount(text.AsSpan(0, TokenStart(text, match.Index))),
                $"The placeholder {match.Value} was not filled in.",
                "It matches nothing, so the policy does not do what its template promises.",
                $"Put the real value in place of {match.Value}."
            );
        }
    }

    // The string that contains the match.
    private static int TokenStart(string text, int index)
    {
        int quote = text.LastIndexOf('"', index);
        return quote < 0 ? index : quote;
    }

    private static void LintVersion(LintReport report)
    {
        PolicyDocument policy = report.Policy;
        if (policy.Version == PolicyDocument.CurrentVersion)
        {
            return;
        }

        PolicyStatement? variable = policy.StatementArray.FirstOrDefault(s =>
            s.Resources.Any(r => r.Text.Contains("${", StringComparison.Ordinal))
            || s.Conditions.Any(c => c.Values.Any(v => v.Text.Contains("${", StringComparison.Ordinal)))
        );
        if (variable is not null)
        {
            report.Warn(
                "VariableNeedsVersion",
                variable.Offset,
                $"{variable.Name} has a policy variable, but the Version is not {PolicyDocument.CurrentVersion}.",
                "Without that version ${…} is plain text and matches nothing.",
                $"Add \"Version\": \"{PolicyDocument.CurrentVersion}\"."
            );
        }
        else
        {
            report.Inform(
                "VersionOld",
                0,
                policy.Version is null ? "The policy has no Version." : $"The policy has Version {policy.Version}.",
                "It is then read as 2008-10-17, which has no policy variables.",
                $"Add \"Version\": \"{PolicyDocument.CurrentVersion}\"."
            );
        }
    }

    [GeneratedRegex(@"line (\d+), column (\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex LineAndColumn();

    // {{vpceID}} of the console's templates, <account-id> and <<restApiId>> of blogs and samples, ${VpcEndpoint} of templates: policy
    // variables have a colon in their key (aws:username), or are one of the characters * ? $.
    [GeneratedRegex(
        @"\$\{[A-Za-z][^:{}""\n]{0,62}\}|\{\{[^{}""\n]{1,64}\}\}|<<?[A-Za-z][A-Za-z0-9 _.-]{0,62}>>?",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Placeholder();
}
