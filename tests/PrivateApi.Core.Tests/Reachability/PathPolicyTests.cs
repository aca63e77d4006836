using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Use VPC endpoint policies for private APIs", "How API Gateway resource policies affect authorization
/// workflow" (Tables A and B), "AWS condition keys that can be used in API Gateway resource policies", "API Gateway resource
/// policy examples".
/// </summary>
public sealed class PathPolicyTests
{
    private const string Masked = "arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets";
    private const string Role = "arn:aws:sts::123456789012:assumed-role/caller/session";
    private const string Foreign = "arn:aws:sts::999999999999:assumed-role/caller/session";
    private const string Issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pets00001";
    private const string Silent =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/other/*"}]}""";
    private const string Allow =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";
    private const string Deny =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Sid":"NotPets","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/pets"}]}""";

    [Fact]
    public void Without_a_policy_of_its_own_an_endpoint_lets_everything_through()
    {
        Scene.Open().Expect(CheckName.EndpointPolicy, CheckStatus.Passed, "the default policy");
        Scene
            .Open()
            .WithEndpoint(item =>
                item with
                {
                    Policy = """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""",
                }
            )
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed, "Allowed by statement 1");
    }

    [Fact]
    public void An_endpoint_policy_for_other_APIs_denies_implicitly_and_one_with_a_Deny_explicitly()
    {
        Endpoint(
                """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:zzz/*"}"""
            )
            .Expect(
                CheckName.EndpointPolicy,
                CheckStatus.Failed,
                "no statement allows it",
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -AddStatement"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no VPC endpoint policy allows the execute-api:Invoke action"
            );
        Endpoint(
                """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:execute-api:*:*:*/*/GET/*"}"""
            )
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed, "ExplicitlyDenied by statement 2")
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} with an explicit deny in a VPC endpoint policy"
            );
    }

    [Fact]
    public void An_endpoint_policy_sees_the_signer_whatever_the_methods_authorization()
    {
        Scene scene = Endpoint(
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/caller"},"Action":"execute-api:Invoke","Resource":"*"}"""
        );
        scene.Expect(CheckName.EndpointPolicy, CheckStatus.Failed);
        scene
            .Calling(call => call with { Principal = Role })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        scene.Calling(call => call with { Principal = Foreign }).Expect(CheckName.EndpointPolicy, CheckStatus.Failed, "999999999999");
    }

    [Fact]
    public void The_shorthand_of_resource_policies_matches_nothing_in_an_endpoint_policy() =>
        Endpoint("""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""")
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed);

    [Fact]
    public void A_policy_that_cannot_be_understood_is_skipped()
    {
        Scene
            .Open()
            .WithEndpoint(item => item with { Policy = "not json" })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Skipped, "cannot be parsed")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Deployed("not json").Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "cannot be parsed").Expect(Verdict.Unknown);
    }

    [Fact]
    public void The_deployed_resource_policy_has_to_allow_a_call_without_authorizer()
    {
        Deployed(Allow)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed, "policy deployed on demo: Allowed by statement 1")
            .Expect(CheckName.MethodAuthorization, CheckStatus.NotApplicable, "the resource policy alone decides")
            .Expect(Verdict.Reachable);
        Deployed(Silent)
            .Expect(
                CheckName.ResourcePolicy,
                CheckStatus.Failed,
                "no statement allows it",
                "Set-PrivateApiPolicy -RestApiId abc123def4 -Policy"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
            );
        Deployed(Deny)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "ExplicitlyDenied by \"NotPets\"")
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} with an explicit deny in a resource-based policy"
            );
        Deployed(null).Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "has no resource policy").Expect(Verdict.Blocked);
    }

    [Fact]
    public void Only_a_private_API_needs_a_resource_policy() =>
        Deployed(null)
            .WithApi(api => api with { EndpointType = "REGIONAL" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.NotApplicable, "only a PRIVATE API needs");

    [Fact]
    public void Policies_see_the_endpoint_its_VPC_and_the_callers_own_address()
    {
        Deployed(PolicyTemplates.SourceVpce("vpce-0other").ToJson())
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "aws:SourceVpce", $"-AddSourceVpce {Scene.Vpce}");
        Deployed(PolicyTemplates.SourceVpc("vpc-home").ToJson()).Expect(CheckName.ResourcePolicy, CheckStatus.Passed);
        Deployed(PolicyTemplates.SourceVpc("vpc-other").ToJson()).Expect(CheckName.ResourcePolicy, CheckStatus.Failed);
        Deployed(DenyUnless("aws:VpcSourceIp", "10.0.9.0/24")).Expect(CheckName.ResourcePolicy, CheckStatus.Passed);
        Deployed(DenyUnless("aws:VpcSourceIp", "10.0.8.0/24")).Expect(CheckName.ResourcePolicy, CheckStatus.Failed);
        Deployed(DenyUnless("aws:SourceIp", "0.0.0.0/0")).Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "aws:SourceIp");
    }

    [Fact]
    public void From_a_peered_VPC_the_source_is_the_VPC_that_the_endpoint_is_in()
    {
        Scene Peer(string policy) =>
            Peered().WithApi(api => api with { Policy = policy }).WithStage(stage => stage with { ExportedPolicy = policy });
        Peer(PolicyTemplates.SourceVpc("vpc-home").ToJson()).Expect(CheckName.ResourcePolicy, CheckStatus.Passed);
        Peer(PolicyTemplates.SourceVpc("vpc-peer").ToJson()).Expect(CheckName.ResourcePolicy, CheckStatus.Failed);
        Peer(DenyUnless("aws:VpcSourceIp", "10.1.1.0/24")).Expect(CheckName.ResourcePolicy, CheckStatus.Passed);
    }

    [Fact]
    public void An_IPv6_caller_has_its_IPv6_address() =>
        Deployed(DenyUnless("aws:VpcSourceIp", "2001:db8:0:9::/64"))
            .From(_ => Caller.Nobody with { Ipv6Address = "2001:db8:0:9::10" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Fact]
    public void Past_every_endpoint_a_policy_sees_neither_endpoint_nor_VPC()
    {
        Scene Past(string policy) =>
            Deployed(policy)
                .WithApi(api => api with { EndpointType = "REGIONAL" })
                .With(s => s with { Endpoints = [] })
                .Calling(call => call with { UrlForm = UrlForm.PrivateDns });
        Past(Scene.OnlyThroughEndpoint).Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "aws:SourceVpce");
        Deployed(null).From(_ => Caller.Nobody).Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "has no resource policy");
    }

    [Fact]
    public void A_request_key_that_the_call_brings_is_seen() =>
        Deployed(
                Allow.Replace(
                    "\"Resource\"",
                    "\"Condition\":{\"StringEquals\":{\"aws:UserAgent\":\"curl\"}},\"Resource\"",
                    StringComparison.Ordinal
                )
            )
            .Calling(call => call with { Keys = new Dictionary<string, string> { ["aws:UserAgent"] = "curl" } })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed);

    [Fact]
    public void A_policy_on_an_address_that_is_not_known_stays_open()
    {
        Scene scene = Deployed(DenyUnless("aws:VpcSourceIp", "10.0.9.0/24"))
            .From(_ => Caller.Nobody)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "aws:VpcSourceIp", "-SourceIp")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        scene
            .From(_ => Caller.Nobody with { Address = "10.0.9.10" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .From(_ => Caller.Nobody)
            .WithEndpoint(item =>
                item with
                {
                    Policy = DenyUnless("aws:VpcSourceIp", "10.0.9.0/24").Replace("execute-api:/*", "*", StringComparison.Ordinal),
                }
            )
            .Expect(CheckName.EndpointPolicy, CheckStatus.Skipped, "aws:VpcSourceIp")
            .Expect(Verdict.Unknown);
    }

    [Theory]
    [InlineData(Role, Effect.Allowed, Allow, true)]
    [InlineData(Role, Effect.Allowed, Silent, true)]
    [InlineData(Role, Effect.Allowed, Deny, false)]
    [InlineData(Role, Effect.ImplicitlyDenied, Allow, true)]
    [InlineData(Role, Effect.ImplicitlyDenied, Silent, false)]
    [InlineData(Role, Effect.ExplicitlyDenied, Allow, false)]
    [InlineData(Foreign, Effect.Allowed, Allow, true)]
    [InlineData(Foreign, Effect.Allowed, Silent, false)]
    [InlineData(Foreign, Effect.ImplicitlyDenied, Allow, false)]
    [InlineData(Foreign, Effect.ExplicitlyDenied, Allow, false)]
    public void A_signed_call_to_an_IAM_method_follows_Table_A_in_the_account_and_Table_B_across(
        string principal,
        Effect identity,
        string policy,
        bool isAllowed
    )
    {
        Scene scene = Deployed(policy)
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call => call with { Principal = principal, Identity = identity });
        scene.Expect(isAllowed ? Verdict.Reachable : Verdict.Blocked);
        Assert.Equal(isAllowed ? null : 403, scene.Verdict.Answer?.StatusCode);
        Assert.Contains(isAllowed ? string.Empty : principal, scene.Verdict.Answer?.Message ?? string.Empty, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unsigned_call_to_an_IAM_method_gets_the_answer_of_a_missing_path()
    {
        Scene
            .Open()
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Expect(
                CheckName.MethodAuthorization,
                CheckStatus.Failed,
                "not signed",
                "Invoke-PrivateApi -RestApiId",
                "-Path '/pets' -SignRequest"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    [Fact]
    public void An_explicit_deny_is_said_even_where_the_missing_signature_answers_first() =>
        Deployed(Deny)
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "ExplicitlyDenied by \"NotPets\"")
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed)
            .ExpectAnswer(403, "MissingAuthenticationTokenException", "Missing Authentication Token");

    [Fact]
    public void What_identity_policies_say_is_not_known_without_a_call()
    {
        Scene iam = Deployed(Silent)
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call => call with { Principal = Role });
        iam.Expect(CheckName.ResourcePolicy, CheckStatus.Passed, "the method's authorization alone decides")
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "identity policies", "-SignRequest")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        iam.Calling(call => call with { Principal = Foreign }).Expect(CheckName.ResourcePolicy, CheckStatus.Failed).Expect(Verdict.Blocked);
    }

    [Theory]
    [InlineData("CUSTOM", Silent, true, true)]
    [InlineData("CUSTOM", Allow, true, true)]
    [InlineData("CUSTOM", Deny, true, false)]
    [InlineData("COGNITO_USER_POOLS", Allow, true, true)]
    [InlineData("COGNITO_USER_POOLS", Silent, true, false)]
    [InlineData("COGNITO_USER_POOLS", Deny, true, false)]
    public void A_Lambda_authorizer_follows_Table_A_and_a_user_pool_Table_B(
        string authorization,
        string policy,
        bool isAccepted,
        bool isAllowed
    ) =>
        Deployed(policy)
            .WithMethod(method => method with { Authorization = authorization })
            .Calling(call => call with { HasToken = true, Identity = isAccepted ? Effect.Allowed : Effect.ImplicitlyDenied })
            .Expect(isAllowed ? Verdict.Reachable : Verdict.Blocked);

    [Theory]
    [InlineData("CUSTOM")]
    [InlineData("COGNITO_USER_POOLS")]
    public void A_token_that_is_missing_is_401_and_one_that_is_not_known_stays_open(string authorization)
    {
        Scene scene = Scene.Open().WithMethod(method => method with { Authorization = authorization });
        scene
            .Calling(call => call with { HasToken = false })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, authorization)
            .ExpectAnswer(401, "UnauthorizedException", "Unauthorized");
        scene
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "A live call with a token shows the result")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        scene
            .Calling(call => call with { HasToken = true, Identity = Effect.Allowed })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed, "allows the caller")
            .Expect(Verdict.Reachable);
    }

    [Theory]
    [InlineData("CUSTOM", "method.request.header.Auth", "method.request.header.auth", true)]
    [InlineData("CUSTOM", "method.request.header.Auth", "method.request.header.Authorization", false)]
    [InlineData("CUSTOM", "method.request.header.Auth|method.request.querystring.key", "method.request.header.Auth", false)]
    [InlineData(
        "CUSTOM",
        "method.request.header.Auth|method.request.querystring.key",
        "method.request.header.Auth|method.request.querystring.key",
        true
    )]
    [InlineData("CUSTOM", "method.request.querystring.Key", "method.request.querystring.key", false)]
    [InlineData("CUSTOM", "context.identity.sourceIp", "", true)]
    [InlineData("CUSTOM", "stageVariables.tenant", "", false)]
    [InlineData("COGNITO_USER_POOLS", "method.request.header.Authorization", "", false)]
    [InlineData("COGNITO_USER_POOLS", "method.request.header.Authorization", "method.request.header.Authorization", true)]
    public void Every_identity_source_has_to_be_there_or_the_answer_is_401(string authorization, string sources, string sent, bool isThere)
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method => method with { Authorization = authorization, IdentitySources = sources.Split('|') })
            .Calling(call => call with { Sent = sent.Split('|', StringSplitOptions.RemoveEmptyEntries) });
        if (isThere)
        {
            scene.Expect(CheckName.MethodAuthorization, CheckStatus.Skipped).Expect(Verdict.Unknown);
        }
        else
        {
            scene.Expect(Verdict.Blocked).ExpectAnswer(401, "UnauthorizedException", "Unauthorized");
        }
    }

    // API Gateway API reference, "Authorizer", identitySource and identityValidationExpression: the function is not asked then.
    [Fact]
    public void What_no_authorizer_is_asked_about_is_401_whatever_it_is_taken_to_decide()
    {
        Scene scene = Scene.Open().WithMethod(method => method with { Authorization = "CUSTOM" });
        Scene variable = scene
            .WithMethod(method => method with { IdentitySources = ["method.request.header.Auth", "stageVariables.tenant"] })
            .Calling(call => call with { AuthorizerDecision = "Allow" });
        variable
            .Expect(
                CheckName.MethodAuthorization,
                CheckStatus.Failed,
                "reads stageVariables.tenant, which stage demo does not set",
                "-Variable"
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(401, "UnauthorizedException", "Unauthorized");
        variable
            .WithStage(stage => stage with { Variables = new Dictionary<string, string> { ["tenant"] = "a" } })
            .Expect(Verdict.Reachable);

        Scene expression = scene
            .WithMethod(method =>
                method with
                {
                    Authorizer = new AuthorizerFact { Type = "TOKEN", ValidationExpression = "Bearer .+" },
                }
            )
            .Calling(call => call with { MatchesExpression = false });
        foreach (string? decision in (string?[])[null, "Allow"])
        {
            expression
                .Calling(call => call with { AuthorizerDecision = decision })
                .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "does not match the expression of its authorizer, Bearer .+")
                .ExpectAnswer(401, "UnauthorizedException", "Unauthorized");
        }

        expression.Calling(call => call with { MatchesExpression = true }).Expect(Verdict.Unknown);
    }

    // API Gateway API reference, "Method", authorizationScopes; Knowledge Center, "401 Unauthorized errors" with a user pool.
    [Theory]
    [InlineData("id", "", "", null)]
    [InlineData("access", "", "", "access token")]
    [InlineData("access", "a b", "b c", null)]
    [InlineData("access", "a", "b c", "asks for one of b, c")]
    [InlineData("access", "", "b", "has no scope, and the method asks for b")]
    [InlineData("id", "", "b", "ID token")]
    public void A_user_pool_takes_ID_tokens_for_methods_without_scopes_and_access_tokens_for_others(
        string use,
        string scopes,
        string required,
        string? reason
    ) =>
        ExpectToken(
            new TokenClaims
            {
                Issuer = Issuer,
                Use = use,
                Scopes = scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            },
            required,
            reason
        );

    [Fact]
    public void A_token_of_another_pool_or_none_at_all_is_401()
    {
        ExpectToken(new TokenClaims { Issuer = Issuer + "2", Use = "id" }, "", "was issued by " + Issuer + "2");
        ExpectToken(new TokenClaims { Use = "id" }, "", "nobody that it names");
        ExpectToken(new TokenClaims { IsReadable = false }, "", "no JSON web token");
    }

    [Fact]
    public void A_token_whose_time_is_over_is_401_in_words_of_its_own() =>
        ExpectToken(
            new TokenClaims
            {
                Issuer = Issuer,
                Use = "id",
                Expires = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
                IsExpired = true,
            },
            "",
            "expired at 2026-01-02 03:04:05 UTC",
            "The incoming token has expired"
        );

    [Theory]
    [InlineData("CUSTOM", Silent, "Allow", true)]
    [InlineData("CUSTOM", Allow, "Deny", false)]
    [InlineData("CUSTOM", Deny, "Allow", false)]
    [InlineData("COGNITO_USER_POOLS", Allow, "Allow", true)]
    [InlineData("COGNITO_USER_POOLS", Silent, "Allow", false)]
    [InlineData("NONE", Silent, "Allow", false)]
    public void A_stated_decision_is_combined_with_the_resource_policy(
        string authorization,
        string policy,
        string decision,
        bool isAllowed
    ) =>
        Deployed(policy)
            .WithMethod(method => method with { Authorization = authorization })
            .Calling(call => call with { AuthorizerDecision = decision })
            .Expect(isAllowed ? Verdict.Reachable : Verdict.Blocked);

    [Theory]
    [InlineData("Allow", "arn:aws:execute-api:*:*:*/demo/GET/*", null)]
    [InlineData("Deny", "*", "User is not authorized to access this resource with an explicit deny in an identity-based policy")]
    [InlineData("Allow", "arn:aws:execute-api:*:*:*/prod/GET/*", "User is not authorized to access this resource")]
    public void A_policy_document_of_the_authorizer_is_evaluated_for_the_method_called(string effect, string resource, string? message)
    {
        Scene scene = Deployed(Silent)
            .WithMethod(method => method with { Authorization = "CUSTOM" })
            .Calling(call =>
                call with
                {
                    AuthorizerDecision =
                        $$"""{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"{{effect}}","Resource":"{{resource}}"}]}""",
                }
            );
        if (message is null)
        {
            scene.Expect(CheckName.MethodAuthorization, CheckStatus.Passed).Expect(Verdict.Reachable);
        }
        else
        {
            scene.Expect(Verdict.Blocked).ExpectAnswer(403, "AccessDeniedException", message);
        }
    }

    // Only a Lambda authorizer answers with a policy (API Gateway guide, "Output from an API Gateway Lambda authorizer").
    [Fact]
    public void A_policy_document_is_no_answer_of_a_user_pool() =>
        Deployed(Allow)
            .WithMethod(method => method with { Authorization = "COGNITO_USER_POOLS" })
            .Calling(call =>
                call with
                {
                    AuthorizerDecision =
                        """{"Version":"2012-10-17","Statement":[{"Action":"execute-api:Invoke","Effect":"Allow","Resource":"*"}]}""",
                }
            )
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped)
            .Expect(Verdict.Unknown);

    private static void ExpectToken(TokenClaims token, string required, string? reason, string answer = "Unauthorized")
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Authorization = "COGNITO_USER_POOLS",
                    UserPoolArns = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_Pets00001"],
                    Scopes = required.Split(' ', StringSplitOptions.RemoveEmptyEntries),
                }
            )
            .Calling(call => call with { Token = token, HasToken = true });
        if (reason is null)
        {
            // Its signature is still to be verified.
            scene.Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "signature").Expect(Verdict.Unknown);
        }
        else
        {
            scene
                .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, reason)
                .Expect(Verdict.Blocked)
                .ExpectAnswer(401, "UnauthorizedException", answer);
        }
    }

    [Fact]
    public void A_Lambda_authorizer_that_denies_gets_its_own_words()
    {
        Scene scene = Scene
            .Open()
            .WithMethod(method => method with { Authorization = "CUSTOM" })
            .Calling(call => call with { HasToken = true, Identity = Effect.ExplicitlyDenied });
        scene
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User is not authorized to access this resource with an explicit deny in an identity-based policy"
            );
    }

    [Fact]
    public void A_policy_that_names_principals_lets_no_unsigned_caller_in() =>
        Deployed(
                Allow.Replace(
                    "\"*\",\"Action\"",
                    "{\"AWS\":\"arn:aws:iam::123456789012:role/caller\"},\"Action\"",
                    StringComparison.Ordinal
                )
            )
            .Calling(call => call with { Principal = Role })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
            );

    private static Scene Endpoint(string statements) =>
        Scene.Open().WithEndpoint(item => item with { Policy = $$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""" });

    /// <summary>The policy is the current one, and deployed.</summary>
    private static Scene Deployed(string? policy) =>
        Scene.Open().WithApi(api => api with { Policy = policy }).WithStage(stage => stage with { ExportedPolicy = policy });

    internal static string DenyUnless(string key, string range) =>
        $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"{{{{key}}}}":"{{{{range}}}}"}}}]}""";
}
