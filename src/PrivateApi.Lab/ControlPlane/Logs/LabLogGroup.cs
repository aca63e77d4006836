namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>A log group with its streams' lines, in the order they came.</summary>
internal sealed class LabLogGroup
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    /// <summary>Null keeps lines for ever. The lab deletes none for their age.</summary>
    public int? RetentionInDays { get; set; }

    public SortedDictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    public List<LabLogEvent> Events { get; } = [];
}
