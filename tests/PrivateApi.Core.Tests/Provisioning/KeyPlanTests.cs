using System.Text.Json;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Provisioning;

/// <summary>An API key with its usage plan: made in one go, again, half, and taken away.</summary>
public sealed class KeyPlanTests : IDisposable
{
    private readonly EmbeddedAws _lab = new();
    private readonly KeyFaultHandler _faults;
    private readonly AwsSession _session;
    private readonly RecordedNotices _progress = new();

    public KeyPlanTests()
    {
        _faults = new KeyFaultHandler(_lab.CreateHandler());
        _session = AwsSession.Open(
            new AwsConnection
            {
                Handler = _faults,
                EndpointUrl = _lab.Listen(),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private ApiGatewayClient Client => _session.ApiGateway;

    public void Dispose()
    {
        _session.Dispose();
        _faults.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task One_command_makes_key_plan_and_association()
    {
        ApiKeyInfo key = await MakeAsync(await SpecAsync());
        UsagePlan plan = Assert.Single(await ApiLists.UsagePlansAsync(Client, key.ApiKeyId, Stop));
        Assert.Equal(("mobile", 5d, 10), (plan.Name, plan.Throttle!.RateLimit!.Value, plan.Throttle.BurstLimit!.Value));
        Assert.Equal((100, "WEEK", 1), (plan.Quota!.Limit!.Value, plan.Quota.Period, plan.Quota.Offset!.Value));
        ApiStage stage = Assert.Single(plan.ApiStages!);
        Assert.Equal((key.RestApiId, "demo"), (stage.ApiId, stage.Stage));
        Assert.Equal(1d, stage.Throttle!["/pets/GET"].RateLimit);
        Assert.Equal(("mobile", true, "demo"), (key.Name, key.Enabled, key.StageName));
        Assert.Equal((0L, 100L), (key.Used!.Value, key.Remaining!.Value));
        Assert.Null(key.Value);
        Assert.Equal(40, key.ApiKey!.Length);
    }

    [Fact]
    public async Task The_same_command_again_changes_nothing_and_another_limit_is_refused()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        Plan again = await KeyPlan.MakeAsync(_session, spec, _progress, Stop);
        Assert.True(again.IsComplete, again.Describe());
        Assert.Equal(key.ApiKeyId, (await MakeAsync(spec)).ApiKeyId);
        foreach (
            (KeySpec other, string says) in new[]
            {
                (spec with { Limits = spec.Limits with { RateLimit = 6 } }, "5 requests a second, burst 10, not 6 requests a second"),
                (spec with { Limits = spec.Limits with { Quota = 200 } }, "100 requests a week, offset 1, not 200"),
                (spec with { Limits = spec.Limits with { MethodThrottles = null } }, "another -MethodThrottle"),
                (spec with { Enabled = false }, "another state: enabled, not disabled"),
                (spec with { Value = "a-key-of-my-own-choice" }, "another -ApiKey"),
                (spec with { Tags = new Dictionary<string, string> { ["team"] = "shop" } }, "tag 'team'"),
            }
        )
        {
            PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
                KeyPlan.MakeAsync(_session, other, _progress, Stop)
            );
            Assert.Equal("ParameterMismatch", refused.ErrorId);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("a-key-of-my-own-choice", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_failure_takes_back_what_the_run_made()
    {
        KeySpec spec = await SpecAsync();
        foreach (string call in new[] { "POST /apikeys", "POST /usageplans", "POST /usageplans/" })
        {
            _faults.Call = call;
            await Assert.ThrowsAnyAsync<Exception>(() => MakeAsync(spec));
            Assert.Empty(await ApiLists.ApiKeysAsync(Client, withValues: false, Stop));
            Assert.Empty(await ApiLists.UsagePlansAsync(Client, null, Stop));
        }
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_of_each()
    {
        foreach (string call in new[] { "POST /apikeys", "POST /usageplans", "POST /usageplans/" })
        {
            KeySpec spec = await SpecAsync();
            (_faults.Call, _faults.LosesAnswer) = (call, true);
            await MakeAsync(spec);
            ApiKey key = Assert.Single(await ApiLists.ApiKeysAsync(Client, withValues: false, Stop));
            Assert.Single(await ApiLists.UsagePlansAsync(Client, key.Id, Stop));
            KeyRemoval removal = new(_session);
            await removal.RemoveAsync(await removal.CheckAsync(key.Id, force: false, Stop), _progress, Stop);
            Assert.Empty(await ApiLists.UsagePlansAsync(Client, null, Stop));
        }
    }

    [Fact]
    public async Task Another_key_joins_the_plan_and_the_plan_stays_until_the_last_leaves()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo first = await MakeAsync(spec);
        ApiKeyInfo second = await MakeAsync(spec with { Name = "desktop", UsagePlanId = first.UsagePlanId, Limits = new UsageLimits() });
        Assert.Equal(first.UsagePlanId, second.UsagePlanId);
        KeyRemoval removal = new(_session);
        await removal.RemoveAsync(await removal.CheckAsync(first.ApiKeyId, force: false, Stop), _progress, Stop);
        Assert.Equal(second.ApiKeyId, Assert.Single(await ApiLists.UsagePlanKeysAsync(Client, Assert.Single(await PlansAsync()).Id, Stop)));
        ApiKey last = await removal.CheckAsync(second.ApiKeyId, force: false, Stop);
        Assert.Contains(await removal.SurveyAsync(last, Stop), line => line.Contains(first.UsagePlanId!));
        await removal.RemoveAsync(last, _progress, Stop);
        Assert.Empty(await PlansAsync());
    }

    [Fact]
    public async Task A_plan_whose_own_key_is_still_there_stays_when_a_guest_leaves()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo first = await MakeAsync(spec);
        ApiKeyInfo guest = await MakeAsync(spec with { Name = "desktop", UsagePlanId = first.UsagePlanId, Limits = new UsageLimits() });
        await Client.DeleteUsagePlanKeyAsync(
            new DeleteUsagePlanKeyRequest { UsagePlanId = first.UsagePlanId!, KeyId = first.ApiKeyId },
            Stop
        );
        KeyRemoval removal = new(_session);
        await removal.RemoveAsync(await removal.CheckAsync(guest.ApiKeyId, force: false, Stop), _progress, Stop);
        Assert.Equal(first.UsagePlanId, Assert.Single(await PlansAsync()).Id);
        await removal.RemoveAsync(await removal.CheckAsync(first.ApiKeyId, force: false, Stop), _progress, Stop);
        Assert.Empty(await PlansAsync());
    }

    [Fact]
    public async Task A_stage_that_the_plan_lacks_is_put_into_it_and_taken_out_after_a_failure()
    {
        KeySpec spec = await SpecAsync();
        string plan = (await Client.CreateUsagePlanAsync(new CreateUsagePlanRequest { Name = "theirs" }, Stop)).Id;
        KeySpec joins = spec with { UsagePlanId = plan, Limits = new UsageLimits() };
        _faults.Call = $"POST /usageplans/{plan}/keys";
        await Assert.ThrowsAnyAsync<Exception>(() => MakeAsync(joins));
        Assert.Empty(Assert.Single(await PlansAsync()).ApiStages!);
        Assert.Equal(plan, (await MakeAsync(joins)).UsagePlanId);
        Assert.Single(Assert.Single(await PlansAsync()).ApiStages!);
    }

    [Fact]
    public async Task A_key_that_somebody_else_made_is_left_alone_unless_forced()
    {
        CreateApiKeyResponse made = await Client.CreateApiKeyAsync(new CreateApiKeyRequest { Name = "theirs", Enabled = true }, Stop);
        KeyRemoval removal = new(_session);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => removal.CheckAsync(made.Id, force: false, Stop));
        Assert.Equal("NotOurs", refused.ErrorId);
        await removal.RemoveAsync(await removal.CheckAsync(made.Id, force: true, Stop), _progress, Stop);
        Assert.Empty(await ApiLists.ApiKeysAsync(Client, withValues: false, Stop));
    }

    [Theory]
    [InlineData(5, null, null, null, null, "-RateLimit and -BurstLimit together")]
    [InlineData(null, 5, null, null, null, "-RateLimit and -BurstLimit together")]
    [InlineData(null, null, 5, null, null, "Add -QuotaPeriod")]
    [InlineData(null, null, null, QuotaPeriod.Day, null, "with -Quota")]
    [InlineData(null, null, 5, QuotaPeriod.Day, 1, "A day has no other day")]
    [InlineData(null, null, 5, QuotaPeriod.Week, 7, "from 0 to 6")]
    [InlineData(null, null, 5, QuotaPeriod.Month, 28, "from 0 to 27")]
    public async Task Limits_that_are_not_whole_are_refused_before_anything_is_made(
        int? rate,
        int? burst,
        int? quota,
        QuotaPeriod? period,
        int? offset,
        string says
    )
    {
        KeySpec spec = (await SpecAsync()) with
        {
            Limits = new UsageLimits
            {
                RateLimit = rate,
                BurstLimit = burst,
                Quota = quota,
                QuotaPeriod = period,
                QuotaOffset = offset,
            },
        };
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            KeyPlan.MakeAsync(_session, spec, _progress, Stop)
        );
        Assert.Equal("InvalidUsageLimit", refused.ErrorId);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_made_in_one_call_and_says_what_it_does()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        KeyUpdate update = new(_session);
        KeyModification change = await update.PlanAsync(
            key.ApiKeyId,
            new KeyChange
            {
                Enabled = false,
                Limits = new UsageLimits { BurstLimit = 20, Quota = 500 },
                ExtendQuota = 50,
            },
            _progress,
            Stop
        );
        Assert.Equal(
            [
                "Disable the key: callers that send it get 403",
                "Change the rate to 5 requests a second, burst 20, from 5 requests a second, burst 10",
                "Change the quota to 500 requests a week, offset 1, from 100 requests a week, offset 1",
                "Let the key make 150 more requests in this period, instead of 100",
            ],
            change.Descriptions
        );
        await update.ApplyAsync(change, _progress, Stop);
        ApiKeyInfo after = Assert.Single(await new ApiKeys(_session).GetAsync(key.ApiKeyId, new KeyQuestion(), _progress, Stop));
        Assert.Equal((false, 5d, 20, 500), (after.Enabled, after.RateLimit!.Value, after.BurstLimit!.Value, after.Quota!.Value));
        Assert.Equal(150, after.Remaining);
        KeyChange same = new()
        {
            Enabled = false,
            Limits = new UsageLimits { BurstLimit = 20, Quota = 500 },
        };
        Assert.True((await update.PlanAsync(key.ApiKeyId, same, _progress, Stop)).IsEmpty);
        KeyModification none = await update.PlanAsync(key.ApiKeyId, new KeyChange { NoThrottle = true, NoQuota = true }, _progress, Stop);
        await update.ApplyAsync(none, _progress, Stop);
        UsagePlan bare = Assert.Single(await PlansAsync());
        Assert.Null(bare.Throttle);
        Assert.Null(bare.Quota);
    }

    [Fact]
    public async Task A_limit_that_is_set_and_taken_away_at_once_is_refused_and_stays()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        foreach (
            (KeyChange change, string says) in new[]
            {
                (
                    new KeyChange
                    {
                        NoThrottle = true,
                        Limits = new UsageLimits { RateLimit = 9, BurstLimit = 9 },
                    },
                    "-NoThrottle"
                ),
                (
                    new KeyChange
                    {
                        NoThrottle = true,
                        Limits = new UsageLimits { RateLimit = 9 },
                    },
                    "-RateLimit"
                ),
                (
                    new KeyChange
                    {
                        NoThrottle = true,
                        Limits = new UsageLimits { BurstLimit = 9 },
                    },
                    "-BurstLimit"
                ),
                (
                    new KeyChange
                    {
                        NoQuota = true,
                        Limits = new UsageLimits { Quota = 9, QuotaPeriod = QuotaPeriod.Day },
                    },
                    "-NoQuota"
                ),
                (
                    new KeyChange
                    {
                        NoQuota = true,
                        Limits = new UsageLimits { QuotaPeriod = QuotaPeriod.Day },
                    },
                    "-QuotaPeriod"
                ),
                (
                    new KeyChange
                    {
                        NoQuota = true,
                        Limits = new UsageLimits { QuotaOffset = 1 },
                    },
                    "-QuotaOffset"
                ),
                (new KeyChange { NoQuota = true, ExtendQuota = 9 }, "-ExtendQuota"),
            }
        )
        {
            PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => OperationsAsync(key, change));
            Assert.Equal("InvalidUsageLimit", refused.ErrorId);
            Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        }

        // Each of them with a limit of the other kind is a change.
        Assert.Equal(
            ["/throttle=", "/quota/limit=9", "/quota/offset=1", "/quota/period=WEEK"],
            await OperationsAsync(
                key,
                new KeyChange
                {
                    NoThrottle = true,
                    Limits = new UsageLimits { Quota = 9 },
                }
            )
        );
    }

