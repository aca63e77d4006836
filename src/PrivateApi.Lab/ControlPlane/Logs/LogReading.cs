using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>Reads streams and lines.</summary>
internal static class LogReading
{
    private const int MostLines = 10_000;

    public static LabResponse DescribeLogStreams(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LabLogGroup group = LogsService.Group(call, body);
        string prefix = (string?)body["logStreamNamePrefix"] ?? string.Empty;
        IEnumerable<IGrouping<string, LabLogEvent>> found = group
            .Events.GroupBy(line => line.Stream)
            .Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal));
        found =
            (string?)body["orderBy"] == "LastEventTime"
                ? found.OrderBy(stream => stream.Last().Time)
                : found.OrderBy(stream => stream.Key, StringComparer.Ordinal);
        found = (bool?)body["descending"] == true ? found.Reverse() : found;
        (IReadOnlyList<IGrouping<string, LabLogEvent>> streams, string? next) = JsonProtocol.Page(
            found,
            (int?)body["limit"] ?? 50,
            (string?)body["nextToken"],
            "InvalidParameterException"
        );
        return Paged(call, new JsonObject { ["logStreams"] = new JsonArray([.. streams.Select(stream => Show(group, stream))]) }, next);
    }

    public static LabResponse FilterLogEvents(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LogsService.CheckLimit(body, MostLines);
        LabLogGroup group = LogsService.Group(call, body);
        IReadOnlyList<string> streams = JsonProtocol.Texts(body["logStreamNames"]);
        string prefix = (string?)body["logStreamNamePrefix"] ?? string.Empty;
        Func<string, bool> filter = LogFilter.Parse((string?)body["filterPattern"]);
        IEnumerable<LabLogEvent> found = Within(group.Events, body)
            .Where(line =>
                (streams.Count == 0 || streams.Contains(line.Stream))
                && line.Stream.StartsWith(prefix, StringComparison.Ordinal)
                && filter(line.Message)
            );
        (IReadOnlyList<LabLogEvent> lines, string? next) = JsonProtocol.Page(
            found,
            (int?)body["limit"] ?? MostLines,
            (string?)body["nextToken"],
            "InvalidParameterException"
        );
        JsonArray events = new([
            .. lines.Select(line => new JsonObject
            {
                ["logStreamName"] = line.Stream,
                ["timestamp"] = line.Time,
                ["message"] = line.Message,
                ["ingestionTime"] = line.Time,
                ["eventId"] = line.Id,
            }),
        ]);
        return Paged(call, new JsonObject { ["events"] = events, ["searchedLogStreams"] = new JsonArray() }, next);
    }

    public static LabResponse GetLogEvents(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LogsService.CheckLimit(body, MostLines);
        string? stream = (string?)body["logStreamName"];
        List<LabLogEvent> found = [.. Within(LogsService.Group(call, body).Events.Where(line => line.Stream == stream), body)];
        if (found.Count == 0 && LogsService.Group(call, body).Events.TrueForAll(line => line.Stream != stream))
        {
            throw new AwsFault(400, "ResourceNotFoundException", "The specified log stream does not exist.");
        }

        int size = Math.Min((int?)body["limit"] ?? MostLines, MostLines);
        (int start, int end) = Range(found.Count, size, (string?)body["nextToken"], (bool?)body["startFromHead"] == true);
        JsonArray events = new([
            .. found[start..end]
                .Select(line => new JsonObject
                {
                    ["timestamp"] = line.Time,
                    ["message"] = line.Message,
                    ["ingestionTime"] = line.Time,
                }),
        ]);
        return JsonProtocol.Ok(
            call,
            new JsonObject
            {
                ["events"] = events,
                ["nextForwardToken"] = Token('f', end),
                ["nextBackwardToken"] = Token('b', start),
            }
        );
    }

    /// <summary>A token says where the next lines begin (f) or end (b); at either end the same token is returned.</summary>
    private static (int Start, int End) Range(int count, int size, string? token, bool fromHead)
    {
        if (token is null)
        {
            return fromHead ? (0, Math.Min(size, count)) : (Math.Max(count - size, 0), count);
        }

        string[] parts = token.Split('/');
        if (
            parts is not ["f" or "b", string number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int place)
        )
        {
            throw new AwsFault(400, "InvalidParameterException", "The specified nextToken is invalid.");
        }

        place = Math.Min(place, count);
        return parts[0] == "f" ? (place, Math.Min(place + size, count)) : (Math.Max(place - size, 0), place);
    }

    private static string Token(char kind, int place) => string.Create(CultureInfo.InvariantCulture, $"{kind}/{place:D56}");

    private static IEnumerable<LabLogEvent> Within(IEnumerable<LabLogEvent> lines, JsonObject body)
    {
        long from = (long?)body["startTime"] ?? long.MinValue;
        long to = (long?)body["endTime"] ?? long.MaxValue;
        return lines.Where(line => line.Time >= from && line.Time <= to);
    }

    private static JsonObject Show(LabLogGroup group, IGrouping<string, LabLogEvent> stream) =>
        new()
        {
            ["logStreamName"] = stream.Key,
            ["creationTime"] = stream.First().Time,
            ["firstEventTimestamp"] = stream.First().Time,
            ["lastEventTimestamp"] = stream.Last().Time,
            ["lastIngestionTime"] = stream.Last().Time,
            ["uploadSequenceToken"] = stream.Last().Id,
            ["arn"] = $"{group.Arn}:log-stream:{stream.Key}",
            ["storedBytes"] = 0,
        };

    private static LabResponse Paged(ServiceCall call, JsonObject answer, string? next)
    {
        if (next is not null)
        {
            answer["nextToken"] = next;
        }

        return JsonProtocol.Ok(call, answer);
    }
}
