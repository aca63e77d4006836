using PrivateApi.Facts;
using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability.Waf;

/// <summary>
/// Goes through the rules of a web ACL in their order (AWS WAF guide, "Setting rule priority", "Using rule actions"): the first that
/// matches and does not only count ends it, and the default action is for what is left.
/// </summary>
internal static class WebAclRules
{
    public static WebAclOutcome Judge(EvaluationContext evaluation, WebAclFact acl)
    {
        List<WebAclRuleFact> mayStop = [];
        List<WebAclRuleFact> mayAllow = [];
        foreach (WebAclRuleFact rule in acl.Rules.Where(rule => rule.Action.Kind != "Count"))
        {
            bool? matches = StatementMatch.Judge(evaluation, rule.Statement);
            if (matches == true)
            {
                return new WebAclOutcome(rule, rule.Action, mayStop, mayAllow);
            }

            if (matches is null)
            {
                if (rule.Action.Kind != "Allow")
                {
                    mayStop.Add(rule);
                }

                if (rule.Action.Kind == "Allow" || (rule.Action.Kind == "None" && MayAllow(rule.Statement)))
                {
                    mayAllow.Add(rule);
                }
            }
        }

        return new WebAclOutcome(null, acl.DefaultAction, mayStop, mayAllow);
    }

    /// <summary>
    /// What the caller gets (AWS WAF guide, "Sending custom responses for Block actions", "How the AWS WAF CAPTCHA and Challenge rule
    /// actions work": status 405 or 202 for a client without a token, which only a browser has).
    /// </summary>
    public static DeniedAnswer Answer(WebAclActionFact action) =>
        action switch
        {
            { Kind: "Captcha" } => new DeniedAnswer(405, string.Empty, string.Empty, string.Empty),
            { Kind: "Challenge" } => new DeniedAnswer(202, string.Empty, string.Empty, string.Empty),
            { StatusCode: { } status } => new DeniedAnswer(
                status,
                DeniedAnswer.Forbidden.ErrorType,
                action.Body ?? string.Empty,
                action.Body ?? string.Empty
            ),
            _ => DeniedAnswer.Forbidden,
        };

    // Rules of AWS's own groups block, count, or ask for a token, unless the user has given one of them another action.
    private static bool MayAllow(WebAclStatementFact group) =>
        group.AllowsInside || group.Group?.StartsWith("AWS/", StringComparison.Ordinal) != true;
}
