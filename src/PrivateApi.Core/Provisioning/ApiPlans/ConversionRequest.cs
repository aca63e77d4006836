using PrivateApi.Policy.Language;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Another endpoint type for an API, as it was asked for.</summary>
internal sealed record ConversionRequest
{
    /// <summary>The API's id.</summary>
    public required string RestApiId { get; init; }

    /// <summary>True for <c>PRIVATE</c>, false for <c>REGIONAL</c>.</summary>
    public required bool ToPrivate { get; init; }

    /// <summary>All endpoints that it is to be associated with; null to choose by the policy.</summary>
    public IReadOnlyList<string>? VpcEndpointIds { get; init; }

    /// <summary>The accounts of those endpoints that another account owns, by id.</summary>
    public IReadOnlyDictionary<string, string> ForeignEndpoints { get; init; } = NamedEndpoints.NoForeign;

    /// <summary>The policy that it is to have; null to keep its own, or to make one for the endpoints.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>True if a regional API is to have no policy, so that anybody can call it.</summary>
    public bool RemovesPolicy { get; init; }

    /// <summary>The one stage to deploy to; null for all stages.</summary>
    public string? StageName { get; init; }

    /// <summary>True lets a policy pass that has errors.</summary>
    public bool Force { get; init; }
}
