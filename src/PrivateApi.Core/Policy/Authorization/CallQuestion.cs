using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Authorization;

/// <summary>One call with everything that authorizes it.</summary>
public sealed record CallQuestion
{
    /// <summary>The request as policies see it; its principal is the signer, or anonymous.</summary>
    public required AccessRequest Request { get; init; }

    /// <summary>The endpoint's policy; null for the default one, which allows everything.</summary>
    public PolicyDocument? EndpointPolicy { get; init; }

    /// <summary>The policy of the private custom domain that the call goes through; null without one.</summary>
    public PolicyDocument? DomainPolicy { get; init; }

    /// <summary>The ARN of that domain, the resource that its policy judges; null without one.</summary>
    public string? DomainArn { get; init; }

    /// <summary>The API's resource policy as deployed; null for none. A private API without one denies every call.</summary>
    public required PolicyDocument? ResourcePolicy { get; init; }

    /// <summary>The method's authorization.</summary>
    public MethodAuthorization Authorization { get; init; }

    /// <summary>
    /// What the signer's identity policies say (AWS_IAM), or the policy that the Lambda authorizer returns; for Cognito, Allowed
    /// for a valid token. Null when it is not known.
    /// </summary>
    public Effect? Identity { get; init; }

    /// <summary>For an authorizer: whether the request carries a token at all; null when it is not known.</summary>
    public bool? HasToken { get; init; }

    /// <summary>Why the authorizer does not take what the call carries, as far as that itself shows; null for nothing that shows.</summary>
    internal TokenRefusal? TokenRefusal { get; init; }

    /// <summary>The account that owns the API: decides between Table A and Table B for AWS_IAM.</summary>
    public required string ApiAccountId { get; init; }
}
