using PrivateApi.Facts;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Reachability.Signer;

/// <summary>A call as identity policies see it, with what of it is not known.</summary>
/// <param name="Request">The request.</param>
/// <param name="Open">Names of the keys of its way whose values are not known.</param>
/// <param name="Caller">Who calls.</param>
internal sealed record SignerRequest(AccessRequest Request, IReadOnlyCollection<string> Open, Caller Caller)
{
    private const string Tag = "aws:PrincipalTag/";

    /// <summary>What a signature's credentials carry, and IAM does not show of a user or a role.</summary>
    private static readonly string[] OfCredentials =
    [
        "aws:MultiFactorAuthPresent",
        "aws:MultiFactorAuthAge",
        "aws:TokenIssueTime",
        "aws:FederatedProvider",
        "aws:SourceIdentity",
        "aws:userid",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
    ];

    public SignerVerdict Judge(SignerPolicyFact fact, SignerName name)
    {
        if (fact.Text is null)
        {
            return Unknown(fact, "could not be read", null);
        }

        if (PolicyDocument.TryParseIdentity(fact.Text) is not { } policy)
        {
            return Unknown(fact, "cannot be parsed", null);
        }

        // Only API Gateway expands the shorthand of a resource policy, and it does not see this one: as EC2 does not an endpoint's.
        const PolicyUse use = PolicyUse.Endpoint;
        string[] unknown = [.. Open, .. Unsure(policy, name)];
        return AddressedPolicy.For(policy, Request, use, unknown, Caller) is { } settled
            ? Decided(fact, PolicyExplainer.Explain(settled.Policy, settled.On(Request), use))
            : Unknown(
                fact,
                $"depends on {string.Join(" and ", unknown.Where(key => SettledPolicy.Asks(policy, key)))}, which is not known",
                policy
            );
    }

    private static SignerVerdict Decided(SignerPolicyFact fact, PolicyExplanation said) =>
        new(fact.Label, said.Effect, $"{fact.Label}: {PolicyDescription.Describe(said)}", false, false);

    private static SignerVerdict Unknown(SignerPolicyFact fact, string why, PolicyDocument? policy) =>
        new(
            fact.Label,
            null,
            $"{fact.Label}: {why}",
            policy?.StatementArray.Any(statement => statement.Effect == StatementEffect.Allow) != false,
            policy?.StatementArray.Any(statement => statement.Effect == StatementEffect.Deny) != false
        );

    // A session may have tags of its own, which come before those of its role (IAM guide, "Pass session tags in AWS STS").
    private IEnumerable<string> Unsure(PolicyDocument policy, SignerName name) =>
        OfCredentials
            .Concat(
                name.IsUser
                    ? []
                    : policy
                        .StatementArray.SelectMany(statement => statement.Conditions)
                        .Select(clause => clause.Key)
                        .Where(key => key.StartsWith(Tag, StringComparison.OrdinalIgnoreCase))
                        .Append(Tag)
            )
            .Where(key => !Request.Context.Contains(key))
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
