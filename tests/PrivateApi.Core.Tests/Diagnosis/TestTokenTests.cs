using System.Text;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Tests.Lab.DataPlane;
using PrivateApi.Text;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>What a method's authorizer reads, as the stage's export shows it, and where a token goes by that.</summary>
public sealed class TestTokenTests
{
    private const string Token = "not-to-be-seen";

    [Theory]
    [InlineData("""{"type":"token"}""", "X-Pet", "method.request.header.X-Pet")]
    [InlineData("""{"type":"cognito_user_pools","providerARNs":["arn"]}""", "Authorization", "method.request.header.Authorization")]
    [InlineData(
        """{"type":"request","identitySource":"method.request.header.Auth, method.request.querystring.key"}""",
        "Unused",
        "method.request.header.Auth method.request.querystring.key"
    )]
    [InlineData("""{"type":"request","authorizerResultTtlInSeconds":0}""", "Unused", "")]
    public void The_export_of_a_stage_shows_what_an_authorizer_reads(string authorizer, string header, string sources) =>
        Assert.Equal(sources, string.Join(' ', Method(authorizer, header).IdentitySources));

    [Fact]
    public void The_export_shows_whose_tokens_with_which_scopes_a_method_takes()
    {
        const string pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pets00001";
        MethodFact method = Method(
            $$"""{"type":"cognito_user_pools","providerARNs":["{{pool}}"]}""",
            "Authorization",
            "\"pets/read\",\"pets/write\""
        );
        Assert.Equal([pool], method.UserPoolArns);
        Assert.Equal(["pets/read", "pets/write"], method.Scopes);
    }

    [Fact]
    public void What_a_token_says_of_itself_is_read_for_user_pools_alone()
    {
        const string pool = "eu-west-1_Pets00001";
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(60);
        using PoolTokens tokens = new(pool);
        TestRequest request = new() { Apis = [], Token = "Bearer " + tokens.Token("access", now) };
        MethodFact method = Method("""{"type":"cognito_user_pools","providerARNs":["arn"]}""", "X-Pet") with
        {
            Authorization = "COGNITO_USER_POOLS",
        };
        TokenClaims claims = TestToken.Claims(request, method, now.AddMinutes(59))!;
        Assert.Equal($"https://cognito-idp.eu-west-1.amazonaws.com/{pool}", claims.Issuer);
        Assert.Equal(("access", "pets/read", now.AddHours(1)), (claims.Use, Assert.Single(claims.Scopes), claims.Expires));
        Assert.False(claims.IsExpired);
        Assert.True(TestToken.Claims(request, method, now.AddMinutes(61))!.IsExpired);
        Assert.Null(TestToken.Claims(request, method with { Authorization = "CUSTOM" }, now));
        Assert.Null(TestToken.Claims(request with { Token = null }, method, now));
        Assert.False(TestToken.Claims(request with { Token = "a.b.c" }, method, now)!.IsReadable);
    }

    // API Gateway API reference, "Authorizer", identityValidationExpression: for TOKEN authorizers, a regular expression.
    [Theory]
    [InlineData("token", "Bearer [a-z]+", "Bearer abc", true)]
    [InlineData("token", "Bearer [a-z]+", "abc", false)]
    [InlineData("token", "Bearer [a-z]+", null, null)]
    [InlineData("token", "", "abc", null)]
    [InlineData("token", "(", "abc", null)]
    [InlineData("request", "Bearer [a-z]+", "abc", null)]
    public void A_token_matches_the_expression_of_a_token_authorizer_or_does_not(
        string type,
        string expression,
        string? token,
        bool? matches
    ) =>
        Assert.Equal(
            matches,
            TestToken.MatchesExpression(
                new TestRequest { Apis = [], Token = token },
                Method($$"""{"type":"{{type}}","identityValidationExpression":"{{expression}}"}""", "X-Pet")
            )
        );

    // RFC 7519, "exp": on or after that time the token must not be accepted.
    [Theory]
    [InlineData("1000", 999, false)]
    [InlineData("1000", 1000, true)]
    [InlineData("1e12", 1000, false)]
    public void A_token_is_over_from_its_second_on_and_never_at_a_time_that_no_calendar_has(string exp, int now, bool isOver)
    {
        string payload = Convert.ToBase64String(Encoding.UTF8.GetBytes($$"""{"exp":{{exp}}}""")).TrimEnd('=');
        Assert.Equal(isOver, TokenClaims.Read($"e30.{payload}.c2ln", DateTimeOffset.UnixEpoch.AddSeconds(now)).IsExpired);
    }

    [Fact]
    public void A_token_goes_into_the_header_that_the_authorizer_reads_and_is_masked_there()
    {
        TestRequest request = new()
        {
            Apis = [],
            Token = Token,
            Headers = new Dictionary<string, string> { ["Accept"] = "text/plain" },
        };
        MethodFact method = Method("""{"type":"token"}""", "X-Pet");
        Assert.Equal(Token, TestToken.Headers(request, method)["X-Pet"]);
        Assert.Equal(SecretText.Mask, TestToken.Masked(request, method)["X-Pet"]);
        Assert.Equal("text/plain", TestToken.Masked(request, method)["Accept"]);
        Assert.Equal(Token, TestToken.Headers(request, null)["Authorization"]);
        Assert.Equal(["method.request.header.Accept", "method.request.header.X-Pet"], TestToken.Sent(request, method));
    }

    [Fact]
    public void A_call_of_whose_headers_nothing_was_said_may_carry_a_token() =>
        Assert.Null(TestToken.Sent(new TestRequest { Apis = [], Path = "/pets" }, Method("""{"type":"token"}""", "X-Pet")));

    [Fact]
    public void Parameters_of_the_query_are_sent_too_and_empty_values_are_not() =>
        Assert.Equal(
            ["method.request.querystring.key"],
            TestToken.Sent(
                new TestRequest
                {
                    Apis = [],
                    Path = "/pets?key=1&empty=",
                    Headers = new Dictionary<string, string> { ["Auth"] = string.Empty },
                },
                null
            )
        );

    private static MethodFact Method(string authorizer, string header, string scopes = "") =>
        Assert.Single(
            ExportReader
                .Read(
                    new StageFact { Name = "demo" },
                    Encoding.UTF8.GetBytes(
                        """
                        {"openapi":"3.0.1","info":{"title":"pets","version":"1"},
                        "paths":{"/pets":{"get":{"security":[{"tokens":[SCOPES]}]}}},
                        "components":{"securitySchemes":{"tokens":{"type":"apiKey","name":"HEADER","in":"header",
                        "x-amazon-apigateway-authtype":"custom","x-amazon-apigateway-authorizer":AUTHORIZER}}}}
                        """.Replace("HEADER", header, StringComparison.Ordinal).Replace(
                            "AUTHORIZER",
                            authorizer,
                            StringComparison.Ordinal
                        ).Replace("SCOPES", scopes, StringComparison.Ordinal)
                    )
                )
                .Methods
        );
}
