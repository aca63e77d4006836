using PrivateApi.Policy.Language;

namespace PrivateApi.Resources;

/// <summary>
/// A private custom domain name's policy as it is written: AWS stores the name's own ARN, with an id that only it knows, for
/// <c>execute-api:/*</c>.
/// </summary>
internal static class DomainPolicies
{
    /// <summary>The ARN by which policies name a custom domain name that is called.</summary>
    public static string InvokeArn(string partition, string region, string account, string name, string? id) =>
        $"arn:{partition}:execute-api:{region}:{account}:/domainnames/{name}+{id}";

    /// <summary>A stored policy with the short form for the name's own ARN, so that it is good for another name as well.</summary>
    public static string Short(string policy, string ownArn) =>
        PolicyDocument
            .Parse(policy)
            .ToJson()
            .Replace($"{ownArn}/", "execute-api:/", StringComparison.Ordinal)
            .Replace(ownArn, "execute-api:/*", StringComparison.Ordinal);
}
