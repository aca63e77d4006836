using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Calls;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// API Gateway guide, "Throttle requests to your REST APIs": token buckets for the client or method in a usage plan, then for the method in
/// the stage, then for the account. "Usage plans and API keys": throttle and quota are for individual keys, aggregated across all stages of
/// the plan. The texts of 429 are recorded; a refused call is not charged to the quota.
/// </summary>
public sealed class ThrottlingTests
{
    private const string Throttled = """429 {"message":"Too Many Requests"}""";
    private const string Exceeded = """429 {"message":"Limit Exceeded"}""";
    private const string Gold = "gold-gold-gold-gold-gold";
    private const string Blue = "blue-blue-blue-blue-blue";

    private static readonly FakeTimeProvider Clock = new();

    [Fact]
    public async Task A_key_gets_its_burst_at_once_and_then_its_rate()
    {
        FakeTimeProvider clock = new();
        using GatewayScene scene = await GatewayScene.MakeAsync(clock);
        await PlanAsync(scene, """ "throttle":{"rateLimit":2,"burstLimit":3} """, Gold, Blue);
        Assert.Equal(["200", "200", "200", "429"], await OrdersAsync(scene, Gold, 4));
        Assert.Equal(Throttled, await OrderAsync(scene, Gold));

        // The bucket is the key's, not the plan's.
        Assert.Equal(["200", "200", "200", "429"], await OrdersAsync(scene, Blue, 4));
        clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(["200", "429"], await OrdersAsync(scene, Gold, 2));

        // It holds no more than its burst.
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(["200", "200", "200", "429"], await OrdersAsync(scene, Gold, 4));
    }

    [Fact]
    public async Task A_quota_is_used_up_by_what_was_let_through_and_begins_anew_the_next_day()
    {
        FakeTimeProvider clock = new();
        using GatewayScene scene = await GatewayScene.MakeAsync(clock);
        (string plan, string[] keys) = await PlanAsync(
            scene,
            """ "throttle":{"rateLimit":1,"burstLimit":2},"quota":{"limit":3,"period":"DAY"} """,
            Gold
        );
        Assert.Equal(["200", "200", "429", "429"], await OrdersAsync(scene, Gold, 4));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["200"], await OrdersAsync(scene, Gold, 1));
        Assert.Equal(Exceeded, await OrderAsync(scene, Gold));
        string today = $"{clock.Start:yyyy-MM-dd}";
        string usage = $"/usageplans/{plan}/usage?startDate={today}&endDate={today}";
        Assert.Equal("[[3,0]]", (await scene.JsonAsync(HttpMethod.Get, usage))["values"]![keys[0]]!.ToJsonString());

