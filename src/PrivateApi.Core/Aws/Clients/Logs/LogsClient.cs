using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Logs;

/// <summary>CloudWatch Logs: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class LogsClient(AWSCredentials credentials, ServiceConfig config) : JsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("CloudWatch Logs", "logs", "logs", "2014-03-28", TargetPrefix: "Logs_20140328");

    public Task<FilterLogEventsResponse> FilterLogEventsAsync(FilterLogEventsRequest request, CancellationToken stop = default) =>
        CallAsync(request, LogsBodies.Default.FilterLogEventsRequest, LogsAnswers.Default.FilterLogEventsResponse, stop);
}
