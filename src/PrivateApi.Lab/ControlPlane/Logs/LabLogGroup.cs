namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>A log group with its streams' lines, in the order they came.</summary>
internal sealed class LabLogGroup
{
    public required string Name { get; init; }

    public required string Arn { get; init; }

    /// <summary>Milliseconds since 1970.</summary>
    public required long CreatedAt { get; init; }

    public List<LabLogEvent> Events { get; } = [];
}
