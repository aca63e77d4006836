using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PrivateApi.Lab.Hosting;

namespace PrivateApi.Tests.Reliability;

/// <summary>
/// Everything that is in a lab: each listing of EC2, and of API Gateway, Lambda, IAM and Logs what hangs on what they list.
/// </summary>
internal sealed class LabInventory(EmbeddedAws lab) : IDisposable
{
    private static readonly string[] Listings =
    [
        "DescribeVpcs",
        "DescribeSubnets",
        "DescribeRouteTables",
        "DescribeInternetGateways",
        "DescribeNetworkAcls",
        "DescribeSecurityGroups",
        "DescribeSecurityGroupRules",
        "DescribeNetworkInterfaces",
        "DescribeVpcEndpoints",
        "DescribeAddresses",
        "DescribeNatGateways",
        "DescribeInstances",
        "DescribeDhcpOptions",
        "DescribeVpcPeeringConnections",
        "DescribeManagedPrefixLists",
        "DescribeTags",
    ];

    private readonly LabWitness _witness = new(lab);

    /// <summary>All of it, with ids and times: equal texts are the same state.</summary>
    public Task<string> ReadAsync() => ReadAsync(isShape: false);

    /// <summary>
    /// How many there are of each kind and part, without ids, names and times: equal for equal set-ups in two labs. What
    /// goes away by itself is waited for.
    /// </summary>
    public async Task<string> ShapeAsync()
    {
        string last;
        string next = await ReadAsync(isShape: true);
        do
        {
            last = next;
            await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
            next = await ReadAsync(isShape: true);
        } while (next != last);
        return next;
    }

    /// <summary>Waits for what goes away by itself (deleted endpoints, interfaces of deleted functions), then compares.</summary>
    public async Task AssertComesToAsync(string expected, bool isShape, string when)
    {
        string actual = string.Empty;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        try
        {
            while ((actual = await ReadAsync(isShape)) != expected)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), limit.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            string[] was = expected.Split('\n');
            string[] now = actual.Split('\n');
            Assert.Fail($"{when}:\nmissing:\n{string.Join('\n', was.Except(now))}\ntoo many:\n{string.Join('\n', now.Except(was))}");
        }
    }

    public void Dispose() => _witness.Dispose();

    private async Task<string> ReadAsync(bool isShape)
    {
        StringBuilder all = new();
        void Add(string what, string text) => all.Append(CultureInfo.InvariantCulture, $"{what} {text}\n");
        foreach (string listing in Listings)
        {
            XElement answer = XElement.Parse(await _witness.Ec2Async(listing));

            // EC2 goes on showing deleted endpoints for a while.
            XElement[] deleted = [.. answer.Descendants().Where(part => part is { Name.LocalName: "state", Value: "deleted" })];
            foreach (XElement state in deleted)
            {
                state.Parent!.Remove();
            }

            Add(listing, Text(answer, isShape));
        }

        await AddApisAsync(Add, isShape);
        foreach (string path in new[] { "/apikeys", "/usageplans", "/vpclinks", "/domainnames" })
        {
            Add(path, Text(JsonNode.Parse(await _witness.GetAsync("apigateway", path + "?limit=500")), isShape));
        }

        Add("functions", Text(JsonNode.Parse(await _witness.GetAsync("lambda", "/2015-03-31/functions/")), isShape));
        Add("log groups", Text(JsonNode.Parse(await _witness.LogsAsync("DescribeLogGroups")), isShape));
        XElement roles = XElement.Parse(await _witness.IamAsync("ListRoles"));
        Add("roles", Text(roles, isShape));
        foreach (string role in roles.Descendants().Where(part => part.Name.LocalName == "RoleName").Select(part => part.Value))
        {
            foreach (string action in new[] { "ListRolePolicies", "ListAttachedRolePolicies", "ListRoleTags" })
            {
                Add(action, Text(XElement.Parse(await _witness.IamAsync($"{action}&RoleName={role}")), isShape));
            }
        }

        return all.ToString();
    }

    private async Task AddApisAsync(Action<string, string> add, bool isShape)
    {
        JsonNode apis = JsonNode.Parse(await _witness.GetAsync("apigateway", "/restapis?limit=500"))!;
        add("APIs", Text(apis, isShape));
        foreach (string? id in Items(apis).Select(api => (string?)api["id"]))
        {
            JsonNode stages = JsonNode.Parse(await _witness.GetAsync("apigateway", $"/restapis/{id}/stages"))!;
            JsonNode deployments = JsonNode.Parse(await _witness.GetAsync("apigateway", $"/restapis/{id}/deployments?limit=500"))!;
            add("stages", Text(stages, isShape));
            string resources = await _witness.GetAsync("apigateway", $"/restapis/{id}/resources?embed=methods&limit=500");
            add("resources", Text(JsonNode.Parse(resources), isShape));

            // A deployment that no stage serves is history: it is not counted where a deployment was made again.
            string?[] live = [.. (stages["item"] as JsonArray ?? []).Select(stage => (string?)stage!["deploymentId"])];
            add(
                "deployments",
                string.Join(
                    ' ',
                    Items(deployments)
                        .Where(deployment => !isShape || live.Contains((string?)deployment["id"]))
                        .Select(deployment => Text(deployment, isShape))
                )
            );
        }
    }

    // API Gateway's lists of one have been an object, and the item's name is one of two (HAL).
    private static IEnumerable<JsonNode> Items(JsonNode list) =>
        (list["item"] ?? list["_embedded"]?["item"]) switch
        {
            JsonArray items => items.Select(item => item!),
            JsonObject item => [item],
            _ => [],
        };

    private static string Text(XElement answer, bool isShape)
    {
        foreach (XElement part in answer.Descendants().Where(part => part.Name.LocalName is "requestId" or "RequestId").ToArray())
        {
            part.Remove();
        }

        if (isShape)
        {
            return Count(answer.Descendants().Select(part => part.Name.LocalName));
        }

        IEnumerable<string> items = answer.Elements().Elements().Select(item => item.ToString(SaveOptions.DisableFormatting));
        return string.Join(' ', items.Order(StringComparer.Ordinal));
    }

    private static string Text(JsonNode? answer, bool isShape) => isShape ? Count(Names(answer)) : answer?.ToJsonString() ?? string.Empty;

    private static string Count(IEnumerable<string> names) =>
        string.Join(", ", names.CountBy(name => name).Select(name => $"{name.Value} {name.Key}").Order(StringComparer.Ordinal));

    private static IEnumerable<string> Names(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(pair => Names(pair.Value).Prepend(pair.Key)),
            JsonArray list => list.SelectMany(Names),
            _ => [],
        };
}
