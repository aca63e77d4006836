namespace PrivateApi.Policy.Analysis;

/// <summary>What happened to a statement between two policies.</summary>
public enum PolicyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It says something else.</summary>
    Changed,
}
