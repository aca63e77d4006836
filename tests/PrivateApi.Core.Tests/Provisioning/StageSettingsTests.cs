using System.Text.Json;
using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A stage's settings, as boto3 sees them (tests/peers/stages.py): what is asked for, no more, and back where something fails.</summary>
public sealed class StageSettingsTests : IAsyncLifetime
{
    private CallScene _scene = null!;
    private string _api = string.Empty;

    public async ValueTask InitializeAsync()
    {
        _scene = await CallScene.MakeAsync();
        _api = (await BotoAsync("make", _scene.Endpoint.VpcEndpointId)).GetString()!;
    }

    public ValueTask DisposeAsync()
    {
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Settings_alone_deploy_nothing_and_leave_the_rest()
    {
        JsonElement before = await BotoAsync("see", _api);
        await ApplyAsync(
            Spec("prod") with
            {
                IsWithoutDeployment = true,
                Variables = new Dictionary<string, string> { ["colour"] = "red" },
                TracingEnabled = true,
                AccessLogArn = "arn:aws:logs:eu-west-1:123456789012:log-group:calls:*",
                Methods = new Dictionary<string, MethodChange>
                {
                    ["*/*"] = new()
                    {
                        ThrottlingRateLimit = 100.5,
                        ThrottlingBurstLimit = 20,
                        LoggingLevel = "Error",
                    },
                    ["~1pets/GET"] = new() { ThrottlingRateLimit = 5 },
                },
            }
        );

        JsonElement after = await BotoAsync("see", _api);
        JsonElement stage = after.GetProperty("stage");
        Assert.Equal(before.GetProperty("deployments").GetRawText(), after.GetProperty("deployments").GetRawText());
        Assert.Equal("""{"colour": "red", "size": "big"}""", stage.GetProperty("variables").GetRawText());
        Assert.True(stage.GetProperty("tracingEnabled").GetBoolean());
        Assert.Equal(
            "arn:aws:logs:eu-west-1:123456789012:log-group:calls",
            stage.GetProperty("accessLogSettings").GetProperty("destinationArn").GetString()
        );
        string format = stage.GetProperty("accessLogSettings").GetProperty("format").GetString()!;
        Assert.Equal("$context.requestId", JsonDocument.Parse(format).RootElement.GetProperty("requestId").GetString());
        JsonElement all = stage.GetProperty("methodSettings").GetProperty("*/*");
        Assert.Equal(
            (100.5, 20, "ERROR"),
            (
                all.GetProperty("throttlingRateLimit").GetDouble(),
                all.GetProperty("throttlingBurstLimit").GetInt32(),
                all.GetProperty("loggingLevel").GetString()
            )
        );
        Assert.Equal(5, stage.GetProperty("methodSettings").GetProperty("~1pets/GET").GetProperty("throttlingRateLimit").GetDouble());
    }

    [Fact]
    public async Task A_deployment_that_fails_takes_the_settings_back()
    {
        StageSpec first = Spec("prod") with
        {
            IsWithoutDeployment = true,
            Methods = new Dictionary<string, MethodChange> { ["*/*"] = new() { ThrottlingRateLimit = 10 } },
        };
        await ApplyAsync(first);
        string before = (await BotoAsync("see", _api)).GetRawText();
        await BotoAsync("break", _api);

        AmazonServiceException refused = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            ApplyAsync(
                Spec("prod") with
                {
                    TracingEnabled = true,
                    CacheClusterSize = "0.5",
                    AccessLogArn = "calls",
                    Methods = new Dictionary<string, MethodChange>
                    {
                        ["*/*"] = new() { ThrottlingRateLimit = 20, CacheTtl = 60 },
                        ["~1pets/GET"] = new() { LoggingLevel = "Info" },
                    },
                }
            )
        );
        Assert.Contains("No integration defined for method", refused.Message, StringComparison.Ordinal);
        JsonElement after = await BotoAsync("see", _api);
        JsonElement stage = after.GetProperty("stage");
        JsonElement was = JsonDocument.Parse(before).RootElement.GetProperty("stage");
        foreach (string name in new[] { "deploymentId", "tracingEnabled", "cacheClusterEnabled" })
        {
            Assert.Equal(was.GetProperty(name).GetRawText(), stage.GetProperty(name).GetRawText());
        }

        Assert.False(stage.TryGetProperty("accessLogSettings", out _));
        JsonElement setting = stage.GetProperty("methodSettings").GetProperty("*/*");
        Assert.Equal(
            (10, false),
            (setting.GetProperty("throttlingRateLimit").GetDouble(), setting.GetProperty("cachingEnabled").GetBoolean())
        );
        Assert.False(stage.GetProperty("methodSettings").TryGetProperty("~1pets/GET", out _));
    }

