using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// Which other accounts a domain name's management policy allows (developer guide, "Share your private custom domain name using the API
/// Gateway AWS CLI"). The one that AWS RAM writes has the principal <c>*</c>, and conditions on the account and its organization that
/// decide.
/// </summary>
internal static class ManagementPolicy
{
    /// <summary>The organization that all accounts of the lab are in.</summary>
    public const string Organization = "o-exampleorgid";

    public static bool Admits(LabDomainName domain, string accountId) =>
        domain.ManagementPolicy is { } text
        && PolicyEvaluator
            .Evaluate(
                PolicyDocument.Parse(text),
                new AccessRequest
                {
                    Principal = $"arn:aws:iam::{accountId}:root",
                    Action = "apigateway:CreateAccessAssociation",
                    Resource = domain.Arn,
                    Context = new RequestKeys { { ConditionKeys.PrincipalAccount, accountId }, { "aws:PrincipalOrgID", Organization } },
                }
            )
            .Effect.IsAllow();
}
