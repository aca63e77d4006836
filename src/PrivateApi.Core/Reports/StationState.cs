namespace PrivateApi.Reports;

/// <summary>What holds at a station of a call's path.</summary>
internal enum StationState
{
    /// <summary>No check is about it in this call.</summary>
    NotJudged,

    /// <summary>Nothing stands in the way.</summary>
    Passed,

    /// <summary>The call gets through, but not always or not well.</summary>
    Warning,

    /// <summary>Something could not be read.</summary>
    Unread,

    /// <summary>The call stops here, unless it stopped before.</summary>
    Failed,
}
