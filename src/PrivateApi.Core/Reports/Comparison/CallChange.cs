namespace PrivateApi.Reports.Comparison;

/// <summary>How a call stands to what an earlier report says of it.</summary>
internal enum CallChange
{
    /// <summary>As it was, and not blocked; or there is nothing to compare with.</summary>
    None,

    /// <summary>Blocked, and not blocked before.</summary>
    New,

    /// <summary>Blocked before, and reachable now.</summary>
    Mended,

    /// <summary>Blocked, as before.</summary>
    Still,

    /// <summary>The verdict is another, and one of the two is Unknown.</summary>
    Other,
}
