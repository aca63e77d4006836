using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// API Gateway API reference, "Authorizer": identity sources, validation expression and time to live. API Gateway guide, "How API Gateway
/// resource policies affect authorization workflow", Table A. What the function answers is stated in its environment.
/// </summary>
public sealed class LambdaAuthorizerTests : IDisposable
{
    private const string Unauthorized = """401 {"message":"Unauthorized"}""";
    private const string Denied =
        """403 {"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}""";
    private const string Archive =
        "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAEAAAAYS5weVBLAQIUAxQAAAAAAAAAIQAAAAAAAAAAAAAAAAAEAAAAAAAAAAAAAACA"
        + "AQAAAABhLnB5UEsFBgAAAAABAAEAMgAAACIAAAAAAA==";
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:decide";
    private const string Trust =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    private readonly FakeTimeProvider _clock = new();
    private GatewayScene? _scene;
    private string _id = string.Empty;
    private string _authorizer = string.Empty;

    public void Dispose() => _scene?.Dispose();

    [Fact]
    public async Task A_call_without_what_the_authorizer_reads_is_401_and_another_gets_its_decision()
    {
        await MakeAsync("""{"type":"TOKEN","identitySource":"method.request.header.Auth","authorizerResultTtlInSeconds":0}""", "Deny");
        Assert.Equal(Unauthorized, await CallAsync());
        Assert.Equal(Unauthorized, await CallAsync("/pets", ("Auth", string.Empty)));
        Assert.Equal(Unauthorized, await CallAsync("/pets", ("Authorization", "t")));
        Assert.Equal(Denied, await CallAsync("/pets", ("Auth", "t")));
        await AnswersAsync("Allow");
        Assert.StartsWith("200", await CallAsync("/pets", ("Auth", "t")), StringComparison.Ordinal);
        await AnswersAsync("Unauthorized");
        Assert.Equal(Unauthorized, await CallAsync("/pets", ("Auth", "t")));
    }

