using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// Tables A and B of "How API Gateway resource policies affect authorization workflow", and the answers of domain facts D1.
/// </summary>
public sealed class CallAuthorizerTests
{
    private const string Owner = "123456789012";
    private const string Other = "999999999999";
    private const string Resource = $"arn:aws:execute-api:eu-west-1:{Owner}:abc123def4/demo/GET/pets";
    private const string Masked = "arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets";

    [Theory]
    // Table A: same account, and Lambda authorizers.
    [InlineData("A", Effect.Allowed, Effect.Allowed, true)]
    [InlineData("A", Effect.Allowed, Effect.ImplicitlyDenied, true)]
    [InlineData("A", Effect.Allowed, Effect.ExplicitlyDenied, false)]
    [InlineData("A", Effect.ImplicitlyDenied, Effect.Allowed, true)]
    [InlineData("A", Effect.ImplicitlyDenied, Effect.ImplicitlyDenied, false)]
    [InlineData("A", Effect.ImplicitlyDenied, Effect.ExplicitlyDenied, false)]
    [InlineData("A", Effect.ExplicitlyDenied, Effect.Allowed, false)]
    [InlineData("A", Effect.ExplicitlyDenied, Effect.ImplicitlyDenied, false)]
    [InlineData("A", Effect.ExplicitlyDenied, Effect.ExplicitlyDenied, false)]
    // Table B: another account.
    [InlineData("B", Effect.Allowed, Effect.Allowed, true)]
    [InlineData("B", Effect.Allowed, Effect.ImplicitlyDenied, false)]
    [InlineData("B", Effect.Allowed, Effect.ExplicitlyDenied, false)]
    [InlineData("B", Effect.ImplicitlyDenied, Effect.Allowed, false)]
    [InlineData("B", Effect.ImplicitlyDenied, Effect.ImplicitlyDenied, false)]
    [InlineData("B", Effect.ImplicitlyDenied, Effect.ExplicitlyDenied, false)]
    [InlineData("B", Effect.ExplicitlyDenied, Effect.Allowed, false)]
    [InlineData("B", Effect.ExplicitlyDenied, Effect.ImplicitlyDenied, false)]
    [InlineData("B", Effect.ExplicitlyDenied, Effect.ExplicitlyDenied, false)]
    public void Identity_and_resource_policy_combine_as_AWS_tabulates(string table, Effect identity, Effect resource, bool allowed)
    {
        string account = table == "A" ? Owner : "999999999999";
        CallQuestion iam = Question(MethodAuthorization.AwsIam, resource, identity, $"arn:aws:iam::{account}:role/caller");
        Assert.Equal(allowed, CallAuthorizer.Decide(iam).IsAllowed);

        MethodAuthorization other = table == "A" ? MethodAuthorization.Custom : MethodAuthorization.Cognito;
        Assert.Equal(
            allowed,
            CallAuthorizer.Decide(Question(other, resource, identity, AccessRequest.Anonymous) with { HasToken = true }).IsAllowed
        );
    }

    [Theory]
    [InlineData(Effect.Allowed, true, null)]
    [InlineData(
        Effect.ImplicitlyDenied,
        false,
        "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
            + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
    )]
    [InlineData(
        Effect.ExplicitlyDenied,
        false,
        "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
            + $"{Masked} with an explicit deny in a resource-based policy"
    )]
    public void Without_an_authorizer_the_resource_policy_must_allow(Effect resource, bool allowed, string? message)
    {
        CallDecision decision = CallAuthorizer.Decide(Question(MethodAuthorization.None, resource, null, AccessRequest.Anonymous));
        Assert.Equal(allowed, decision.IsAllowed);
        Assert.Equal(message, decision.Answer?.Message);
        Assert.Equal(allowed ? AuthorizationStep.None : AuthorizationStep.ResourcePolicy, decision.Gate);
        if (message is not null)
        {
            Assert.Equal(
                (403, "AccessDeniedException", $$"""{"Message":"{{message}}"}"""),
                (decision.Answer!.StatusCode, decision.Answer.ErrorType, decision.Answer.Body)
            );
        }
    }

