using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Shows commands and their results, and cancels them. Output is cut where AWS cuts it.</summary>
internal static class CommandReading
{
    private const string Plugin = "aws:runShellScript";
    private const int OutputLimit = 24_000;
    private const int ErrorLimit = 8_000;
    private const int DetailLimit = 2_500;

    public static LabResponse GetInvocation(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        DateTimeOffset now = call.Store.Now;
        string id = (string?)body["CommandId"] ?? string.Empty;
        string instance = (string?)body["InstanceId"] ?? string.Empty;
        LabCommand? command = call.State<SsmState>().Commands.FirstOrDefault(item => item.Id == id);
        LabInvocation invocation =
            command?.Invocations.FirstOrDefault(item => item.InstanceId == instance && item.KnownAt <= now)
            ?? throw new AwsFault(400, "InvocationDoesNotExist", string.Empty);
        string status = invocation.StatusAt(now);
        bool isDone = status is "Success" or "Failed";
        return JsonProtocol.Ok(
            call,
            new JsonObject
            {
                ["CommandId"] = command!.Id,
                ["InstanceId"] = invocation.InstanceId,
                ["Comment"] = command.Comment,
                ["DocumentName"] = command.DocumentName,
                ["DocumentVersion"] = "$DEFAULT",
                ["PluginName"] = Plugin,
                ["ResponseCode"] = invocation.CodeAt(now),
                ["ExecutionStartDateTime"] = Time(invocation.KnownAt),
                ["ExecutionElapsedTime"] = isDone ? XmlConvert.ToString(invocation.DoneAt - invocation.KnownAt) : string.Empty,
                ["ExecutionEndDateTime"] = isDone ? Time(invocation.DoneAt) : string.Empty,
                ["Status"] = status,
                ["StatusDetails"] = status,
                ["StandardOutputContent"] = isDone ? Cut(invocation.Output, OutputLimit) : string.Empty,
                ["StandardOutputUrl"] = string.Empty,
                ["StandardErrorContent"] = isDone ? Cut(invocation.Error, ErrorLimit) : string.Empty,
                ["StandardErrorUrl"] = string.Empty,
                ["CloudWatchOutputConfig"] = new JsonObject
                {
                    ["CloudWatchLogGroupName"] = string.Empty,
                    ["CloudWatchOutputEnabled"] = false,
                },
            }
        );
    }

    public static LabResponse ListInvocations(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        string? id = (string?)body["CommandId"];
        string? instance = (string?)body["InstanceId"];
        IEnumerable<(LabCommand Command, LabInvocation Item)> found = call.State<SsmState>()
            .Commands.Where(command => id is null || command.Id == id)
            .SelectMany(command => command.Invocations.Select(item => (command, item)))
            .Where(pair => pair.item.KnownAt <= call.Store.Now && (instance is null || pair.item.InstanceId == instance))
            .Reverse();
        (IReadOnlyList<(LabCommand Command, LabInvocation Item)> items, string? next) = JsonProtocol.Page(
            found,
            (int?)body["MaxResults"] ?? 50,
            (string?)body["NextToken"],
            "InvalidNextToken"
        );
        JsonObject answer = new()
        {
            ["CommandInvocations"] = new JsonArray([
                .. items.Select(pair => Show(call, pair.Command, pair.Item, (bool?)body["Details"] == true)),
            ]),
        };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return JsonProtocol.Ok(call, answer);
    }

    public static LabResponse Cancel(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        LabCommand command =
            call.State<SsmState>().Commands.FirstOrDefault(item => item.Id == (string?)body["CommandId"])
            ?? throw new AwsFault(400, "InvalidCommandId", string.Empty);
        IReadOnlyList<string> instances = JsonProtocol.Texts(body["InstanceIds"]);
        foreach (
            LabInvocation invocation in command.Invocations.Where(item =>
                (instances.Count == 0 || instances.Contains(item.InstanceId)) && item.StatusAt(call.Store.Now) == "InProgress"
            )
        )
        {
            invocation.CancelledAt = call.Store.Now;
        }

        return JsonProtocol.Ok(call, []);
    }

    /// <summary>A command as SendCommand answers with it.</summary>
    public static JsonObject Show(ServiceCall call, LabCommand command) =>
        new()
        {
            ["CommandId"] = command.Id,
            ["DocumentName"] = command.DocumentName,
            ["DocumentVersion"] = "$DEFAULT",
            ["Comment"] = command.Comment,
            ["ExpiresAfter"] = JsonProtocol.Seconds(command.RequestedAt.AddSeconds(command.TimeoutSeconds)),
            ["Parameters"] = command.Parameters.DeepClone(),
            ["InstanceIds"] = new JsonArray([.. command.Invocations.Select(item => JsonValue.Create(item.InstanceId))]),
            ["Targets"] = new JsonArray(),
            ["RequestedDateTime"] = JsonProtocol.Seconds(command.RequestedAt),
            ["Status"] = "Pending",
            ["StatusDetails"] = "Pending",
            ["OutputS3Region"] = call.Region,
            ["MaxConcurrency"] = "50",
            ["MaxErrors"] = "0",
            ["TargetCount"] = command.Invocations.Count,
            ["CompletedCount"] = 0,
            ["ErrorCount"] = 0,
            ["DeliveryTimedOutCount"] = 0,
            ["TimeoutSeconds"] = command.TimeoutSeconds,
        };

    private static JsonObject Show(ServiceCall call, LabCommand command, LabInvocation item, bool withDetails)
    {
        string status = item.StatusAt(call.Store.Now);
        JsonObject plugin = new()
        {
            ["Name"] = Plugin,
            ["Status"] = status,
            ["StatusDetails"] = status,
            ["ResponseCode"] = item.CodeAt(call.Store.Now),
            ["ResponseStartDateTime"] = JsonProtocol.Seconds(item.KnownAt),
            ["Output"] = status is "Success" or "Failed"
                ? Cut(item.Output + (item.Error.Length > 0 ? "\n----------ERROR-------\n" + item.Error : string.Empty), DetailLimit)
                : string.Empty,
            ["StandardOutputUrl"] = string.Empty,
            ["StandardErrorUrl"] = string.Empty,
            ["OutputS3Region"] = call.Region,
        };
        return new JsonObject
        {
            ["CommandId"] = command.Id,
            ["InstanceId"] = item.InstanceId,
            ["InstanceName"] = string.Empty,
            ["Comment"] = command.Comment,
            ["DocumentName"] = command.DocumentName,
            ["DocumentVersion"] = "$DEFAULT",
            ["RequestedDateTime"] = JsonProtocol.Seconds(command.RequestedAt),
            ["Status"] = status,
            ["StatusDetails"] = status,
            ["StandardOutputUrl"] = string.Empty,
            ["StandardErrorUrl"] = string.Empty,
            ["CommandPlugins"] = withDetails ? new JsonArray(plugin) : [],
            ["ServiceRole"] = string.Empty,
        };
    }

    private static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
