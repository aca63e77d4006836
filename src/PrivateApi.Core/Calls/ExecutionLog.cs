using System.Globalization;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Logs;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Text;

namespace PrivateApi.Calls;

/// <summary>
/// Reads what API Gateway wrote of a call into the stage's execution log (developer guide, "Set up CloudWatch logging for REST
/// APIs").
/// </summary>
internal sealed class ExecutionLog(AwsSession session)
{
    private const string LastLine = "Method completed with status";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Lines come a few seconds after the call; clocks differ by less than the margin.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly TimeSpan _patience = session.IsLocal ? TimeSpan.FromMilliseconds(300) : TimeSpan.FromSeconds(8);

    /// <summary>The lines in order; empty where the call has none, null where it cannot be known. Notices say why.</summary>
    public async Task<IReadOnlyList<string>?> ReadAsync(
        CallResult result,
        DateTimeOffset since,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (result.Failure is not (CallFailure.None or CallFailure.ReadTimeout))
        {
            progress.Report(
                ProgressEvent.Warning($"There are no log lines: the call never arrived at API {result.RestApiId} ({result.Failure}).")
            );
            return [];
        }

        try
        {
            return await FindAsync(result, since, progress, stop);
        }
        catch (AmazonServiceException e) when (ProbeErrors.IsForbidden(e))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Reading the execution log of stage {result.StageName} is not permitted: "
                        + $"{e.Message.TrimEnd()} It needs apigateway:GET on the stage and logs:FilterLogEvents."
                )
            );
            return null;
        }
    }

    private static CommandLine SwitchOn(CallResult result) =>
        CommandLine
            .ForCmdlet("Publish-PrivateApi")
            .With("RestApiId", result.RestApiId)
            .With("StageName", result.StageName)
            .With("NoDeployment")
            .With("LoggingLevel", "Info");

    private static bool IsOn(MethodSetting setting) => setting.LoggingLevel is "INFO" or "ERROR";

    private async Task<IReadOnlyList<string>?> FindAsync(
        CallResult result,
        DateTimeOffset since,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        GetStageResponse stage = await session.ApiGateway.GetStageAsync(
            new GetStageRequest { RestApiId = result.RestApiId, StageName = result.StageName },
            stop
        );
        MethodSetting[] settings = [.. (stage.MethodSettings ?? []).Values.Where(IsOn)];
        if (settings.Length == 0)
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"Execution logging is off for stage {result.StageName} of API {result.RestApiId}. Turn it on: {SwitchOn(result)}"
                )
            );
            return null;
        }

        if (result.RequestId is null)
        {
            progress.Report(
                ProgressEvent.Warning(
                    "The answer has no request id, so its lines in the execution log cannot be distinguished from others."
                )
            );
            return null;
        }

        string group = $"API-Gateway-Execution-Logs_{result.RestApiId}/{result.StageName}";
        IReadOnlyList<string> lines = await WaitAsync(group, result, since, progress, stop);
        if (lines.Count == 0)
        {
            string level = settings.All(setting => setting.LoggingLevel == "ERROR")
                ? " At level ERROR, only failures are logged."
                : string.Empty;
            progress.Report(
                ProgressEvent.Warning(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The log group {group} has no lines for request {result.RequestId} after {_patience.TotalSeconds:0.#} "
                            + $"s: the call never arrived at a method of the stage, or its lines have not been written yet.{level}"
                    )
                )
            );
        }

        return lines;
    }

    private async Task<IReadOnlyList<string>> WaitAsync(
        string group,
        CallResult result,
        DateTimeOffset since,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        long start = TimeProvider.System.GetTimestamp();
        return await Polling.UntilAsync(
            "Waiting for the execution log",
            Interval,
            _patience * 2,
            async token =>
            {
                IReadOnlyList<string> lines = await LookAsync(group, result, since, token);
                bool isDone =
                    lines.Any(line => line.Contains(LastLine, StringComparison.Ordinal))
                    || TimeProvider.System.GetElapsedTime(start) >= _patience;
                return isDone ? Polling.Ready(lines) : Polling.NotYet<IReadOnlyList<string>>($"{lines.Count} lines");
            },
            progress,
            stop
        );
    }

    /// <summary>Lines by request id. A backend may have put its own id into the header, so the extended id leads to it too.</summary>
    private async Task<IReadOnlyList<string>> LookAsync(string group, CallResult result, DateTimeOffset since, CancellationToken stop)
    {
        string? extended = result.Headers.GetValueOrDefault("x-amz-apigw-id");
        List<string> lines = await FilterAsync(
            group,
            extended is null ? $"\"{result.RequestId}\"" : $"?\"{result.RequestId}\" ?\"{extended}\"",
            since,
            stop
        );
        string? own = extended is null
            ? null
            : lines.Find(line => line.Contains(extended, StringComparison.Ordinal))?.TrimStart('(').Split(')')[0];
        return own is null || own == result.RequestId ? lines : await FilterAsync(group, $"\"{own}\"", since, stop);
    }

    private async Task<List<string>> FilterAsync(string group, string pattern, DateTimeOffset since, CancellationToken stop)
    {
        FilterLogEventsRequest request = new()
        {
            LogGroupName = group,
            FilterPattern = pattern,
            StartTime = (since - Margin).ToUnixTimeMilliseconds(),
        };
        try
        {
            return await Pages.ListAsync(
                request,
                session.Logs.FilterLogEventsAsync,
                page => page.Events?.Select(line => SecretText.LogLine(line.Message.TrimEnd('\n'))),
                stop
            );
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            // API Gateway makes the group with the first line.
            return [];
        }
    }
}
