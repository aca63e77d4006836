using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// What the identity policies of whoever signs decide about a method with AWS_IAM: Table A of the API Gateway guide ("How API
/// Gateway resource policies affect authorization workflow") for a signer of the API's account, Table B for one of another.
/// </summary>
public sealed class SignerTests
{
    private const string Session = "arn:aws:sts::123456789012:assumed-role/app/run";
    private const string User = "arn:aws:iam::123456789012:user/team/ann";
    private const string Pets = "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets";

    private const string Silent =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/other"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    [Fact]
    public void Report_35_a_signer_that_no_policy_allows_execute_api_Invoke_is_refused_by_its_own_policies() =>
        Signed(Session, Inline("logs", Statement("Allow", "logs:*", "*")))
            .Expect(
                CheckName.MethodAuthorization,
                CheckStatus.Failed,
                $"No identity policy of role app allows execute-api:Invoke on {Pets}",
                "inline policy \"logs\" of role app",
                "Write-IAMRolePolicy -RoleName app -PolicyName invoke-abc123def4",
                Pets
            )
            .Expect(Verdict.Blocked)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                $"User: {Session} is not authorized to perform: execute-api:Invoke on resource: "
                    + "arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets because no identity-based policy allows the "
                    + "execute-api:Invoke action"
            );

    [Fact]
    public void The_policy_and_statement_that_allow_the_call_are_named_and_what_is_not_read_as_well() =>
        Signed(Session, Inline("logs", Statement("Allow", "logs:*", "*")), Inline("call", Statement("Allow", "execute-api:Invoke", Pets)))
            .Expect(
                CheckName.MethodAuthorization,
                CheckStatus.Passed,
                "inline policy \"call\" of role app: Allowed by \"one\"",
                "Service control policies",
                "session"
            )
            .Expect(Verdict.Reachable);

    [Theory]
    [InlineData("execute-api:Invoke", "arn:aws:execute-api:*:*:*", Verdict.Reachable)]
    [InlineData("execute-api:*", "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/*", Verdict.Reachable)]
    [InlineData("*", "*", Verdict.Reachable)]
    [InlineData("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/prod/*", Verdict.Blocked)]
    [InlineData("execute-api:Invoke", "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/POST/pets", Verdict.Blocked)]
    [InlineData("execute-api:Invoke", "execute-api:/*", Verdict.Blocked)]
    [InlineData("apigateway:*", "*", Verdict.Blocked)]
    public void What_a_statement_allows_is_its_action_on_its_resource(string action, string resource, Verdict verdict) =>
        Signed(Session, Inline("call", Statement("Allow", action, resource))).Expect(verdict);

    [Fact]
    public void A_Deny_of_any_policy_wins() =>
        Signed(
                User,
                Inline("call", Statement("Allow", "*", "*")),
                Inline("fence", Statement("Deny", "execute-api:*", Pets.Replace("GET", "*", StringComparison.Ordinal)))
            )
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "ExplicitlyDenied by \"one\"", "\"fence\"")
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                $"User: {User} is not authorized to perform: execute-api:Invoke on resource: "
                    + "arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets with an "
                    + "explicit deny in an identity-based policy"
            );

    [Fact]
    public void A_permissions_boundary_has_to_allow_as_well()
    {
        Scene inside = Signed(User, Inline("call", Statement("Allow", "*", "*")));
        inside
            .WithSigner(signer => signer with { Boundary = Inline("fence", Statement("Allow", "s3:*", "*")) })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "\"fence\"", "does not allow execute-api:Invoke")
            .Expect(Verdict.Blocked);
        inside
            .WithSigner(signer => signer with { Boundary = Inline("fence", Statement("Allow", "execute-api:*", "*")) })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed, "\"fence\"")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void In_one_account_the_resource_policys_Allow_is_enough_and_a_Deny_of_the_signer_still_wins()
    {
        Scene open = Signed(Session, Inline("logs", Statement("Allow", "logs:*", "*"))).WithResourcePolicy(Scene.OnlyThroughEndpoint);
        open.Expect(CheckName.MethodAuthorization, CheckStatus.Passed).Expect(Verdict.Reachable);
        open.WithSigner(signer => signer with { Policies = [Inline("no", Statement("Deny", "execute-api:Invoke", "*"))] })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed, "\"no\"")
            .Expect(Verdict.Blocked);
    }

    // An Allow beside a Deny changes nothing (IAM guide, "Policy evaluation logic").
    [Fact]
    public void No_further_Allow_is_offered_against_a_Deny_of_the_signer() =>
        Assert.Null(Signed(Session, Inline("fence", Statement("Deny", "execute-api:*", "*")))[CheckName.MethodAuthorization].Remedy);

    [Fact]
    public void What_a_signers_policy_allows_is_not_told_where_the_resource_policy_allows_the_call_by_itself()
    {
        Scene open = Signed(Session, Inline("call", Statement("Allow", "execute-api:Invoke", "*")))
            .WithResourcePolicy(Scene.OnlyThroughEndpoint)
            .Expect(CheckName.MethodAuthorization, CheckStatus.Passed, "allows the caller");
        Assert.DoesNotContain("\"call\"", open[CheckName.MethodAuthorization].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_signer_and_deployed_policy_are_both_unknown_the_policy_is_named() =>
        Signed(Session)
            .With(s => s with { Signers = [] })
            .WithStage(stage => stage with { IsPolicyExported = false, ExportedPolicy = null, PolicyRecord = null })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "and the deployed policy is not known")
            .Expect(Verdict.Unknown);

    [Fact]
    public void What_could_not_be_read_decides_nothing_and_the_permission_is_named()
    {
        Signed(Session, Inline("logs", Statement("Allow", "logs:*", "*")), new SignerPolicyFact { Label = "shared, attached to role app" })
            .Denied("Signer", "iam:GetPolicy", s => s)
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "shared, attached to role app: could not be read", "iam:GetPolicy")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

        // A Deny that was read outweighs whatever was not.
        Signed(Session, Inline("no", Statement("Deny", "*", "*")), new SignerPolicyFact { Label = "shared, attached to role app" })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Failed);
    }

    [Fact]
    public void A_signer_of_another_account_is_left_to_whoever_can_look() =>
        Signed("arn:aws:iam::999999999999:role/app", Inline("call", Statement("Allow", "*", "*")))
            .WithResourcePolicy(Scene.OnlyThroughEndpoint)
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "account 999999999999")
            .Expect(Verdict.Unknown);

    [Fact]
    public void A_role_that_does_not_exist_is_said_to_be_missing() =>
        Signed(Session)
            .WithSigner(signer => signer with { IsMissing = true, Arn = null })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "has no role app", "-Principal")
            .Expect(Verdict.Unknown);

    [Theory]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}""", CheckStatus.Passed)]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-0other"}}""", CheckStatus.Failed)]
    [InlineData("""{"IpAddress":{"aws:VpcSourceIp":"10.0.9.0/24"}}""", CheckStatus.Passed)]
    [InlineData("""{"StringEquals":{"aws:PrincipalTag/team":"pets"}}""", CheckStatus.Passed)]
    [InlineData("""{"StringEquals":{"aws:username":"ann"}}""", CheckStatus.Passed)]
    [InlineData("""{"StringEquals":{"aws:RequestedRegion":"us-east-1"}}""", CheckStatus.Failed)]
    [InlineData("""{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""", CheckStatus.Skipped)]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-example"}}""", CheckStatus.Skipped)]
    public void Conditions_are_decided_by_what_is_known_of_the_call_and_the_signer(string condition, CheckStatus status) =>
        Signed(User, Inline("call", Statement("Allow", "execute-api:Invoke", "*", condition)))
            .WithSigner(signer => signer with { Tags = new Dictionary<string, string> { ["team"] = "pets" } })
            .Expect(CheckName.MethodAuthorization, status);

    [Fact]
    public void Tags_of_a_session_are_not_those_of_its_role() =>
        Signed(
                Session,
                Inline("call", Statement("Allow", "execute-api:Invoke", "*", """{"StringEquals":{"aws:PrincipalTag/team":"pets"}}"""))
            )
            .WithSigner(signer => signer with { Tags = new Dictionary<string, string> { ["team"] = "pets" } })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped, "aws:PrincipalTag/team");

    [Fact]
    public void A_silent_signer_is_not_refused_while_the_resource_policy_may_still_allow_it()
    {
        const string policy =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:VpcSourceIp":"10.0.9.0/28"}}}]}""";
        Signed(Session, Inline("logs", Statement("Allow", "logs:*", "*")))
            .WithResourcePolicy(policy)
            .From(caller => caller with { Address = null, Ranges = ["10.0.9.0/24"] })
            .Expect(CheckName.MethodAuthorization, CheckStatus.Skipped)
            .Expect(Verdict.Unknown);
    }

    private static Scene Signed(string principal, params SignerPolicyFact[] policies) =>
        Scene
            .Open()
            .WithResourcePolicy(Silent)
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call => call with { Principal = principal })
            .With(s =>
                s with
                {
                    Signers =
                    [
                        new SignerFact
                        {
                            Principal = principal,
                            Arn = principal == User ? User : "arn:aws:iam::123456789012:role/service/app",
                            Id = "AROAEXAMPLE",
                            Policies = policies,
                        },
                    ],
                }
            );

    private static SignerPolicyFact Inline(string name, string statement) =>
        new() { Label = $"inline policy \"{name}\" of role app", Text = $$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""" };

    private static string Statement(string effect, string action, string resource, string condition = "{}") =>
        $$"""{"Sid":"one","Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}","Condition":{{condition}}}""";
}
