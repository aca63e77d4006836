namespace PrivateApi.Policy.Analysis;

/// <summary>What happened to a statement between two policies.</summary>
public enum PolicyChangeKind
{
    /// <summary>It was added.</summary>
    Added,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It has another meaning.</summary>
    Changed,
}
