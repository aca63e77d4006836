using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Actions;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>Instances as Systems Manager sees them: those with an instance profile, once they run.</summary>
internal static class ManagedInstances
{
    public static LabResponse Describe(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        IEnumerable<LabInstance> found = All(call);
        foreach ((string key, IReadOnlyList<string> values) in Filters(body))
        {
            found = found.Where(item => Values(call, item, key).Any(values.Contains));
        }

        int size = (int?)body["MaxResults"] ?? 50;
        if (size is < 5 or > 50)
        {
            throw new AwsFault(
                400,
                "ValidationException",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"1 validation error detected: Value '{size}' at 'maxResults' failed to satisfy "
                        + $"constraint: Member must have value between 5 and 50"
                )
            );
        }

        (IReadOnlyList<LabInstance> items, string? next) = JsonProtocol.Page(found, size, (string?)body["NextToken"], "InvalidNextToken");
        JsonObject answer = new() { ["InstanceInformationList"] = new JsonArray([.. items.Select(item => Show(call, item))]) };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return JsonProtocol.Ok(call, answer);
    }

    /// <summary>An instance whose agent answers. The text of the refusal is assumed.</summary>
    /// <exception cref="AwsFault">There is no such.</exception>
    public static LabInstance Require(ServiceCall call, string id) =>
        All(call).FirstOrDefault(item => item.Id == id && Ping(call, item) == "Online")
        ?? throw new AwsFault(400, "InvalidInstanceId", $"Instances [[{id}]] not in a valid state for account {call.AccountId}");

    private static IEnumerable<LabInstance> All(ServiceCall call)
    {
        Ec2State network = call.State<Ec2State>();
        network.Settle();
        return network.Instances.Values.Where(item => item.ProfileArn is not null && item.RunningAt <= call.Store.Now);
    }

    private static string Ping(ServiceCall call, LabInstance item) =>
        item.StateAt(call.Store.Now).Name == "running" ? "Online" : "ConnectionLost";

    private static IEnumerable<(string Key, IReadOnlyList<string> Values)> Filters(JsonObject body) =>
        [
            .. (body["Filters"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(filter => ((string)filter["Key"]!, JsonProtocol.Texts(filter["Values"]))),
            .. (body["InstanceInformationFilterList"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(filter => ((string)filter["key"]!, JsonProtocol.Texts(filter["valueSet"]))),
        ];

    private static IReadOnlyList<string> Values(ServiceCall call, LabInstance item, string key) =>
        key switch
        {
            "InstanceIds" => [item.Id],
            "PingStatus" => [Ping(call, item)],
            "PlatformTypes" or "PlatformType" => ["Linux"],
            "ResourceType" => ["EC2Instance"],
            string tag when tag.StartsWith("tag:", StringComparison.Ordinal) => item.Tags.TryGetValue(
                tag["tag:".Length..],
                out string? value
            )
                ? [value]
                : [],
            _ => throw new AwsFault(400, "InvalidInstanceInformationFilterValue", $"The filter key {key} is not valid."),
        };

    private static JsonObject Show(ServiceCall call, LabInstance item) =>
        new()
        {
            ["InstanceId"] = item.Id,
            ["PingStatus"] = Ping(call, item),
            ["LastPingDateTime"] = JsonProtocol.Seconds(item.GoneAt ?? call.Store.Now),
            ["AgentVersion"] = "3.3.3572.0",
            ["IsLatestVersion"] = true,
            ["PlatformType"] = "Linux",
            ["PlatformName"] = "Amazon Linux",
            ["PlatformVersion"] = "2023",
            ["ResourceType"] = "EC2Instance",
            ["IPAddress"] = item.Interface.PrivateIpAddress ?? item.Interface.Ipv6Address,
            ["ComputerName"] = NetworkInterfaceActions.PrivateDnsName(call.Region, item.Interface),
            ["SourceId"] = item.Id,
            ["SourceType"] = "AWS::EC2::Instance",
        };
}
