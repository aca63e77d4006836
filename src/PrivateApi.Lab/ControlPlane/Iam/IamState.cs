using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>IAM of one account; without a Region.</summary>
internal sealed class IamState : ILabState<IamState>
{
    /// <summary>Roles by name. IAM keeps the case of names but compares without it.</summary>
    public SortedDictionary<string, LabRole> Roles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Instance profiles by name.</summary>
    public SortedDictionary<string, LabInstanceProfile> InstanceProfiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static IamState Create(LabStore store, string accountId, string region) => new();
}
