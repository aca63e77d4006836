namespace PrivateApi.Reachability.Network;

/// <summary>Whether packets pass a hop.</summary>
internal enum Disposition
{
    /// <summary>They pass.</summary>
    Open,

    /// <summary>There is no such hop on this way.</summary>
    Absent,

    /// <summary>Some pass: calls fail now and then.</summary>
    Narrow,

    /// <summary>It could not be read.</summary>
    Unknown,

    /// <summary>None passes.</summary>
    Closed,
}
