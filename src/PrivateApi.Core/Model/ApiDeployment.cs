using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A deployment of a REST API: a snapshot of its methods, integrations and policy.</summary>
public sealed record ApiDeployment : IAwsResource
{
    /// <summary>The API it belongs to.</summary>
    public required string RestApiId { get; init; }

    /// <summary>Its id.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>When it was made, UTC; null where AWS does not say.</summary>
    public required DateTimeOffset? CreatedDate { get; init; }

    /// <summary>Seconds since it was made; null if the service does not say when.</summary>
    public required double? Age { get; init; }

    /// <summary>The description that was given with it, without what this module adds; null for none.</summary>
    public required string? Description { get; init; }

    /// <summary>Names of the stages that serve it.</summary>
    public required IReadOnlyList<string> Stage
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Names of the stages whose canary it is.</summary>
    public required IReadOnlyList<string> CanaryOf
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The deployment that was made before it; null for the first.</summary>
    public required string? PreviousDeploymentId { get; init; }

    /// <summary>
    /// What it changed of the one before: methods added (+), removed (-) and with another authorization or API key requirement (~), and
    /// the policy where both are recorded. AWS tells no other differences.
    /// </summary>
    public required IReadOnlyList<string> Change
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Its methods, each as <c>GET /pets</c>.</summary>
    public required IReadOnlyList<string> Method
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>SHA-256 of the canonical form of the policy that it took along; null without a record of it.</summary>
    public required string? PolicyHash { get; init; }

    /// <summary>Whether that policy means the same as the API's current one; null without a record.</summary>
    public required bool? IsPolicyCurrent { get; init; }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>Its id.</summary>
    public override string ToString() => DeploymentId;
}
