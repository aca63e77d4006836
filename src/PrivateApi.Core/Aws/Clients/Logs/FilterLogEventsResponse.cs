using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Logs;

/// <summary>Answer of FilterLogEvents.</summary>
internal sealed class FilterLogEventsResponse : AmazonWebServiceResponse
{
    public List<FilteredLogEvent>? Events { get; set; }

    public string? NextToken { get; set; }
}
