using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// API Gateway guide, "Control access to REST APIs using Amazon Cognito user pools as an authorizer", and Knowledge Center, "401 Unauthorized
/// errors … after I set up an Amazon Cognito user pool": issuer, signature and time have to fit; without scopes an ID token counts, with scopes
/// an access token that has one. Table B: the resource policy has to allow the call as well.
/// </summary>
public sealed class UserPoolAuthorizerTests : IDisposable
{
    private const string Unauthorized = """401 {"message":"Unauthorized"}""";
    private const string Expired = """401 {"message":"The incoming token has expired"}""";

    private readonly FakeTimeProvider _clock = new();
    private readonly PoolTokens _pool = new("eu-west-1_Pets00001");
    private readonly PoolTokens _other = new("eu-west-1_Other0001");
    private GatewayScene? _scene;
    private string _id = string.Empty;

    public void Dispose()
    {
        _scene?.Dispose();
        _pool.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_pool_passes_and_no_other_does()
    {
        await MakeAsync();
        string good = _pool.Token("id", Now);
        await AnswersAsync("200", good);
        await AnswersAsync("200", "Bearer " + good);
        Assert.Equal(Unauthorized, await CallAsync());
        await AnswersAsync(Unauthorized, "no token");
        await AnswersAsync(Unauthorized, good[..^6] + "AAAAAA");
        await AnswersAsync(Unauthorized, _other.Token("id", Now));
        await AnswersAsync(Unauthorized, _other.Token("id", Now, ("iss", $"https://cognito-idp.eu-west-1.amazonaws.com/{_pool.Id}")));
    }

    [Fact]
    public async Task A_token_whose_time_is_over_is_refused_in_words()
    {
        await MakeAsync();
        string token = _pool.Token("id", Now);
        _clock.Advance(TimeSpan.FromSeconds(3599));
        await AnswersAsync("200", token);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await AnswersAsync(Expired, token);
    }

    [Fact]
    public async Task Without_scopes_an_ID_token_counts_and_with_scopes_an_access_token_that_has_one()
    {
        await MakeAsync();
        await AnswersAsync(Unauthorized, _pool.Token("access", Now));
        await RequireAsync("pets/read");
        await AnswersAsync(Unauthorized, _pool.Token("id", Now));
        await AnswersAsync("200", _pool.Token("access", Now));
        await AnswersAsync("200", _pool.Token("access", Now, ("scope", "a pets/read b")));
        await AnswersAsync(Unauthorized, _pool.Token("access", Now, ("scope", "pets/write")));
        await AnswersAsync(Unauthorized, _pool.Token("access", Now, ("scope", null)));
    }

    [Fact]
    public async Task The_expression_is_about_the_audience()
    {
        await MakeAsync("client");
        await AnswersAsync("200", _pool.Token("id", Now));
        await AnswersAsync(Unauthorized, _pool.Token("id", Now, ("aud", "another client")));
    }

    [Fact]
    public async Task A_pool_whose_keys_the_lab_does_not_have_is_500()
    {
        await MakeAsync(withKeys: false);
        await AnswersAsync("500", _pool.Token("id", Now));
        Assert.Equal(Unauthorized, await CallAsync());
    }

    [Fact]
    public async Task Claims_reach_the_integration()
    {
        await MakeAsync();
        await _scene!.JsonAsync(
            HttpMethod.Put,
            $"/restapis/{_id}/resources/{await _scene.ResourceAsync(_id, "/pets")}/methods/GET/integration",
            """{"type":"MOCK","requestTemplates":{"application/json":"{\"statusCode\":200}"}}"""
        );
        await _scene.JsonAsync(
            HttpMethod.Put,
            $"/restapis/{_id}/resources/{await _scene.ResourceAsync(_id, "/pets")}/methods/GET/integration/responses/200",
            """{"responseTemplates":{"application/json":"$context.authorizer.claims.sub $context.authorizer.claims['aud']"}}"""
        );
        await _scene.DeployAsync(_id);
        Assert.Equal("200 aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee client", await CallAsync(("Authorization", _pool.Token("id", Now))));
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    private Task<string> CallAsync(params (string Name, string Value)[] headers) =>
        _scene!.CallAsync(_scene.Inside, $"{GatewayScene.Host(_id)}/v1/pets", headers);

    private async Task AnswersAsync(string expected, string token) =>
        Assert.StartsWith(expected, await CallAsync(("Authorization", token)), StringComparison.Ordinal);

    private async Task MakeAsync(string? audience = null, bool withKeys = true)
    {
        _scene = await GatewayScene.MakeAsync(
            _clock,
            options =>
                options with
                {
                    UserPools = withKeys ? new Dictionary<string, string> { [_pool.Id] = _pool.KeySet } : options.UserPools,
                }
        );
        _id = _scene.PrivateId;
        JsonObject authorizer = new()
        {
            ["name"] = "pets",
            ["type"] = "COGNITO_USER_POOLS",
            ["providerARNs"] = new JsonArray(_pool.Arn),
            ["identitySource"] = "method.request.header.Authorization",
            ["identityValidationExpression"] = audience,
        };
        string id = (string)(await _scene.JsonAsync(HttpMethod.Post, $"/restapis/{_id}/authorizers", authorizer.ToJsonString()))["id"]!;
        await PatchAsync(
            $$"""{"op":"replace","path":"/authorizationType","value":"COGNITO_USER_POOLS"},{"op":"replace","path":"/authorizerId","value":"{{id}}"}"""
        );
    }

    private Task RequireAsync(string scope) => PatchAsync($$"""{"op":"add","path":"/authorizationScopes","value":"{{scope}}"}""");

    private async Task PatchAsync(string operations)
    {
        await _scene!.JsonAsync(
            HttpMethod.Patch,
            $"/restapis/{_id}/resources/{await _scene.ResourceAsync(_id, "/pets")}/methods/GET",
            $$"""{"patchOperations":[{{operations}}]}"""
        );
        await _scene.DeployAsync(_id);
    }
}
