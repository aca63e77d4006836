using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// Keys that boto3 makes, in a plan of the stage and not: reports 37 (amplify-education/serverless-domain-manager issue 321: a key in no
/// usage plan) and 38 (api3dao/airnode issue 1357: an OPTIONS method that requires a key).
/// </summary>
public sealed class ApiKeyReadTests
{
    [Theory]
    [InlineData("good", 200, "is enabled and in usage plan gold", "whose quota is 100 requests a DAY", null)]
    [InlineData("disabled", 403, "API key disabled (", ") is disabled", "Set-PrivateApiKey")]
    [InlineData("planless", 403, "API key planless (", "is in no usage plan", "New-AGUsagePlanKey")]
    [InlineData("elsewhere", 403, "is only in silver (", "which is not for this stage", "New-AGUsagePlanKey")]
    [InlineData("wrong", 403, "the call's key is none of account 123456789012", "in eu-west-1", null)]
    [InlineData(null, 403, "requires an API key, and the call carries none", "", null)]
    public async Task A_key_is_judged_as_API_Gateway_judges_it(string? key, int status, string says, string too, string? remedy)
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", scene.Lab.Lab.Listen(), scene.Endpoint.VpcEndpointId);
        TestRequest request = Order(scene, made, "POST", Value(made, key));
        PathVerdict predicted = await LabCalls.PredictAsync(scene.Lab, request);
        Finding found = predicted[CheckName.ApiKey];
        Assert.Equal(status == 200 ? CheckStatus.Passed : CheckStatus.Failed, found.Status);
        Assert.Contains(says, found.Message, StringComparison.Ordinal);
        Assert.Contains(too, found.Message, StringComparison.Ordinal);
        Assert.Equal(remedy, found.Remedy?.ToString().Split(' ')[0]);
        (int got, string body) = await LabCalls.MakeAsync(scene.Lab, request, predicted, Inside(scene));
        Assert.Equal((status, status), (got, predicted.Answer?.StatusCode ?? 200));
        Assert.Equal(status == 200 ? "taken" : """{"message":"Forbidden"}""", body);
    }

    [Fact]
    public async Task A_remedy_for_a_key_names_the_plan_of_the_stage_and_cures_when_typed()
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", scene.Lab.Lab.Listen(), scene.Endpoint.VpcEndpointId);
        PathVerdict predicted = await LabCalls.PredictAsync(scene.Lab, Order(scene, made, "POST", Value(made, "planless")));
        Assert.Equal(
            $"New-AGUsagePlanKey -UsagePlanId {made.GetProperty("plans").GetProperty("gold").GetString()} "
                + $"-KeyId {made.GetProperty("keys").GetProperty("planless").GetProperty("id").GetString()} -KeyType API_KEY",
            predicted[CheckName.ApiKey].Remedy!.ToString()
        );
    }

    [Fact]
    public async Task An_OPTIONS_that_requires_a_key_is_the_fault_and_not_the_missing_key()
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", scene.Lab.Lab.Listen(), scene.Endpoint.VpcEndpointId);
        TestRequest request = Order(scene, made, "OPTIONS", null);
        PathVerdict predicted = await LabCalls.PredictAsync(scene.Lab, request);
        Finding found = predicted[CheckName.ApiKey];
        Assert.Equal(CheckStatus.Failed, found.Status);
        Assert.Contains("browsers send none with a preflight", found.Message, StringComparison.Ordinal);
        string resource = made.GetProperty("resource").GetString()!;
        Assert.Equal(
            $"Update-AGMethod -RestApiId {made.GetProperty("api").GetString()} -ResourceId {resource} "
                + "-HttpMethod OPTIONS -PatchOperation @{ Op = 'replace'; Path = '/apiKeyRequired'; Value = 'false' }; "
                + $"Publish-PrivateApi -RestApiId {made.GetProperty("api").GetString()} -StageName {request.StageName}",
            found.Remedy!.ToString()
        );
        Assert.Equal((403, """{"message":"Forbidden"}"""), await LabCalls.MakeAsync(scene.Lab, request, predicted, Inside(scene)));
    }

    [Fact]
    public async Task The_key_is_in_no_snapshot_and_no_message()
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", scene.Lab.Lab.Listen(), scene.Endpoint.VpcEndpointId);
        string file = Path.GetTempFileName();
        try
        {
            PathVerdict predicted = await LabCalls.PredictAsync(scene.Lab, Order(scene, made, "POST", Value(made, "good")), file);
            string text =
                await File.ReadAllTextAsync(file, LabScene.Stop) + string.Join("\n", predicted.Findings.Select(item => item.Finding));
            Assert.Contains(made.GetProperty("keys").GetProperty("good").GetProperty("id").GetString()!, text, StringComparison.Ordinal);
            Assert.All(
                made.GetProperty("keys").EnumerateObject(),
                key => Assert.DoesNotContain(key.Value.GetProperty("value").GetString()!, text, StringComparison.Ordinal)
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Keys_are_read_only_where_the_method_requires_one_and_the_call_carries_one()
    {
        using CallScene scene = await CallScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", scene.Lab.Lab.Listen(), scene.Endpoint.VpcEndpointId);
        Assert.Equal((1, 1), await CountAsync(scene, Order(scene, made, "POST", Value(made, "good"))));
        Assert.Equal((1, 2), await CountAsync(scene, Order(scene, made, "POST", Value(made, "planless"))));
        Assert.Equal((0, 0), await CountAsync(scene, Order(scene, made, "POST", null)));
        Assert.Equal(
            (0, 0),
            await CountAsync(
                scene,
                Order(scene, made, "GET", Value(made, "good")) with
                {
                    Apis = [(scene.Api.RestApiId, null)],
                    StageName = "demo",
                    Path = "/pets",
                }
            )
        );
    }

    [Theory]
    [InlineData("GetApiKeys", "apigateway:GET on /apikeys is denied")]
    [InlineData("GetUsagePlans", "apigateway:GET on /apikeys is denied")]
    public async Task Keys_that_may_not_be_read_leave_the_answer_open(string operation, string says)
    {
        using ReadScene reads = await ReadScene.MakeAsync();
        JsonElement made = await Peer.BotoAsync("keys.py", reads.Calls.Lab.Lab.Listen(), reads.Calls.Endpoint.VpcEndpointId);
        (PathVerdict verdict, _) = await reads.TestAsync(Order(reads.Calls, made, "POST", Value(made, "good")), operation);
        Assert.Equal((CheckStatus.Skipped, Verdict.Unknown), (verdict[CheckName.ApiKey].Status, verdict.Verdict));
        Assert.Contains(says, verdict[CheckName.ApiKey].Message, StringComparison.Ordinal);
    }

    private static async Task<(int Keys, int Plans)> CountAsync(CallScene scene, TestRequest request)
    {
        ReadHandler handler = new(scene.Lab.Lab.CreateHandler());
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        await new ApiTester(session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return (handler.Count.GetValueOrDefault("GetApiKeys"), handler.Count.GetValueOrDefault("GetUsagePlans"));
    }

    private static LabCaller Inside(CallScene scene) => LabCaller.Subnet(scene.Network.SubnetId[0], [scene.Network.SecurityGroupId!]);

    private static string? Value(JsonElement made, string? key) =>
        key is null ? null
        : made.GetProperty("keys").TryGetProperty(key, out JsonElement found) ? found.GetProperty("value").GetString()
        : "a-key-that-nobody-has-made";

    private static TestRequest Order(CallScene scene, JsonElement made, string method, string? key) =>
        new()
        {
            Apis = [(made.GetProperty("api").GetString()!, null)],
            StageName = "v1",
            Method = method,
            Path = "/orders",

            // Headers are compared without case: whoever writes X-API-Key sends a key.
            Headers = key is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["X-API-Key"] = key },
            Caller = new CallerRequest { SubnetIds = [scene.Network.SubnetId[0]], SecurityGroupIds = [scene.Network.SecurityGroupId!] },
        };
}