    [Fact]
    public async Task Another_period_begins_on_its_first_day_and_what_is_there_already_is_no_change()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        Assert.Equal(
            ["/quota/limit=100", "/quota/offset=0", "/quota/period=MONTH"],
            await OperationsAsync(key, new KeyChange { Limits = new UsageLimits { QuotaPeriod = QuotaPeriod.Month } })
        );
        Assert.Empty(await OperationsAsync(key, new KeyChange { AddStages = [$"{spec.RestApiId}/demo"] }));
    }

    [Fact]
    public async Task A_methods_burst_is_changed_alone_and_no_limit_is_set_in_a_stage_that_leaves_the_plan()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        KeyChange burst = new()
        {
            Limits = new UsageLimits { MethodThrottles = [spec.Limits.MethodThrottles![0] with { BurstLimit = 3 }] },
        };
        string place = $"/apiStages/{spec.RestApiId}:demo/throttle//pets/GET";
        Assert.Equal([place + "/rateLimit=1", place + "/burstLimit=3"], await OperationsAsync(key, burst));
        Assert.Equal(
            [$"/apiStages={spec.RestApiId}:demo"],
            await OperationsAsync(key, burst with { RemoveStages = [$"{spec.RestApiId}/demo"] })
        );
    }

    [Fact]
    public async Task A_quota_is_extended_by_what_is_left_and_not_by_its_limit()
    {
        ApiKeyInfo key = await MakeAsync(await SpecAsync());
        KeyUpdate update = new(_session);
        await update.ApplyAsync(await update.PlanAsync(key.ApiKeyId, new KeyChange { ExtendQuota = 50 }, _progress, Stop), _progress, Stop);
        Assert.Equal(160, (await update.PlanAsync(key.ApiKeyId, new KeyChange { ExtendQuota = 10 }, _progress, Stop)).Remaining);
    }

    [Fact]
    public async Task Of_two_plans_of_a_key_none_is_changed_that_is_not_named()
    {
        ApiKeyInfo key = await MakeAsync(await SpecAsync());
        string other = (await Client.CreateUsagePlanAsync(new CreateUsagePlanRequest { Name = "theirs" }, Stop)).Id;
        await Client.CreateUsagePlanKeyAsync(
            new CreateUsagePlanKeyRequest
            {
                UsagePlanId = other,
                KeyId = key.ApiKeyId,
                KeyType = "API_KEY",
            },
            Stop
        );
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            OperationsAsync(key, new KeyChange { NoQuota = true })
        );
        Assert.Equal("UsagePlanRequired", refused.ErrorId);
        Assert.Single(await OperationsAsync(key, new KeyChange { NoQuota = true, UsagePlanId = key.UsagePlanId }));
    }

    [Fact]
    public async Task A_limit_of_a_method_that_the_API_lacks_is_set_with_a_warning()
    {
        KeySpec spec = await SpecAsync();
        MethodThrottle limit = spec.Limits.MethodThrottles![0];
        UsageLimits mistyped = spec.Limits with { MethodThrottles = [limit, limit with { Path = "/pest" }] };
        ApiKeyInfo key = await MakeAsync(spec with { Limits = mistyped });
        string warning =
            $"API {spec.RestApiId} has no method GET /pest, so what is set for it has no effect until there is one. A method is named "
            + "as the API has it, ANY and path parameters included.";
        Assert.Equal([warning], _progress.Warnings);
        UsageLimits other = new() { MethodThrottles = [limit with { Method = "PUT" }, limit with { Method = "*" }] };
        Assert.NotEmpty(await OperationsAsync(key, new KeyChange { Limits = other }));
        Assert.Equal([warning, warning.Replace("GET /pest", "PUT /pets", StringComparison.Ordinal)], _progress.Warnings);
    }

    [Fact]
    public async Task Whoever_may_not_read_an_APIs_methods_sets_limits_all_the_same()
    {
        KeySpec spec = await SpecAsync();
        _faults.Call = $"GET /restapis/{spec.RestApiId}/resources";
        ApiKeyInfo key = await MakeAsync(spec);
        Assert.Null(_faults.Call);
        Assert.Equal("GET /pets 1/s, burst 2", Assert.Single(Assert.Single(key.Stage).MethodThrottle).ToString());
        Assert.Empty(_progress.Warnings);
    }

    [Fact]
    public async Task A_limit_of_a_plan_of_two_APIs_is_warned_of_where_neither_has_the_method()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo key = await MakeAsync(spec);
        KeySpec second = await SpecAsync();
        UsageLimits limits = new()
        {
            MethodThrottles = [.. spec.Limits.MethodThrottles!, spec.Limits.MethodThrottles[0] with { Path = "/pest" }],
        };
        await OperationsAsync(key, new KeyChange { Limits = limits, AddStages = [$"{second.RestApiId}/demo"] });
        Assert.StartsWith(
            $"None of the APIs {spec.RestApiId}, {second.RestApiId} has a method GET /pest, so",
            Assert.Single(_progress.Warnings),
            StringComparison.Ordinal
        );
    }

    private async Task<string[]> OperationsAsync(ApiKeyInfo key, KeyChange change) =>
        [
            .. (await new KeyUpdate(_session).PlanAsync(key.ApiKeyId, change, _progress, Stop)).Operations.Select(item =>
                $"{item.Path}={item.Value}"
            ),
        ];

    [Fact]
    public async Task Boto3_sees_what_was_made_and_what_it_makes_is_seen_and_changed()
    {
        KeySpec spec = await SpecAsync();
        ApiKeyInfo ours = await MakeAsync(spec);
        JsonElement look = await Peer.BotoAsync("key_usage.py", _lab.Listen(), "look", ours.ApiKeyId);
        Assert.Equal(
            """{"name": "mobile", "enabled": true, "plans": [{"name": "mobile", "apiStages": [{"apiId": "REST", "stage": "demo", "throttle": {"/pets/GET": {"burstLimit": 2, "rateLimit": 1.0}}}], "throttle": {"burstLimit": 10, "rateLimit": 5.0}, "quota": {"limit": 100, "offset": 1, "period": "WEEK"}}]}""".Replace(
                "REST",
                spec.RestApiId,
                StringComparison.Ordinal
            ),
            look.GetRawText()
        );
        string theirs = (await Peer.BotoAsync("key_usage.py", _lab.Listen(), "make", spec.RestApiId, "demo"))
            .GetProperty("key")
            .GetString()!;
        ApiKeyInfo seen = Assert.Single(await new ApiKeys(_session).GetAsync(theirs, new KeyQuestion(), _progress, Stop));
        Assert.Equal(
            ("theirs", 1.5, 3, 10, QuotaPeriod.Month, 4),
            (seen.Name, seen.RateLimit!.Value, seen.BurstLimit!.Value, seen.Quota!.Value, seen.QuotaPeriod!.Value, seen.QuotaOffset!.Value)
        );
        KeyUpdate update = new(_session);
        KeyChange wanted = new()
        {
            Enabled = false,
            Limits = new UsageLimits { RateLimit = 2 },
        };
        await update.ApplyAsync(await update.PlanAsync(theirs, wanted, _progress, Stop), _progress, Stop);
        JsonElement changed = await Peer.BotoAsync("key_usage.py", _lab.Listen(), "look", theirs);
        Assert.False(changed.GetProperty("enabled").GetBoolean());
        Assert.Equal(2, changed.GetProperty("plans")[0].GetProperty("throttle").GetProperty("rateLimit").GetDouble());
    }

    private async Task<List<UsagePlan>> PlansAsync() => await ApiLists.UsagePlansAsync(Client, null, Stop);

    private async Task<ApiKeyInfo> MakeAsync(KeySpec spec)
    {
        Plan plan = await KeyPlan.MakeAsync(_session, spec, _progress, Stop);
        return Assert.Single(await NewKey.ApplyAsync(_session, plan, new KeyQuestion(), _progress, Stop));
    }

    /// <summary>A key for the stage demo of a new API, with every limit.</summary>
    private async Task<KeySpec> SpecAsync()
    {
        CreateRestApiResponse api = await Client.CreateRestApiAsync(
            new CreateRestApiRequest
            {
                Name = "shop",
                EndpointConfiguration = new EndpointConfiguration { Types = ["REGIONAL"] },
            },
            Stop
        );
        string definition = """
            {"openapi":"3.0.1","info":{"title":"shop","version":"1"},"paths":{"/pets":{"get":{"responses":{"200":{"description":"ok"}},
            "x-amazon-apigateway-integration":{"type":"mock"}}}}}
            """;
        await Client.PutRestApiAsync(
            new PutRestApiRequest
            {
                RestApiId = api.Id,
                Mode = "merge",
                Body = System.Text.Encoding.UTF8.GetBytes(definition),
            },
            Stop
        );
        await Client.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = api.Id, StageName = "demo" }, Stop);
        return new KeySpec
        {
            Name = "mobile",
            RestApiId = api.Id,
            StageName = null,
            Limits = new UsageLimits
            {
                RateLimit = 5,
                BurstLimit = 10,
                Quota = 100,
                QuotaPeriod = QuotaPeriod.Week,
                QuotaOffset = 1,
                MethodThrottles =
                [
                    new MethodThrottle
                    {
                        Method = "GET",
                        Path = "/pets",
                        RateLimit = 1,
                        BurstLimit = 2,
                    },
                ],
            },
        };
    }
}
