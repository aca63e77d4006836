namespace PrivateApi.Aws.Clients.Logs;

/// <summary>A line of a log; times are milliseconds since 1970.</summary>
internal sealed class FilteredLogEvent
{
    public string? LogStreamName { get; set; }

    public long? Timestamp { get; set; }

    public string Message { get; set; } = string.Empty;

    public long? IngestionTime { get; set; }

    public string? EventId { get; set; }
}
