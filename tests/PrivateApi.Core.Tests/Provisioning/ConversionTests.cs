using System.Net;
using System.Text.Json;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// Set-PrivateApi -EndpointType: in the order of the developer guide ("Change a public or private API endpoint type"), put back where it
/// fails, with boto3 as the one who made the API and the one who looks.
/// </summary>
public sealed class ConversionTests : IDisposable
{
    private const string Anybody =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private readonly List<IDisposable> _owned = [];
    private CallScene? _scene;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _owned.ForEach(item => item.Dispose());
        _scene?.Dispose();
    }

    [Fact]
    public async Task A_regional_and_an_edge_API_become_private_and_answer_through_the_endpoint_alone()
    {
        (Uri url, JsonElement made) = await MadeByBotoAsync();
        foreach (string kind in (string[])["regional", "edge"])
        {
            string id = made.GetProperty(kind).GetString()!;
            JsonElement before = await LookAsync(url, id);
            Assert.Equal("PRIVATE", (await ConvertAsync(id, toPrivate: true, [_scene!.Endpoint.VpcEndpointId])).EndpointType);
            JsonElement after = await LookAsync(url, id);
            Assert.Equal("PRIVATE", after.GetProperty("type").GetString());
            Assert.Equal("dualstack", after.GetProperty("address").GetString());
            Assert.Equal(_scene.Endpoint.VpcEndpointId, Assert.Single(after.GetProperty("associated").EnumerateArray()).GetString());
            foreach (string stage in (string[])["demo", "prod"])
            {
                Assert.NotEqual(
                    before.GetProperty("deployments").GetProperty(stage).GetString(),
                    after.GetProperty("deployments").GetProperty(stage).GetString()
                );
            }
        }
    }

    // AWS's order has one gap: from the change of the type, when the old way ends, to the deployment, when the new policy begins to count.
    [Fact]
    public async Task A_client_that_calls_all_the_time_loses_only_what_AWS_s_order_loses()
    {
        (Uri url, JsonElement made) = await MadeByBotoAsync();
        using TempFolder folder = new();
        string end = folder.File("end");
        string id = made.GetProperty("regional").GetString()!;
        using WireTap tap = new(_scene!.Lab.Lab.CreateHandler());
        Dictionary<string, double> times = [];
        tap.Before = operation => Note(operation, "begin");
        tap.After = operation => Note(operation, "end");
        using AwsSession session = Open(tap);
        Task<JsonElement> client = Peer.BotoAsync("conversion.py", url, "call", id, _scene.Endpoint.VpcEndpointId, end);
        try
        {
            await CallsAsync(end, client, 10);
            await ConvertAsync(id, toPrivate: true, [_scene.Endpoint.VpcEndpointId], session: session);
            await CallsAsync(end, client, 10);
        }
        finally
        {
            await File.WriteAllTextAsync(end, "end", Stop);
        }

        (double Begun, double Ended, string Way, int Status)[] calls =
        [
            .. (await client)
                .EnumerateArray()
                .Select(call => (call[0].GetDouble(), call[1].GetDouble(), call[2].GetString()!, call[3].GetInt32())),
        ];
        double typeBegins = times["type begin"];
        double deployed = times["deployment end"];
        Assert.Contains(calls, call => call.Ended < typeBegins && call.Way == "internet");
        Assert.Contains(calls, call => call.Begun > deployed && call.Way == "endpoint");
        Assert.All(calls.Where(call => call.Ended < typeBegins && call.Way == "internet"), call => Assert.Equal(200, call.Status));
        Assert.All(calls.Where(call => call.Begun > deployed && call.Way == "endpoint"), call => Assert.Equal(200, call.Status));

        Task Note(string operation, string what)
        {
            string? name =
                operation == $"POST /restapis/{id}/deployments" ? "deployment"
                : operation == $"PATCH /restapis/{id}" && tap.Bodies(operation)[^1].Contains("/types/", StringComparison.Ordinal) ? "type"
                : null;
            if (name is not null)
            {
                // The last deployment is of another stage; the first one counts.
                times.TryAdd($"{name} {what}", (DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds);
            }

            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task There_and_back_again()
    {
        _scene = await CallScene.MakeAsync();
        string id = _scene.Api.RestApiId;
        await ConvertAsync(id, toPrivate: false, null, removesPolicy: true);
        RestApi regional = await ReadAsync(id);
        Assert.Equal("REGIONAL", regional.EndpointConfiguration!.Types![0]);
        Assert.Equal("ipv4", regional.EndpointConfiguration.IpAddressType);
        Assert.True(string.IsNullOrEmpty(regional.Policy));
        await ConvertAsync(id, toPrivate: true, [_scene.Endpoint.VpcEndpointId]);
        Assert.Equal(200, (await _scene.CallAsync(_scene.Inside with { Api = null, StageName = "demo" })).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task What_is_refused_half_way_is_put_back(int at)
    {
        _scene = await CallScene.MakeAsync();
        string id = _scene.Api.RestApiId;
        await DeployAsync(id, "prod");
        string before = await StateAsync(id);
        ChangeHandler handler = new(_scene.Lab.Lab.CreateHandler());
        using AwsSession session = Open(handler);
        handler.Refuse(at, HttpStatusCode.BadRequest, "BadRequestException");

        // Five changes: associations, type, policy, and a deployment for each of two stages.
        await Assert.ThrowsAnyAsync<Exception>(() => ConvertAsync(id, toPrivate: false, null, removesPolicy: true, session: session));
        Assert.Equal(before, await StateAsync(id));
        Assert.Equal(200, (await _scene.CallAsync(_scene.Inside with { Api = null, StageName = "demo" })).StatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_stopped_is_finished_by_the_same_command(int after)
    {
        _scene = await CallScene.MakeAsync();
        string id = _scene.Api.RestApiId;
        ChangeHandler handler = new(_scene.Lab.Lab.CreateHandler());
        using AwsSession session = Open(handler);
        CancellationToken stop = handler.StopAfter(after);
        PolicyDocument anybody = PolicyDocument.Parse(Anybody);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            ConvertAsync(id, toPrivate: false, null, policy: anybody, session: session, stop: stop)
        );
        handler.Heal();
        await ConvertAsync(id, toPrivate: false, null, policy: anybody, session: session);
        RestApi regional = await ReadAsync(id);
        Assert.Equal("REGIONAL", regional.EndpointConfiguration!.Types![0]);
        Assert.Empty(regional.EndpointConfiguration.VpcEndpointIds ?? []);
        Assert.Equal(200, (await _scene.CallAsync(_scene.Outside with { Api = null, IsPublic = true })).StatusCode);
    }

    [Fact]
    public async Task Traps_are_refused_before_anything_changes()
    {
        _scene = await CallScene.MakeAsync();
        string id = _scene.Api.RestApiId;
        string before = await StateAsync(id);
        await RefusedAsync("PolicyNamesVpc", toPrivate: false);
        await RefusedAsync("PolicyRequired", toPrivate: true, removesPolicy: true);
        await RefusedAsync("NotPrivate", toPrivate: false, endpoints: [_scene.Endpoint.VpcEndpointId]);
        await RefusedAsync("StageNotFound", toPrivate: false, stage: "nosuch");
        Assert.Equal(before, await StateAsync(id));

        await PatchAsync(("/securityPolicy", "SecurityPolicy_TLS13_1_3_2025_09"), ("/endpointAccessMode", "STRICT"));
        await RefusedAsync("AccessModeIsStrict", toPrivate: false, removesPolicy: true);
        await PatchAsync(("/endpointAccessMode", string.Empty));
        await _scene.Lab.Witness.ApiGateway.CreateDeploymentAsync(
            new CreateDeploymentRequest
            {
                RestApiId = id,
                StageName = "demo",
                CanarySettings = new DeploymentCanarySettings { PercentTraffic = 10 },
            },
            Stop
        );
        await RefusedAsync("StageHasCanary", toPrivate: false, removesPolicy: true);

        async Task PatchAsync(params (string Path, string Value)[] changes) =>
            await new ApiChanges(_scene.Lab.Witness).PatchAsync(
                id,
                [.. changes.Select(change => ApiSettings.Replace(change.Path, change.Value))],
                _scene.Lab.ProgressEvents,
                Stop
            );

        async Task RefusedAsync(
            string errorId,
            bool toPrivate,
            IReadOnlyList<string>? endpoints = null,
            bool removesPolicy = false,
            string? stage = null
        ) =>
            Assert.Equal(
                errorId,
                (
                    await Assert.ThrowsAsync<PrivateApiException>(() =>
                        ConvertAsync(id, toPrivate, endpoints, removesPolicy: removesPolicy, stage: stage)
                    )
                ).ErrorId
            );
    }

    // Only traffic through an endpoint has these keys (IAM guide, "AWS global condition context keys").
    [Theory]
    [InlineData("aws:SourceVpce", true)]
    [InlineData("aws:SourceVpc", true)]
    [InlineData("AWS:VpcSourceIp", true)]
    [InlineData("aws:SourceIp", false)]
    public void A_policy_that_asks_for_an_endpoint_a_VPC_or_an_address_in_one_is_for_private_APIs_alone(string key, bool isForPrivate) =>
        Assert.Equal(
            isForPrivate,
            ConversionTraps.NamesVpc(
                PolicyDocument.Parse(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"KEY":"x"}}}]}""".Replace(
                        "KEY",
                        key,
                        StringComparison.Ordinal
                    )
                )
            )
        );

    [Fact]
    public async Task A_policy_for_the_internet_is_not_replaced_unasked()
    {
        (_, JsonElement made) = await MadeByBotoAsync();
        string id = made.GetProperty("regional").GetString()!;
        await new ApiChanges(_scene!.Lab.Witness).PatchAsync(
            id,
            [ApiSettings.Replace("/policy", Anybody)],
            _scene.Lab.ProgressEvents,
            Stop
        );
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ConvertAsync(id, toPrivate: true, [_scene.Endpoint.VpcEndpointId])
        );
        Assert.Equal("PolicyWithoutVpc", refused.ErrorId);
        Assert.Contains(_scene.Endpoint.VpcEndpointId, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_behind_a_public_domain_name_would_cut_its_callers_off()
    {
        (Uri url, JsonElement made) = await MadeByBotoAsync();
        string id = made.GetProperty("regional").GetString()!;
        await Peer.BotoAsync("conversion.py", url, "map", id);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ConvertAsync(id, toPrivate: true, [_scene!.Endpoint.VpcEndpointId])
        );
        Assert.Equal("ApiHasDomainName", refused.ErrorId);
        Assert.Contains("pets.example.com", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_may_not_read_domain_names_is_warned_that_one_may_lead_to_the_API()
    {
        (_, JsonElement made) = await MadeByBotoAsync();
        string id = made.GetProperty("regional").GetString()!;
        using WireTap tap = new(_scene!.Lab.Lab.CreateHandler());
        tap.Answer = (operation, _) =>
            operation == "GET /domainnames" ? WireTap.Error(HttpStatusCode.Forbidden, "AccessDeniedException") : null;
        using AwsSession session = Open(tap);
        Assert.Equal("PRIVATE", (await ConvertAsync(id, toPrivate: true, [_scene.Endpoint.VpcEndpointId], session: session)).EndpointType);
        Assert.Contains(
            _scene.Lab.ProgressEvents.Warnings,
            warning => warning.StartsWith("Custom domain names could not be read", StringComparison.Ordinal) && warning.Contains(id)
        );
    }

    /// <summary>Waits until the client has made so many more calls.</summary>
    private static async Task CallsAsync(string file, Task client, int more)
    {
        long Count() => File.Exists(file + ".count") ? new FileInfo(file + ".count").Length : 0;
        long wanted = Count() + more;
        while (Count() < wanted && !client.IsCompleted)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Stop);
        }
    }

    private async Task<(Uri Url, JsonElement Made)> MadeByBotoAsync()
    {
        _scene = await CallScene.MakeAsync();
        Uri url = _scene.Lab.Lab.Listen();
        return (url, await Peer.BotoAsync("conversion.py", url, "make"));
    }

    private static Task<JsonElement> LookAsync(Uri url, string id) => Peer.BotoAsync("conversion.py", url, "look", id);

    private async Task<PrivateApi.Model.Api> ConvertAsync(
        string id,
        bool toPrivate,
        IReadOnlyList<string>? endpoints,
        PolicyDocument? policy = null,
        bool removesPolicy = false,
        string? stage = null,
        AwsSession? session = null,
        CancellationToken? stop = null
    )
    {
        ApiConversions conversions = new(session ?? _scene!.Lab.Session);
        Conversion conversion = await conversions.PlanAsync(
            new ConversionRequest
            {
                RestApiId = id,
                ToPrivate = toPrivate,
                VpcEndpointIds = endpoints,
                Policy = policy,
                RemovesPolicy = removesPolicy,
                StageName = stage,
            },
            _scene!.Lab.ProgressEvents,
            stop ?? Stop
        );
        return await conversions.ApplyAsync(conversion.Change, conversion.Plan, _scene.Lab.ProgressEvents, stop ?? Stop);
    }

    private async Task DeployAsync(string id, string stage) =>
        await new Publisher(_scene!.Lab.Witness).PublishAsync(id, stage, null, null, _scene.Lab.ProgressEvents, Stop);

    private async Task<RestApi> ReadAsync(string id) =>
        await _scene!.Lab.Witness.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, Stop);

    private async Task<string> StateAsync(string id)
    {
        RestApi api = await ReadAsync(id);
        GetStagesResponse stages = await _scene!.Lab.Witness.ApiGateway.GetStagesAsync(new GetStagesRequest { RestApiId = id }, Stop);
        return string.Join(
            ' ',
            [
                api.EndpointConfiguration!.Types![0],
                .. api.EndpointConfiguration.VpcEndpointIds ?? [],
                api.Policy,
                .. stages.Item.Select(stage => $"{stage.StageName}={stage.DeploymentId}"),
            ]
        );
    }

    private AwsSession Open(HttpMessageHandler handler)
    {
        AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        _owned.Add(session);
        return session;
    }
}
