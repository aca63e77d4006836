using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>The calls that give a key the requested settings, and what they do in words.</summary>
/// <param name="ApiKeyId">The key.</param>
/// <param name="UsagePlanId">The plan that changes; null for none.</param>
/// <param name="Descriptions">A line for each difference.</param>
internal sealed record KeyModification(string ApiKeyId, string? UsagePlanId, IReadOnlyList<string> Descriptions)
{
    /// <summary>Whether the key is to be enabled; null where it stays.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The changes of the plan.</summary>
    public IReadOnlyList<PatchOperation> Operations { get; init; } = [];

    /// <summary>Requests that the key is to have left in the current period; null where that stays.</summary>
    public long? Remaining { get; init; }

    /// <summary>True when it already is as requested.</summary>
    public bool IsEmpty => Descriptions.Count == 0;
}
