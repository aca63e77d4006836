using Amazon.Runtime;

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

/// <summary>Request of FilterLogEvents; times are milliseconds since 1970.</summary>
internal sealed class FilterLogEventsRequest : AmazonWebServiceRequest
{
    public required string LogGroupName { get; set; }

    public List<string>? LogStreamNames { get; set; }

    public long? StartTime { get; set; }

    public long? EndTime { get; set; }

    public string? FilterPattern { get; set; }

    public string? NextToken { get; set; }

    public int? Limit { get; set; }
}

/// <summary>Answer of FilterLogEvents.</summary>
internal sealed class FilterLogEventsResponse : AmazonWebServiceResponse
{
    public List<FilteredLogEvent>? Events { get; set; }

    public string? NextToken { get; set; }
}
