namespace PrivateApi.Model;

/// <summary>Whether a call gets through.</summary>
public enum Verdict
{
    /// <summary>No check stops it, and none that could is unknown.</summary>
    Reachable,

    /// <summary>A check stops it.</summary>
    Blocked,

    /// <summary>Something that could decide could not be read.</summary>
    Unknown,
}