        // Grants a temporary extension (API reference, "UpdateUsage").
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/usageplans/{plan}/keys/{keys[0]}/usage",
            """{"patchOperations":[{"op":"replace","path":"/remaining","value":"1"}]}"""
        );
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(["200"], await OrdersAsync(scene, Gold, 1));
        Assert.Equal(Exceeded, await OrderAsync(scene, Gold));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(["200"], await OrdersAsync(scene, Gold, 1));
    }

    [Fact]
    public async Task A_call_that_is_refused_for_another_reason_uses_nothing()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        (string plan, string[] keys) = await PlanAsync(scene, """ "quota":{"limit":2,"period":"DAY"} """, Gold);
        await SwitchAsync(scene, keys[0], isOn: false);
        Assert.Equal("""403 {"message":"Forbidden"}""", await OrderAsync(scene, Gold));
        await SwitchAsync(scene, keys[0], isOn: true);
        Assert.Equal(["200", "200", "429"], await OrdersAsync(scene, Gold, 3));
        Assert.NotEmpty(plan);
    }

    [Fact]
    public async Task A_method_of_the_plan_has_a_bucket_of_its_own()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        (string plan, _) = await PlanAsync(scene, """ "throttle":{"rateLimit":1,"burstLimit":1} """, Gold);
        string place = $"{scene.PublicId}:v1";
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/usageplans/{plan}",
            $$"""
            {"patchOperations":[
              {"op":"replace","path":"/apiStages/{{place}}/throttle//orders/POST/rateLimit","value":"1"},
              {"op":"replace","path":"/apiStages/{{place}}/throttle//orders/POST/burstLimit","value":"2"}]}
            """
        );
        JsonObject stage = (JsonObject)(await scene.JsonAsync(HttpMethod.Get, $"/usageplans/{plan}"))["apiStages"]![0]!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"/orders/POST":{"rateLimit":1,"burstLimit":2}}"""), stage["throttle"]));
        Assert.Equal(["200", "200", "429"], await OrdersAsync(scene, Gold, 3));

        // They took nothing of the plan's own bucket, which holds again once the method's limit is gone.
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/usageplans/{plan}",
            $$"""{"patchOperations":[{"op":"remove","path":"/apiStages/{{place}}/throttle//orders/POST"}]}"""
        );
        Assert.Equal(["200", "429"], await OrdersAsync(scene, Gold, 2));
    }

    [Fact]
    public async Task A_stage_limits_each_method_by_itself_whoever_calls()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{scene.PublicId}/stages/v1",
            """
            {"patchOperations":[
              {"op":"replace","path":"/*/*/throttling/rateLimit","value":"1"},{"op":"replace","path":"/*/*/throttling/burstLimit","value":"2"},
              {"op":"replace","path":"/~1any/GET/throttling/burstLimit","value":"1"}]}
            """
        );
        Assert.Equal(["200", "200", "429"], await GetsAsync(scene, "pets", 3));
        Assert.Equal(["200", "429"], await GetsAsync(scene, "any", 2));

        // The private API's stage has no such limit.
        string inside = await scene.CallAsync(scene.Inside, $"{GatewayScene.Host(scene.PrivateId)}/v1/pets");
        Assert.StartsWith("200", inside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_nothing_lets_nothing_through()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        await PlanAsync(scene, """ "throttle":{"rateLimit":0,"burstLimit":0} """, Gold);
        Assert.Equal(Throttled, await OrderAsync(scene, Gold));
    }

    [Fact]
    public async Task The_accounts_limit_is_the_one_that_GetAccount_shows_and_holds_for_all_APIs()
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        JsonNode shown = (await scene.JsonAsync(HttpMethod.Get, "/account"))["throttleSettings"]!;

        // API Gateway guide, "Quotas": 10,000 requests a second with a burst of 5,000.
        Assert.Equal((5000, 10000d), ((int)shown["burstLimit"]!, (double)shown["rateLimit"]!));
        scene.Lab.Lab.Store.Get<ApiGatewayState>("123456789012", "eu-west-1").Account["throttleSettings"] = new JsonObject
        {
            ["burstLimit"] = 2,
            ["rateLimit"] = 1.0,
        };
        Assert.Equal(["200", "200", "429"], await GetsAsync(scene, "pets", 3));
        Assert.Equal(Throttled, await scene.CallAsync(scene.Inside, $"{GatewayScene.Host(scene.PrivateId)}/v1/pets"));
    }

    [Theory]
    [InlineData("THROTTLED", """ "throttle":{"rateLimit":1,"burstLimit":1} """)]
    [InlineData("QUOTA_EXCEEDED", """ "quota":{"limit":1,"period":"DAY"} """)]
    [InlineData("DEFAULT_4XX", """ "quota":{"limit":1,"period":"DAY"} """)]
    public async Task An_API_may_answer_in_its_own_words(string type, string limits)
    {
        using GatewayScene scene = await GatewayScene.MakeAsync(Clock);
        await scene.JsonAsync(
            HttpMethod.Put,
            $"/restapis/{scene.PublicId}/gatewayresponses/{type}",
            """{"statusCode":"503","responseTemplates":{"text/plain":"slow"},"responseParameters":{}}"""
        );
        await scene.DeployAsync(scene.PublicId);
        await PlanAsync(scene, limits, Gold);
        await OrderAsync(scene, Gold);
        Assert.Equal("503 slow", await OrderAsync(scene, Gold));
    }

    private static async Task<(string Plan, string[] Keys)> PlanAsync(GatewayScene scene, string limits, params string[] values)
    {
        JsonObject plan = await scene.JsonAsync(
            HttpMethod.Post,
            "/usageplans",
            $$"""{"name":"p","apiStages":[{"apiId":"{{scene.PublicId}}","stage":"v1"}],{{limits}}}"""
        );
        List<string> keys = [];
        foreach (string value in values)
        {
            JsonObject key = await scene.JsonAsync(HttpMethod.Post, "/apikeys", $$"""{"enabled":true,"value":"{{value}}"}""");
            await scene.JsonAsync(
                HttpMethod.Post,
                $"/usageplans/{(string)plan["id"]!}/keys",
                $$"""{"keyId":"{{(string)key["id"]!}}","keyType":"API_KEY"}"""
            );
            keys.Add((string)key["id"]!);
        }

        return ((string)plan["id"]!, [.. keys]);
    }

    private static async Task SwitchAsync(GatewayScene scene, string key, bool isOn) =>
        await scene.JsonAsync(
            HttpMethod.Patch,
            $"/apikeys/{key}",
            $$"""{"patchOperations":[{"op":"replace","path":"/enabled","value":"{{(isOn ? "true" : "false")}}"}]}"""
        );

    private static Task<string> OrderAsync(GatewayScene scene, string key) =>
        scene.CallAsync(LabCaller.Internet, "POST", $"{GatewayScene.Host(scene.PublicId)}/v1/orders?shop=1", null, ("x-api-key", key));

    private static async Task<string[]> OrdersAsync(GatewayScene scene, string key, int count)
    {
        List<string> answers = [];
        for (int i = 0; i < count; i++)
        {
            answers.Add((await OrderAsync(scene, key))[..3]);
        }

        return [.. answers];
    }

    private static async Task<string[]> GetsAsync(GatewayScene scene, string path, int count)
    {
        List<string> answers = [];
        for (int i = 0; i < count; i++)
        {
            answers.Add((await scene.CallAsync(LabCaller.Internet, $"{GatewayScene.Host(scene.PublicId)}/v1/{path}"))[..3]);
        }

        return [.. answers];
    }
}
