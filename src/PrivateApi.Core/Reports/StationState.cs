namespace PrivateApi.Reports;

/// <summary>The state of a station on a call's path.</summary>
internal enum StationState
{
    /// <summary>No check applies to it in this call.</summary>
    NotJudged,

    /// <summary>Nothing blocks the call.</summary>
    Passed,

    /// <summary>The call gets through, but not always or not well.</summary>
    Warning,

    /// <summary>Something could not be read.</summary>
    Unread,

    /// <summary>The call stops here, unless it stopped before.</summary>
    Failed,
}