    // Who decides: Tables A (same account) and B (other account). The words: IAM guide, "Troubleshoot access denied error messages".
    [Theory]
    [InlineData(
        MethodAuthorization.AwsIam,
        Owner,
        Effect.ExplicitlyDenied,
        Effect.Allowed,
        AuthorizationStep.MethodAuthorization,
        " with an explicit deny in an identity-based policy"
    )]
    [InlineData(
        MethodAuthorization.AwsIam,
        Owner,
        Effect.ImplicitlyDenied,
        Effect.ImplicitlyDenied,
        AuthorizationStep.MethodAuthorization,
        " because no identity-based policy allows the execute-api:Invoke action"
    )]
    [InlineData(
        MethodAuthorization.AwsIam,
        Owner,
        Effect.Allowed,
        Effect.ExplicitlyDenied,
        AuthorizationStep.ResourcePolicy,
        " with an explicit deny in a resource-based policy"
    )]
    [InlineData(
        MethodAuthorization.AwsIam,
        Other,
        Effect.Allowed,
        Effect.ImplicitlyDenied,
        AuthorizationStep.ResourcePolicy,
        " because no resource-based policy allows the execute-api:Invoke action"
    )]
    [InlineData(
        MethodAuthorization.AwsIam,
        Other,
        Effect.ImplicitlyDenied,
        Effect.Allowed,
        AuthorizationStep.MethodAuthorization,
        " because no identity-based policy allows the execute-api:Invoke action"
    )]
    [InlineData(
        MethodAuthorization.AwsIam,
        Other,
        Effect.ExplicitlyDenied,
        Effect.Allowed,
        AuthorizationStep.MethodAuthorization,
        " with an explicit deny in an identity-based policy"
    )]
    public void A_signed_caller_is_told_which_policy_keeps_it_out(
        MethodAuthorization authorization,
        string account,
        Effect identity,
        Effect resource,
        AuthorizationStep gate,
        string ending
    )
    {
        string caller = $"arn:aws:sts::{account}:assumed-role/caller/me";
        CallDecision decision = CallAuthorizer.Decide(Question(authorization, resource, identity, caller));
        Assert.Equal(
            (false, gate, $"User: {caller} is not authorized to perform: execute-api:Invoke on resource: {Masked}{ending}"),
            (decision.IsAllowed, decision.Gate, decision.Answer!.Message)
        );
    }

    // The words: AWS re:Post, "How do I troubleshoot HTTP 403 Forbidden errors when I use a Lambda authorizer with an API Gateway
    // REST API?".
    [Theory]
    [InlineData(
        Effect.ExplicitlyDenied,
        Effect.Allowed,
        "User is not authorized to access this resource with an explicit deny in an identity-based policy"
    )]
    [InlineData(Effect.ImplicitlyDenied, Effect.ImplicitlyDenied, "User is not authorized to access this resource")]
    public void A_Lambda_authorizers_refusal_names_nobody(Effect identity, Effect resource, string message)
    {
        CallDecision decision = CallAuthorizer.Decide(
            Question(MethodAuthorization.Custom, resource, identity, AccessRequest.Anonymous) with
            {
                HasToken = true,
            }
        );
        Assert.Equal(
            (false, AuthorizationStep.MethodAuthorization, message),
            (decision.IsAllowed, decision.Gate, decision.Answer!.Message)
        );
    }

