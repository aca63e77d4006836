using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Waf;

/// <summary>
/// Whether a statement matches a call, where the facts say so exactly; null where they do not (AWS WAF guide, "Using rule statements").
/// </summary>
internal static class StatementMatch
{
    public static bool? Judge(EvaluationContext evaluation, WebAclStatementFact statement) =>
        statement.Kind switch
        {
            "And" => All(statement.Parts.Select(part => Judge(evaluation, part))),
            "Or" => !All(statement.Parts.Select(part => !Judge(evaluation, part))),
            "Not" when statement.Parts is [var inner] => !Judge(evaluation, inner),
            "IPSetReference" => OfAddress(evaluation, statement),
            "ByteMatch" => OfText(evaluation, statement),

            // Outside of its scope a group or a rate is not looked at; inside, AWS alone knows.
            "ManagedRuleGroup" or "RateBased" when statement.Parts is [var scope] => Judge(evaluation, scope) == false ? false : null,
            _ => null,
        };

    /// <summary>The address that AWS WAF sees; null when it is not known.</summary>
    /// <remarks>
    /// For a private API it is the caller's private one: sampled requests of DataBiosphere/azul issue 4448 show it, with countries that
    /// mean nothing.
    /// </remarks>
    private static string? Source(EvaluationContext evaluation) =>
        evaluation.Request.Context.Find(evaluation.IsPast ? ConditionKeys.SourceIp : ConditionKeys.VpcSourceIp, out RequestKey key)
            ? key.Value
            : null;

    /// <summary>True if the match depends on which of its possible addresses the caller has.</summary>
    public static bool DependsOnAddress(EvaluationContext evaluation, WebAclStatementFact statement) =>
        statement.Kind == "IPSetReference"
            ? !statement.IsForwarded
                && Judge(evaluation, statement) is null
                && Set(evaluation, statement) is not null
                && Sources(evaluation).Count > 0
            : statement.Parts.Any(part => DependsOnAddress(evaluation, part));

    private static bool? OfAddress(EvaluationContext evaluation, WebAclStatementFact statement)
    {
        if (statement.IsForwarded || Set(evaluation, statement) is not { } set)
        {
            return null;
        }

        bool[] inside =
        [
            .. CallerAddresses
                .Parts(Sources(evaluation), set.Addresses)
                .Select(part => set.Addresses.Any(range => AddressRanges.Contains(range, CallerAddresses.AnyOf(part)))),
        ];
        return inside.Length == 0 || inside.Distinct().Count() > 1 ? null : inside[0];
    }

    private static IpSetFact? Set(EvaluationContext evaluation, WebAclStatementFact statement) =>
        evaluation.Snapshot.IpSets.FirstOrDefault(set => set.Arn == statement.Arn);

    // Behind a load balancer it is the address of one of its nodes; a public one is not known.
    private static IReadOnlyList<string> Sources(EvaluationContext evaluation) =>
        Source(evaluation) is { } known ? [known]
        : evaluation.IsPast ? []
        : evaluation.Way is { } way ? [.. way.Nodes.Select(node => node.AnyAddress).OfType<string>()]
        : CallerAddresses.Of(evaluation.Source);

    private static bool? OfText(EvaluationContext evaluation, WebAclStatementFact statement)
    {
        if (statement.Text is not { } wanted || Part(evaluation, statement.Field) is not { } part)
        {
            return null;
        }

        foreach (string transformation in statement.Transformations)
        {
            if (TextTransformation.Apply(transformation, part) is not { } changed)
            {
                return null;
            }

            part = changed;
        }

        return statement.Constraint switch
        {
            "EXACTLY" => part == wanted,
            "STARTS_WITH" => part.StartsWith(wanted, StringComparison.Ordinal),
            "ENDS_WITH" => part.EndsWith(wanted, StringComparison.Ordinal),
            "CONTAINS" => part.Contains(wanted, StringComparison.Ordinal),
            _ => null,
        };
    }

    // By a custom domain name the path that is seen is not documented.
    private static string? Part(EvaluationContext evaluation, string? field) =>
        field switch
        {
            "Method" => evaluation.Call.Method,
            "UriPath" when evaluation.Call.DomainName is null && Uri.TryCreate(evaluation.Url, UriKind.Absolute, out Uri? url) =>
                url.AbsolutePath,
            "SingleHeader user-agent" => evaluation.Call.Keys.GetValueOrDefault("aws:UserAgent"),
            _ => null,
        };

    // Of three truths: one false makes it false, and one unknown leaves the rest unknown.
    private static bool? All(IEnumerable<bool?> parts)
    {
        bool? all = true;
        foreach (bool? part in parts)
        {
            if (part == false)
            {
                return false;
            }

            all = part is null ? null : all;
        }

        return all;
    }
}
