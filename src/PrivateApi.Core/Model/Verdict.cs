namespace PrivateApi.Model;

/// <summary>Whether a call gets through.</summary>
public enum Verdict
{
    /// <summary>Every check that counts lets it through.</summary>
    Reachable,

    /// <summary>A check stops it.</summary>
    Blocked,

    /// <summary>Something that would decide could not be read.</summary>
    Unknown,
}
