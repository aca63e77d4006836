using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Logs;

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