    // Tables A and B: open is a row in which Allow, silence and Deny of the identity policies do not end alike.
    [Theory]
    [InlineData(Owner, Effect.Allowed, null)]
    [InlineData(Owner, Effect.ImplicitlyDenied, null)]
    [InlineData(Owner, Effect.ExplicitlyDenied, false)]
    [InlineData(Other, Effect.Allowed, null)]
    [InlineData(Other, Effect.ImplicitlyDenied, false)]
    [InlineData(Other, Effect.ExplicitlyDenied, false)]
    public void Identity_policies_that_are_not_known_leave_open_what_they_could_change(string account, Effect resource, bool? allowed) =>
        Assert.Equal(
            allowed,
            CallAuthorizer.Decide(Question(MethodAuthorization.AwsIam, resource, null, $"arn:aws:iam::{account}:role/caller")).IsAllowed
        );

    // API Gateway guide, "AWS condition keys that can be used in API Gateway resource policies": aws:PrincipalAccount needs
    // authentication, aws:UserAgent does not.
    [Fact]
    public void Keys_that_need_AWS_IAM_are_absent_for_other_methods()
    {
        PolicyDocument only = PolicyDocument.Parse(
            $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalAccount":"{{{Owner}}}","aws:UserAgent":"curl"} } } }"""
        );
        AccessRequest signed = new()
        {
            Resource = Resource,
            Principal = $"arn:aws:iam::{Owner}:role/caller",
            Context = new RequestKeys { { "aws:PrincipalAccount", Owner }, { "aws:UserAgent", "curl" } },
        };
        CallQuestion question = Question(MethodAuthorization.AwsIam, Effect.Allowed, Effect.ImplicitlyDenied, AccessRequest.Anonymous) with
        {
            Request = signed,
            ResourcePolicy = only,
        };
        Assert.True(CallAuthorizer.Decide(question).IsAllowed);
        Assert.False(CallAuthorizer.Decide(question with { Authorization = MethodAuthorization.None }).IsAllowed);
    }

    [Fact]
    public void An_unsigned_call_to_an_IAM_method_gets_the_answer_of_a_missing_path()
    {
        CallDecision decision = CallAuthorizer.Decide(Question(MethodAuthorization.AwsIam, Effect.Allowed, null, AccessRequest.Anonymous));
        Assert.Equal((false, AuthorizationStep.MethodAuthorization), (decision.IsAllowed, decision.Gate));
        Assert.Equal("""{"message":"Missing Authentication Token"}""", decision.Answer!.Body);
        Assert.Equal("MissingAuthenticationTokenException", decision.Answer.ErrorType);
    }

    [Fact]
    public void No_token_is_401_but_an_explicit_deny_comes_before_a_Lambda_authorizer()
    {
        CallQuestion custom = Question(MethodAuthorization.Custom, Effect.Allowed, null, AccessRequest.Anonymous) with { HasToken = false };
        Assert.Equal(
            (401, "UnauthorizedException"),
            (CallAuthorizer.Decide(custom).Answer!.StatusCode, CallAuthorizer.Decide(custom).Answer!.ErrorType)
        );
        CallDecision denied = CallAuthorizer.Decide(
            Question(MethodAuthorization.Custom, Effect.ExplicitlyDenied, null, AccessRequest.Anonymous) with
            {
                HasToken = false,
            }
        );
        Assert.Equal(AuthorizationStep.ResourcePolicy, denied.Gate);
        Assert.Equal(
            401,
            CallAuthorizer
                .Decide(
                    Question(MethodAuthorization.Cognito, Effect.ExplicitlyDenied, null, AccessRequest.Anonymous) with
                    {
                        HasToken = false,
                    }
                )
                .Answer!.StatusCode
        );
    }

