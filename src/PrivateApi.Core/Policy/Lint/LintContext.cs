using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Lint;

/// <summary>What is known about the surroundings of a policy. What is null is not known and leads to no findings.</summary>
public sealed record LintContext
{
    /// <summary>Where the policy is attached.</summary>
    public PolicyUse Use { get; init; }

    /// <summary>The API the policy is on.</summary>
    public PolicyContext? Api { get; init; }

    /// <summary>False for an API that is not private: calls then come from public addresses.</summary>
    public bool IsPrivate { get; init; } = true;

    /// <summary>The authorizations of the API's methods.</summary>
    public IReadOnlyCollection<MethodAuthorization>? Authorization { get; init; }

    /// <summary>The endpoints associated with the API.</summary>
    public IReadOnlyCollection<string>? AssociatedVpcEndpointId { get; init; }

    /// <summary>The endpoints that exist in the account.</summary>
    public IReadOnlyCollection<string>? KnownVpcEndpointId { get; init; }

    /// <summary>How many characters the policy may have; null for AWS's default.</summary>
    public int? Limit { get; init; }
}
