using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Calls.Ssm;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Sends a command, and immediately does what it would do on each instance; its time passes on the lab's clock.</summary>
internal static class CommandSending
{
    private const string Document = "AWS-RunShellScript";

    public static LabResponse Send(ServiceCall call, IDataPlane dataPlane)
    {
        JsonObject body = JsonProtocol.Body(call);
        string document = (string?)body["DocumentName"] ?? string.Empty;
        if (document != Document && !document.EndsWith(":document/" + Document, StringComparison.Ordinal))
        {
            throw new AwsFault(400, "InvalidDocument", $"Document with name {document} does not exist.");
        }

        int timeout = (int?)body["TimeoutSeconds"] ?? 3600;
        if (timeout is < 30 or > 2_592_000)
        {
            throw Invalid(
                "timeoutSeconds",
                timeout,
                timeout < 30 ? "Member must have value greater than or equal to 30" : "Member must have value less than or equal to 2592000"
            );
        }

        List<LabInstance> instances = [.. Targets(body).Distinct().Select(id => ManagedInstances.Require(call, id))];
        if (instances.Count == 0)
        {
            throw new AwsFault(400, "InvalidInstanceId", $"Instances [[]] not in a valid state for account {call.AccountId}");
        }

        JsonObject parameters = body["Parameters"]?.DeepClone() as JsonObject ?? [];
        IReadOnlyList<string> lines = JsonProtocol.Texts(parameters["commands"]);
        if (lines.Count == 0)
        {
            throw new AwsFault(400, "InvalidParameters", "The parameter commands is required.");
        }

        LabCommand command = new()
        {
            Id = call.Store.Ids.Request(),
            DocumentName = Document,
            Comment = (string?)body["Comment"] ?? string.Empty,
            Parameters = parameters,
            TimeoutSeconds = timeout,
            RequestedAt = call.Store.Now,
            Invocations = [.. instances.Select(item => Invocation(call, item.Id))],
        };
        call.State<SsmState>().Add(command);
        ProbeRequest? request = SsmScript.Parse(lines);
        List<LabCaller> callers =
        [
            .. instances.Select(item =>
                LabCaller.Subnet(
                    item.Interface.SubnetId,
                    [.. item.Interface.SecurityGroupIds],
                    item.Interface.PrivateIpAddress ?? item.Interface.Ipv6Address
                )
            ),
        ];
        LabResponse answer = JsonProtocol.Ok(call, new JsonObject { ["Command"] = CommandReading.Show(call, command) });
        return LabResponse.After(async stop =>
        {
            for (int i = 0; i < callers.Count; i++)
            {
                await RunAsync(command.Invocations[i], request, callers[i], dataPlane, stop);
            }

            return answer;
        });
    }

    private static async Task RunAsync(
        LabInvocation invocation,
        ProbeRequest? request,
        LabCaller caller,
        IDataPlane dataPlane,
        CancellationToken stop
    )
    {
        if (request is null)
        {
            invocation.ExitCode = 1;
            invocation.Error = "The lab runs only PrivateApi's own probe; this command was not run.\nfailed to run commands: exit status 1";
            return;
        }

        invocation.Output = SsmOutput.Write(await LabCurl.RunAsync(request, caller, dataPlane, stop));
    }

    /// <summary>Directly after it was sent, a command is not known yet (GetCommandInvocation, InvocationDoesNotExist).</summary>
    private static LabInvocation Invocation(ServiceCall call, string id) =>
        new()
        {
            InstanceId = id,
            KnownAt = call.Store.Now + (call.Store.Options.PendingTime / 3),
            DoneAt = call.Store.Now + call.Store.Options.PendingTime,
        };

    private static IEnumerable<string> Targets(JsonObject body)
    {
        IReadOnlyList<string> ids = JsonProtocol.Texts(body["InstanceIds"]);
        if (ids.Count > 50)
        {
            throw Invalid("instanceIds", ids.Count, "Member must have length less than or equal to 50");
        }

        return ids.Concat(
            (body["Targets"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Where(target => (string?)target["Key"] is "InstanceIds")
                .SelectMany(target => JsonProtocol.Texts(target["Values"]))
        );
    }

    private static AwsFault Invalid(string member, int value, string constraint) =>
        new(
            400,
            "ValidationException",
            string.Create(
                CultureInfo.InvariantCulture,
                $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
            )
        );
}
