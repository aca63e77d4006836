using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>CloudWatch Logs: what is needed to read the execution logs of APIs.</summary>
internal sealed class LogsService : IAwsService
{
    public string SigningName => "logs";

    public LabResponse Handle(ServiceCall call) =>
        JsonProtocol.Operation(call.Request) switch
        {
            "CreateLogGroup" => CreateLogGroup(call),
            "DeleteLogGroup" => DeleteLogGroup(call),
            "DescribeLogGroups" => DescribeLogGroups(call),
            "DescribeLogStreams" => LogReading.DescribeLogStreams(call),
            "FilterLogEvents" => LogReading.FilterLogEvents(call),
            "PutRetentionPolicy" => LogRetention.Put(call),
            "DeleteRetentionPolicy" => LogRetention.Delete(call),
            "TagResource" or "TagLogGroup" => LogTags.Tag(call),
            "UntagResource" or "UntagLogGroup" => LogTags.Untag(call),
            "ListTagsForResource" or "ListTagsLogGroup" => LogTags.List(call),
            "GetLogEvents" => LogReading.GetLogEvents(call),
            string operation => throw JsonProtocol.Unknown(operation),
        };

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => JsonProtocol.Refuse(call, fault);

    /// <summary>The group that the parameters name, by name or by ARN.</summary>
    internal static LabLogGroup Group(ServiceCall call, JsonObject body)
    {
        string name =
            (string?)body["logGroupName"]
            ?? ((string?)body["logGroupIdentifier"])?.Split(":log-group:")[^1].TrimEnd('*').TrimEnd(':')
            ?? throw new AwsFault(
                400,
                "InvalidParameterException",
                "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null"
            );
        return call.State<LogsState>().Groups.GetValueOrDefault(name)
            ?? throw new AwsFault(400, "ResourceNotFoundException", "The specified log group does not exist.");
    }

    /// <summary>Refuses a limit above the model's.</summary>
    internal static void CheckLimit(JsonObject body, int most)
    {
        if ((int?)body["limit"] is { } limit && limit > most)
        {
            throw new AwsFault(
                400,
                "InvalidParameterException",
                $"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy constraint: "
                    + $"Member must have value less than or equal to {most}"
            );
        }
    }

    private static LabResponse CreateLogGroup(ServiceCall call)
    {
        string name = (string?)JsonProtocol.Body(call)["logGroupName"] ?? string.Empty;
        if (name.Length > 512)
        {
            throw new AwsFault(
                400,
                "InvalidParameterException",
                "Invalid LogGroup or LogStream, both must have length less than or equal to 512."
            );
        }

        if (
            name.Length == 0
            || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || "._-/#".Contains(letter, StringComparison.Ordinal))
        )
        {
            throw new AwsFault(
                400,
                "InvalidParameterException",
                $"1 validation error detected: Value '{name}' at 'logGroupName' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+"
            );
        }

        LogsState state = call.State<LogsState>();
        if (state.Groups.ContainsKey(name))
        {
            throw new AwsFault(400, "ResourceAlreadyExistsException", "The specified log group already exists");
        }

        LogTags.Set(state.Add(name), JsonProtocol.Body(call));
        return JsonProtocol.Ok(call);
    }

    private static LabResponse DeleteLogGroup(ServiceCall call)
    {
        call.State<LogsState>().Groups.Remove(Group(call, JsonProtocol.Body(call)).Name);
        return JsonProtocol.Ok(call);
    }

    private static LabResponse DescribeLogGroups(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        if (body["logGroupNamePrefix"] is not null && body["logGroupNamePattern"] is not null)
        {
            throw new AwsFault(
                400,
                "InvalidParameterException",
                "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters."
            );
        }

        CheckLimit(body, 50);
        bool isSearch = body["logGroupNamePattern"] is not null;
        string prefix = (string?)body["logGroupNamePrefix"] ?? string.Empty;
        string part = (string?)body["logGroupNamePattern"] ?? string.Empty;
        IEnumerable<LabLogGroup> found = call.State<LogsState>()
            .Groups.Values.Where(group =>
                group.Name.StartsWith(prefix, StringComparison.Ordinal) && group.Name.Contains(part, StringComparison.OrdinalIgnoreCase)
            );
        (IReadOnlyList<LabLogGroup> groups, string? next) = JsonProtocol.Page(
            found,
            (int?)body["limit"] ?? 50,
            (string?)body["nextToken"],
            "InvalidParameterException"
        );
        JsonObject answer = new() { ["logGroups"] = new JsonArray([.. groups.Select(group => Show(group, isSearch))]) };
        if (next is not null)
        {
            answer["nextToken"] = next;
        }

        return JsonProtocol.Ok(call, answer);
    }

    // A search by pattern shows neither size nor protection.
    private static JsonObject Show(LabLogGroup group, bool isSearch)
    {
        JsonObject shown = new()
        {
            ["logGroupName"] = group.Name,
            ["creationTime"] = group.CreatedAt,
            ["metricFilterCount"] = 0,
            ["arn"] = group.Arn + ":*",
            ["logGroupClass"] = "STANDARD",
            ["logGroupArn"] = group.Arn,
        };
        if (group.RetentionInDays is { } days)
        {
            shown["retentionInDays"] = days;
        }

        if (!isSearch)
        {
            shown["storedBytes"] = group.Events.Sum(line => (long)line.Message.Length);
            shown["deletionProtectionEnabled"] = false;
        }

        return shown;
    }
}