    [Fact]
    public async Task A_token_has_to_match_the_expression()
    {
        await MakeAsync(
            """{"type":"TOKEN","identitySource":"method.request.header.Auth","identityValidationExpression":"Bearer [a-z]+"}""",
            "Allow"
        );
        Assert.Equal(Unauthorized, await CallAsync("/pets", ("Auth", "Bearer 1")));
        Assert.StartsWith("200", await CallAsync("/pets", ("Auth", "Bearer t")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_kept_by_the_identity_sources_for_300_seconds()
    {
        await MakeAsync("""{"type":"REQUEST","identitySource":"method.request.header.Auth, method.request.querystring.key"}""", "Allow");
        Assert.Equal(Unauthorized, await CallAsync("/pets", ("Auth", "t")));
        Assert.StartsWith("200", await CallAsync("/pets?key=1", ("Auth", "t")), StringComparison.Ordinal);
        await AnswersAsync("Deny");
        _clock.Advance(TimeSpan.FromSeconds(299));
        Assert.StartsWith("200", await CallAsync("/pets?key=1", ("Auth", "t")), StringComparison.Ordinal);
        Assert.Equal(Denied, await CallAsync("/pets?key=2", ("Auth", "t")));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Denied, await CallAsync("/pets?key=1", ("Auth", "t")));
    }

    [Fact]
    public async Task What_is_kept_is_forgotten_when_the_cache_is_flushed()
    {
        await MakeAsync("""{"type":"TOKEN","identitySource":"method.request.header.Auth"}""", "Deny");
        Assert.Equal(Denied, await CallAsync("/pets", ("Auth", "t")));
        await AnswersAsync("Allow");
        Assert.Equal(Denied, await CallAsync("/pets", ("Auth", "t")));
        await _scene!.JsonAsync(HttpMethod.Delete, $"/restapis/{_id}/stages/v1/cache/authorizers");
        Assert.StartsWith("200", await CallAsync("/pets", ("Auth", "t")), StringComparison.Ordinal);
    }

    // "If it equals 0, authorization caching is disabled."
    [Fact]
    public async Task What_is_kept_does_not_count_once_a_deployment_keeps_nothing()
    {
        await MakeAsync("""{"type":"TOKEN","identitySource":"method.request.header.Auth"}""", "Deny");
        Assert.Equal(Denied, await CallAsync("/pets", ("Auth", "t")));
        await AnswersAsync("Allow");
        await _scene!.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{_id}/authorizers/{_authorizer}",
            """{"patchOperations":[{"op":"replace","path":"/authorizerResultTtlInSeconds","value":"0"}]}"""
        );
        await _scene.DeployAsync(_id);
        Assert.StartsWith("200", await CallAsync("/pets", ("Auth", "t")), StringComparison.Ordinal);
    }

    // The action of FlushStageAuthorizersCache is on one stage.
    [Fact]
    public void What_is_kept_for_another_stage_stays_when_a_cache_is_flushed()
    {
        AuthorizerCache cache = new();
        cache.Keep("api", "v1", "t", "Allow", _clock.GetUtcNow().AddSeconds(300));
        cache.Keep("api", "v2", "t", "Deny", _clock.GetUtcNow().AddSeconds(300));
        cache.Flush("api", "v1");
        Assert.Null(cache.Find("api", "v1", "t", _clock.GetUtcNow()));
        Assert.Equal("Deny", cache.Find("api", "v2", "t", _clock.GetUtcNow()));
    }

    [Theory]
    [InlineData("Allow", "arn:aws:execute-api:*:*:*/v1/GET/pets", "200")]
    [InlineData("Deny", "arn:aws:execute-api:*:*:*/v1/GET/pets", "403")]
    [InlineData("Deny", "arn:aws:execute-api:*:*:*/v1/POST/*", "200")]
    public async Task A_policy_document_is_judged_for_the_method_called(string effect, string resource, string status)
    {
        string document =
            $$"""{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"{{effect}}","Resource":"{{resource}}"}]}""";
        await MakeAsync(
            """{"type":"TOKEN","identitySource":"method.request.header.Auth"}""",
            new JsonObject { ["principalId"] = "me", ["policyDocument"] = JsonNode.Parse(document) }.ToJsonString()
        );
        Assert.StartsWith(status, await CallAsync("/pets", ("Auth", "t")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no policy", true)]
    [InlineData("Allow", false)]
    public async Task An_authorizer_that_cannot_answer_is_500(string answer, bool isPermitted)
    {
        await MakeAsync("""{"type":"TOKEN","identitySource":"method.request.header.Auth"}""", answer, isPermitted);
        Assert.StartsWith("500", await CallAsync("/pets", ("Auth", "t")), StringComparison.Ordinal);
    }

    private Task<string> CallAsync(string path = "/pets", params (string Name, string Value)[] headers) =>
        _scene!.CallAsync(_scene.Inside, $"{GatewayScene.Host(_id)}/v1{path}", headers);

    private async Task MakeAsync(string authorizer, string answer, bool isPermitted = true)
    {
        _scene = await GatewayScene.MakeAsync(_clock);
        _id = _scene.PrivateId;
        await _scene.Client.QueryAsync(
            "iam",
            $"Action=CreateRole&Version=2010-05-08&RoleName=decide&AssumeRolePolicyDocument={WebUtility.UrlEncode(Trust)}"
        );
        _clock.Advance(TimeSpan.FromSeconds(60));
        await LambdaAsync(
            HttpMethod.Post,
            string.Empty,
            new JsonObject
            {
                ["FunctionName"] = "decide",
                ["Role"] = "arn:aws:iam::123456789012:role/decide",
                ["Runtime"] = "python3.14",
                ["Handler"] = "index.handler",
                ["Code"] = new JsonObject { ["ZipFile"] = Archive },
                ["Environment"] = Environment(answer),
            }
        );
        _clock.Advance(TimeSpan.FromSeconds(60));
        JsonObject given = JsonNode.Parse(authorizer)!.AsObject();
        given["name"] = "tokens";
        given["authorizerUri"] = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{Arn}/invocations";
        string id = _authorizer = (string)
            (await _scene.JsonAsync(HttpMethod.Post, $"/restapis/{_id}/authorizers", given.ToJsonString()))["id"]!;
        if (isPermitted)
        {
            await LambdaAsync(
                HttpMethod.Post,
                "/decide/policy",
                new JsonObject
                {
                    ["StatementId"] = "api",
                    ["Action"] = "lambda:InvokeFunction",
                    ["Principal"] = "apigateway.amazonaws.com",
                    ["SourceArn"] = $"arn:aws:execute-api:eu-west-1:123456789012:{_id}/authorizers/{id}",
                }
            );
        }

        await _scene.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{_id}/resources/{await _scene.ResourceAsync(_id, "/pets")}/methods/GET",
            $$"""{"patchOperations":[{"op":"replace","path":"/authorizationType","value":"CUSTOM"},{"op":"replace","path":"/authorizerId","value":"{{id}}"}]}"""
        );
        await _scene.DeployAsync(_id);
    }

    private Task AnswersAsync(string answer) =>
        LambdaAsync(HttpMethod.Put, "/decide/configuration", new JsonObject { ["Environment"] = Environment(answer) });

    private static JsonObject Environment(string answer) =>
        new() { ["Variables"] = new JsonObject { ["PRIVATEAPI_LAB_AUTHORIZER"] = answer } };

    private async Task LambdaAsync(HttpMethod method, string path, JsonObject body)
    {
        HttpResponseMessage answer = await _scene!.Client.SendAsync("lambda", method, "/2015-03-31/functions" + path, body.ToJsonString());
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
