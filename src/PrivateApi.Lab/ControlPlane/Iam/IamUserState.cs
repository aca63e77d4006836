using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>Users and managed policies of one account.</summary>
internal sealed class IamUserState : ILabState<IamUserState>
{
    /// <summary>Users by name.</summary>
    public SortedDictionary<string, LabUser> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Managed policies by ARN.</summary>
    public SortedDictionary<string, LabManagedPolicy> Policies { get; } = new(StringComparer.Ordinal);

    /// <summary>Groups by name.</summary>
    public SortedDictionary<string, LabGroup> Groups { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<LabGroup> GroupsOf(string user) => Groups.Values.Where(group => group.Members.Contains(user));

    public static IamUserState Create(LabStore store, string accountId, string region) => new();
}
