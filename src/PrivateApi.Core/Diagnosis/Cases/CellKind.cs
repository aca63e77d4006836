namespace PrivateApi.Diagnosis.Cases;

/// <summary>What a column of a table of calls holds.</summary>
internal enum CellKind
{
    /// <summary>One text.</summary>
    Text,

    /// <summary>One or more texts; in a CSV separated by semicolons or commas.</summary>
    List,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Names with their values; in a CSV as JSON.</summary>
    Map,
}