    [Fact]
    public async Task A_new_stage_whose_settings_are_refused_goes_again_with_its_deployment()
    {
        string before = (await BotoAsync("see", _api)).GetProperty("deployments").GetRawText();
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            ApplyAsync(
                Spec("born") with
                {
                    // Not the key of a method, so API Gateway refuses it.
                    Methods = new Dictionary<string, MethodChange> { ["nothing"] = new() { ThrottlingRateLimit = 20 } },
                }
            )
        );
        Assert.Equal(before, (await BotoAsync("see", _api)).GetProperty("deployments").GetRawText());
        Assert.Equal(
            "StageNotFound",
            (await Assert.ThrowsAsync<PrivateApiException>(() => ApplyAsync(Spec("born") with { IsWithoutDeployment = true }))).ErrorId
        );
    }

    [Theory]
    [InlineData("back-end", "blue")]
    [InlineData("", "blue")]
    [InlineData("backend", "b l u e")]
    [InlineData("backend", "blue;green")]
    [InlineData("backend", "")]
    public async Task Stage_variables_that_API_Gateway_does_not_take_are_refused_before_anything_is_deployed(string name, string value)
    {
        string before = (await BotoAsync("see", _api)).GetRawText();
        Dictionary<string, string> variables = new() { [name] = value };
        foreach (
            StageSpec spec in new[]
            {
                Spec("prod") with
                {
                    Variables = variables,
                },
                Spec("prod") with
                {
                    Variables = variables,
                    IsWithoutDeployment = true,
                },
                Spec("prod") with
                {
                    CanaryPercent = 10,
                    CanaryVariables = variables,
                },
            }
        )
        {
            PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() => ApplyAsync(spec));
            Assert.Equal("InvalidStageVariable", refused.ErrorId);
        }

        Assert.Equal(before, (await BotoAsync("see", _api)).GetRawText());
    }

    [Fact]
    public async Task Every_character_that_API_Gateway_takes_in_a_stage_variable_is_taken() =>
        Assert.Equal(
            "Az09-._~:/?#&=,",
            (
                await ApplyAsync(
                    Spec("prod") with
                    {
                        Variables = new Dictionary<string, string> { ["back_End9"] = "Az09-._~:/?#&=," },
                        IsWithoutDeployment = true,
                    }
                )
            ).Variable["back_End9"]
        );

    [Theory]
    [InlineData("arn:aws:s3:::b")]
    [InlineData("arn:aws:logs:eu-west-1:123456789012:log-group:")]
    [InlineData("arn:aws:logs:eu-west-1:123456789012:log-group:calls:log-stream:one")]
    [InlineData("arn:aws:firehose:eu-west-1:123456789012:deliverystream/calls")]
    public async Task Access_logs_go_to_log_groups_and_to_streams_for_API_Gateway_alone(string arn) =>
        Assert.Equal(
            "InvalidAccessLog",
            (
                await Assert.ThrowsAsync<PrivateApiException>(() =>
                    ApplyAsync(Spec("prod") with { IsWithoutDeployment = true, AccessLogArn = arn })
                )
            ).ErrorId
        );

    [Theory]
    [InlineData("arn:aws:logs:eu-west-1:123456789012:log-group:/aws/calls_1.a#b")]
    [InlineData("arn:aws-us-gov:firehose:us-gov-west-1:123456789012:deliverystream/amazon-apigateway-calls")]
    public async Task Both_kinds_of_destinations_are_taken(string arn) =>
        Assert.Equal(arn, (await ApplyAsync(Spec("prod") with { IsWithoutDeployment = true, AccessLogArn = arn })).AccessLogArn);

    [Theory]
    [InlineData("~1pet/GET", "no method GET /pet,")]
    [InlineData("~1pets/DELETE", "no method DELETE /pets,")]
    [InlineData("~1pets/GET", null)]
    [InlineData("*/*", null)]
    public async Task A_setting_of_a_method_that_is_not_there_is_made_with_a_warning(string key, string? warning)
    {
        Dictionary<string, MethodChange> methods = new() { [key] = new() { ThrottlingRateLimit = 5 } };
        await ApplyAsync(Spec("prod") with { IsWithoutDeployment = true, Methods = methods });
        JsonElement stage = (await BotoAsync("see", _api)).GetProperty("stage");
        Assert.Equal(5, stage.GetProperty("methodSettings").GetProperty(key).GetProperty("throttlingRateLimit").GetDouble());
        Assert.Equal(warning is null ? 0 : 1, _scene.Lab.ProgressEvents.Warnings.Count());
        Assert.Contains(
            warning ?? string.Empty,
            _scene.Lab.ProgressEvents.Warnings.FirstOrDefault() ?? string.Empty,
            StringComparison.Ordinal
        );
    }

    // API Gateway guide, "Set up CloudWatch logging for REST APIs"; the text as users report it (CDK, Serverless and SAM issues).
    [Theory]
    [InlineData("prod", true)]
    [InlineData("unborn", false)]
    public async Task Without_a_role_to_write_logs_by_nothing_is_changed_and_no_stage_is_left_and_the_error_says_what_to_do(
        string stage,
        bool isWithoutDeployment
    )
    {
        await BotoAsync("role", string.Empty);
        JsonElement before = await BotoAsync("see", _api);
        PrivateApiException refused = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ApplyAsync(
                Spec(stage) with
                {
                    IsWithoutDeployment = isWithoutDeployment,
                    TracingEnabled = true,
                    Methods = new Dictionary<string, MethodChange> { ["*/*"] = new() { LoggingLevel = "Info" } },
                }
            )
        );
        Assert.Equal("LogRoleMissing", refused.ErrorId);
        Assert.Contains("AmazonAPIGatewayPushToCloudWatchLogs", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before.GetRawText(), (await BotoAsync("see", _api)).GetRawText());
    }

    private StageSpec Spec(string stage) => new() { RestApiId = _api, StageName = stage };

    private async Task<Stage> ApplyAsync(StageSpec spec)
    {
        StageUpdate update = new(_scene.Lab.Session);
        StageRevision revision = await update.PlanAsync(spec, _scene.Lab.ProgressEvents, LabScene.Stop);
        return await update.ApplyAsync(revision, _scene.Lab.ProgressEvents, LabScene.Stop);
    }

    private Task<JsonElement> BotoAsync(params string[] arguments) => Peer.BotoAsync("stages.py", _scene.Lab.Lab.Listen(), arguments);
}
