using PrivateApi.Policies;

namespace PrivateApi.Provisioning;

/// <summary>
/// Says whether a new policy lets somebody in whom the old one kept out, by trying both on requests made of everything
/// that either names, and of strangers. Where there are too many to try, it says yes: then somebody is asked.
/// </summary>
internal static class PolicyWidening
{
    private const int MostTries = 50_000;

    public static bool Of(PolicyDocument before, PolicyDocument after, PolicyContext context)
    {
        PolicyDocument[] both = [before.Expand(context), after.Expand(context)];
        List<PolicyStatement> statements = [.. both.SelectMany(policy => policy.Statement)];
        List<string> principals = [AccessRequest.Anonymous, "arn:aws:iam::999999999999:role/stranger", .. statements.SelectMany(statement => statement.Principal).Where(name => name != "*").Select(Sample)];
        List<string> resources = [context.MethodArn("stage", "GET", "path"), .. statements.SelectMany(statement => statement.Resource).Select(Sample).Where(resource => resource.StartsWith("arn:", StringComparison.Ordinal))];
        List<(string Key, List<string?> Values)> keys =
        [
            .. statements.SelectMany(statement => statement.Conditions).GroupBy(clause => clause.Key, StringComparer.OrdinalIgnoreCase)
                .Select(group => (group.Key, Candidates(group).Distinct(StringComparer.Ordinal).ToList())),
        ];

        principals = [.. principals.Distinct(StringComparer.Ordinal)];
        resources = [.. resources.Distinct(StringComparer.Ordinal)];
        double tries = keys.Aggregate((double)principals.Count * resources.Count, (product, key) => product * key.Values.Count);
        return tries > MostTries || Requests(principals, resources, keys).Any(request => IsIn(both[1], request) && !IsIn(both[0], request));
    }

    // An Allow that counts for callers of the own account only is one all the same.
    private static bool IsIn(PolicyDocument policy, AccessRequest request) => PolicyEvaluator.Evaluate(policy, request).IsAllowed;

    private static IEnumerable<AccessRequest> Requests(List<string> principals, List<string> resources, List<(string Key, List<string?> Values)> keys)
    {
        foreach (string principal in principals)
        {
            foreach (string resource in resources)
            {
                int[] choice = new int[keys.Count];
                do
                {
                    RequestKeys context = [];
                    for (int i = 0; i < keys.Count; i++)
                    {
                        context.Add(keys[i].Key, keys[i].Values[choice[i]]);
                    }

                    yield return new AccessRequest { Principal = principal, Resource = resource, Context = context };
                }
                while (Next(choice, keys));
            }
        }
    }

    private static bool Next(int[] choice, List<(string Key, List<string?> Values)> keys)
    {
        for (int i = 0; i < choice.Length; i++)
        {
            if (++choice[i] < keys[i].Values.Count)
            {
                return true;
            }

            choice[i] = 0;
        }

        return false;
    }

    /// <summary>Values worth trying for a key: none, a stranger's, each named one, and both ends of each range.</summary>
    private static IEnumerable<string?> Candidates(IEnumerable<ConditionClause> clauses)
    {
        yield return null;
        foreach (ConditionClause clause in clauses)
        {
            ConditionTest test = clause.Operator.Test;
            yield return test switch
            {
                ConditionTest.IpAddress => "203.0.113.77",
                ConditionTest.Bool => "false",
                ConditionTest.ArnLike => "arn:aws:iam::999999999999:role/stranger",
                _ => "stranger",
            };
            foreach (ConditionValue value in clause.Values)
            {
                foreach (string candidate in Around(value, test))
                {
                    yield return candidate;
                }
            }
        }
    }

    private static IEnumerable<string> Around(ConditionValue value, ConditionTest test)
    {
        if (test == ConditionTest.IpAddress && System.Net.IPNetwork.TryParse(value.Text.Contains('/', StringComparison.Ordinal) ? value.Text : value.Text + "/32", out System.Net.IPNetwork range))
        {
            byte[] last = range.BaseAddress.GetAddressBytes();
            for (int bit = range.PrefixLength; bit < last.Length * 8; bit++)
            {
                last[bit / 8] |= (byte)(0x80 >> (bit % 8));
            }

            return [range.BaseAddress.ToString(), new System.Net.IPAddress(last).ToString()];
        }

        // Dates and numbers: just before, at and just after.
        return test is >= ConditionTest.NumericEquals and <= ConditionTest.NumericGreaterThanEquals && double.TryParse(value.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number)
            ? [.. new[] { number - 1, number, number + 1 }.Select(near => near.ToString(System.Globalization.CultureInfo.InvariantCulture))]
            : ConditionValue.IsDate(test) ? ["1970-01-01T00:00:01Z", value.Text, "2999-01-01T00:00:00Z"]
            : [Sample(value.Text)];
    }

    private static string Sample(string pattern) => pattern.Replace('*', 'x').Replace('?', 'x');
}