    [Fact]
    public void A_Lambda_authorizer_that_denies_says_so_without_a_name()
    {
        CallDecision decision = CallAuthorizer.Decide(
            Question(MethodAuthorization.Custom, Effect.Allowed, Effect.ExplicitlyDenied, AccessRequest.Anonymous)
        );
        Assert.StartsWith("User is not authorized to access this resource", decision.Answer!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Naming_the_account_leaves_the_decision_to_its_identity_policies()
    {
        PolicyDocument account = PolicyDocument.Parse(
            $$$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"{{{Owner}}}"},"Action":"*","Resource":"*"}}"""
        );
        CallQuestion question = Question(
            MethodAuthorization.AwsIam,
            Effect.Allowed,
            Effect.ImplicitlyDenied,
            $"arn:aws:iam::{Owner}:role/caller"
        ) with
        {
            ResourcePolicy = account,
        };
        Assert.False(CallAuthorizer.Decide(question).IsAllowed);
        Assert.True(CallAuthorizer.Decide(question with { Identity = Effect.Allowed }).IsAllowed);
        Assert.Null(CallAuthorizer.Decide(question with { Identity = null }).IsAllowed);
    }

    [Fact]
    public void Principals_in_the_policy_of_a_method_without_IAM_keep_everybody_out()
    {
        PolicyDocument role = PolicyDocument.Parse(
            $$$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Owner}}}:role/caller"},"Action":"*","Resource":"*"}}"""
        );
        CallQuestion question = Question(MethodAuthorization.None, Effect.Allowed, null, $"arn:aws:iam::{Owner}:role/caller") with
        {
            ResourcePolicy = role,
        };
        Assert.StartsWith("User: anonymous is not authorized", CallAuthorizer.Decide(question).Answer!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_endpoint_policy_comes_first_and_sees_the_signer()
    {
        PolicyDocument onlyCaller = PolicyDocument.Parse(
            $$$"""{"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::{{{Owner}}}:role/caller"},"Action":"*","Resource":"*"}}"""
        );
        CallQuestion signed = Question(MethodAuthorization.None, Effect.Allowed, null, $"arn:aws:sts::{Owner}:assumed-role/caller/x") with
        {
            EndpointPolicy = onlyCaller,
        };
        Assert.True(CallAuthorizer.Decide(signed).IsAllowed);
        CallDecision anonymous = CallAuthorizer.Decide(
            Question(MethodAuthorization.None, Effect.ExplicitlyDenied, null, AccessRequest.Anonymous) with
            {
                EndpointPolicy = onlyCaller,
            }
        );
        Assert.Equal(AuthorizationStep.EndpointPolicy, anonymous.Gate);
        Assert.EndsWith(
            "because no VPC endpoint policy allows the execute-api:Invoke action",
            anonymous.Answer!.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Through_a_domain_its_policy_has_to_allow_too()
    {
        const string arn = $"arn:aws:execute-api:eu-west-1:{Owner}:/domainnames/api.example.com+abcd1234";
        PolicyDocument domain = PolicyDocument.Parse(
            $$$"""{"Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{arn}}}"}}"""
        );
        CallQuestion question = Question(MethodAuthorization.None, Effect.Allowed, null, AccessRequest.Anonymous) with
        {
            DomainPolicy = domain,
            DomainArn = arn,
        };
        Assert.True(CallAuthorizer.Decide(question).IsAllowed);
        CallDecision other = CallAuthorizer.Decide(question with { DomainArn = arn + "x" });
        Assert.Equal((false, AuthorizationStep.DomainPolicy), (other.IsAllowed, other.Gate));
    }

    [Fact]
    public void A_private_API_without_policy_lets_nobody_in()
    {
        CallDecision decision = CallAuthorizer.Decide(
            Question(MethodAuthorization.None, Effect.Allowed, null, AccessRequest.Anonymous) with
            {
                ResourcePolicy = null,
            }
        );
        Assert.Equal((false, AuthorizationStep.ResourcePolicy), (decision.IsAllowed, decision.Gate));
    }

    private static CallQuestion Question(MethodAuthorization authorization, Effect resource, Effect? identity, string principal) =>
        new()
        {
            Request = new AccessRequest { Resource = Resource, Principal = principal },
            Authorization = authorization,
            Identity = identity,
            ApiAccountId = Owner,
            ResourcePolicy = PolicyDocument.Parse(
                resource switch
                {
                    Effect.Allowed => """{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""",
                    Effect.ExplicitlyDenied => """{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}""",
                    _ => """{"Statement":{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}}""",
                }
            ),
        };
}
