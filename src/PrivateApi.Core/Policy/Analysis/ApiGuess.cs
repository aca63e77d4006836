using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Analysis;

/// <summary>Which API a policy is on if it is not given: any API for a policy that names none, else the one that it names.</summary>
internal static class ApiGuess
{
    public static PolicyContext FromPolicy(PolicyDocument policy)
    {
        foreach (string text in policy.StatementArray.SelectMany(s => s.Resources).Select(r => r.Text))
        {
            string[] parts = text.Split(':', 6);
            if (
                parts.Length == 6
                && parts[2] == "execute-api"
                && !parts[..5].Any(p => p.Contains('*', StringComparison.Ordinal) || p.Contains('?', StringComparison.Ordinal))
            )
            {
                string id = parts[5].Split('/')[0];
                if (id.Length > 0 && !id.AsSpan().ContainsAny('*', '?', '$'))
                {
                    return new PolicyContext(parts[1], parts[3], parts[4], id);
                }
            }
        }

        return new PolicyContext("aws", "us-east-1", "000000000000", "abcdefghij");
    }
}
