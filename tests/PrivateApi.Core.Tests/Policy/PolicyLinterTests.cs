using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

public sealed class PolicyLinterTests
{
    private const string Allow = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    /// <summary>The resource policies of the API Gateway guide's example and authorization pages, in our own words.</summary>
    [Theory]
    [InlineData(
        "R1 endpoints",
        Allow,
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}"""
    )]
    [InlineData(
        "R2 VPCs",
        Allow,
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpc":"vpc-1a2b3c4d"}}}"""
    )]
    [InlineData(
        "R4 denied ranges",
        Allow,
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:VpcSourceIp":["192.0.2.0/24","198.51.100.0/24"]}}}"""
    )]
    [InlineData(
        "R5 allowed ranges",
        Allow,
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":["10.0.0.0/16"]}}}"""
    )]
    [InlineData(
        "R6 roles of another account",
        """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/one","arn:aws:iam::111122223333:root"]},"Action":"execute-api:Invoke","Resource":["execute-api:/stage/GET/pets"]}"""
    )]
    [InlineData(
        "R7 accounts",
        """{"Effect":"Allow","Principal":{"AWS":["111122223333","arn:aws:iam::444455556666:root"]},"Action":"execute-api:Invoke","Resource":["execute-api:/*"]}"""
    )]
    [InlineData(
        "R8 another account's VPC",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*"],"Condition":{"StringEquals":{"aws:SourceVpc":"vpc-2f09a348"}}}"""
    )]
    [InlineData(
        "R9 gate before an authorizer",
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}"""
    )]
    [InlineData(
        "R10 role and endpoint",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/caller"},"Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}"""
    )]
    [InlineData(
        "R11 allow only",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}"""
    )]
    [InlineData(
        "account and IAM user, two statements",
        """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":["execute-api:Invoke"],"Resource":["execute-api:/test/GET/pets/*"]}""",
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/test/POST/*"}"""
    )]
    public void Nothing_is_found_on_the_resource_policies_AWS_gives_as_examples(string template, params string[] statements)
    {
        Assert.NotEmpty(template);
        Assert.Empty(PolicyLinter.Lint(Document(statements)));
        Assert.Empty(PolicyLinter.Lint(Document(statements), new LintContext { Api = Api }));
    }

    [Theory]
    [InlineData("IpAddress")]
    [InlineData("NotIpAddress")]
    public void Nothing_is_found_on_the_public_address_lists_of_an_API_that_is_not_private(string op)
    {
        string deny =
            $$$"""{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{{op}}}":{"aws:SourceIp":["192.0.2.0/24"]} } }""";
        Assert.Empty(PolicyLinter.Lint(Document(Allow, deny), new LintContext { IsPrivate = false }));
    }

    /// <summary>The VPC endpoint policies of the API Gateway guide.</summary>
    [Theory]
    [InlineData(
        "E1 two APIs",
        """{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["arn:aws:execute-api:us-east-1:123412341234:a1b2c3d4e5/*","arn:aws:execute-api:us-east-1:123412341234:aaaaa11111/*"]}"""
    )]
    [InlineData(
        "E2 GET only",
        """{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["arn:aws:execute-api:us-east-1:123412341234:a1b2c3d4e5/stageName/GET/*"]}"""
    )]
    [InlineData(
        "E3 one user",
        """{"Principal":{"AWS":["arn:aws:iam::123412341234:user/MyUser"]},"Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["arn:aws:execute-api:us-east-1:123412341234:a1b2c3d4e5/*"]}"""
    )]
    [InlineData(
        "E4 by domain",
        """{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["*"],"Condition":{"ArnEquals":{"execute-api:viaDomainArn":"arn:aws:execute-api:us-west-2:111122223333:/domainnames/private.example.com+f4g5h6"}}}"""
    )]
    [InlineData(
        "E5 domain and API",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["arn:aws:execute-api:us-west-2:111122223333:/domainnames/private.example.com+f4g5h6","arn:aws:execute-api:us-west-2:111122223333:a1b2c3d4e5/*"]}""",
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":["arn:aws:execute-api:us-west-2:111122223333:a1b2c3d4e5/*/*/admin/*","arn:aws:execute-api:us-west-2:111122223333:bcd123455/*"]}"""
    )]
    [InlineData(
        "E6 organization",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:ResourceOrgID":"o-xxxxxxxxxx","aws:PrincipalOrgID":"o-xxxxxxxxxx"}}}"""
    )]
    [InlineData("default", """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""")]
    public void Nothing_is_found_on_the_endpoint_policies_AWS_gives_as_examples(string template, params string[] statements)
    {
        Assert.NotEmpty(template);
        Assert.Empty(PolicyLinter.Lint(Document(statements), new LintContext { Use = PolicyUse.Endpoint }));
    }

    [Theory]
    [InlineData(
        "Error",
        "PlaceholderLeft",
        "/Statement/0/Condition/StringEquals/aws:SourceVpce",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":"{{vpceID}}"}}"""
    )]
    [InlineData(
        "Error",
        "PlaceholderLeft",
        "/Statement/0/Condition/StringEquals/aws:SourceVpce",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":"${VpcEndpoint}"}}"""
    )]
    [InlineData(
        "Error",
        "InvalidResource",
        "/Statement/0/Resource",
        "execute-api/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "StageMissing",
        "/Statement/0/Resource",
        "execute-api:/GET/pets",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "MatchesNoMethod",
        "/Statement/0/Resource",
        "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "MatchesNoMethod",
        "/Statement/0/Resource",
        "execute-api:/demo",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "VerbCase",
        "/Statement/0/Resource",
        "execute-api:/demo/get/pets",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "OtherApi",
        "/Statement/0/Resource",
        "arn:aws:execute-api:eu-west-1:123456789012:zzzzzzzzzz/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "OtherApi",
        "/Statement/0/Resource",
        "arn:aws:execute-api:us-east-1:123456789012:abc123def4/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "ForeignResource",
        "/Statement/0/Resource",
        "arn:aws:s3:::bucket/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData("Warning", "OpenToEveryVpc", "/Statement/0", "execute-api:/*", """{"StringEquals":{"aws:UserAgent":"curl"}}""")]
    [InlineData(
        "Error",
        "WrongKindOfId",
        "/Statement/0/Condition/StringEquals/aws:SourceVpce",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":"vpc-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Error",
        "WrongKindOfId",
        "/Statement/0/Condition/StringEquals/aws:SourceVpc/0",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpc":["vpce-1a2b3c4d"]}}"""
    )]
    [InlineData(
        "Warning",
        "LiteralWildcard",
        "/Statement/0/Condition/StringEquals/aws:SourceVpce/1",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":["vpce-1a2b3c4d","vpce-*"]}}"""
    )]
    [InlineData(
        "Warning",
        "WildcardSource",
        "/Statement/0/Condition/StringLike/aws:SourceVpce",
        "execute-api:/*",
        """{"StringLike":{"aws:SourceVpce":"vpce-*"}}"""
    )]
    [InlineData(
        "Warning",
        "WildcardSource",
        "/Statement/0/Condition/IpAddress/aws:VpcSourceIp",
        "execute-api:/*",
        """{"IpAddress":{"aws:VpcSourceIp":"0.0.0.0/0"}}"""
    )]
    [InlineData(
        "Warning",
        "SourceIpOnPrivateApi",
        "/Statement/0/Condition/IpAddress/aws:SourceIp",
        "execute-api:/*",
        """{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}"""
    )]
    [InlineData(
        "Warning",
        "AllowNegated",
        "/Statement/0/Condition/StringNotEquals",
        "execute-api:/*",
        """{"StringNotEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "AllowIfExists",
        "/Statement/0/Condition/StringEqualsIfExists",
        "execute-api:/*",
        """{"StringEqualsIfExists":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "SetOperatorOnSingleValue",
        "/Statement/0/Condition/ForAllValues:StringEquals",
        "execute-api:/*",
        """{"ForAllValues:StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "UndocumentedKey",
        "/Statement/0/Condition/StringEquals/aws:VpceOrgID",
        "execute-api:/*",
        """{"StringEquals":{"aws:VpceOrgID":"o-1","aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "UnknownKey",
        "/Statement/0/Condition/StringEquals/aws:SourceVpceId",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpceId":"vpce-1a2b3c4d","aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "InvalidValue",
        "/Statement/0/Condition/IpAddress/aws:VpcSourceIp",
        "execute-api:/*",
        """{"IpAddress":{"aws:VpcSourceIp":"10.0.*"}}"""
    )]
    [InlineData(
        "Warning",
        "InvalidValue",
        "/Statement/0/Condition/Bool/aws:SecureTransport",
        "execute-api:/*",
        """{"Bool":{"aws:SecureTransport":"yes"},"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}"""
    )]
    [InlineData(
        "Warning",
        "NeverMatches",
        "/Statement/0",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"},"StringNotLike":{"aws:SourceVpce":"vpce-*"}}"""
    )]
    [InlineData(
        "Warning",
        "NeverMatches",
        "/Statement/0",
        "execute-api:/*",
        """{"IpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"},"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}}"""
    )]
    [InlineData(
        "Warning",
        "NeverMatches",
        "/Statement/0",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"},"Null":{"aws:SourceVpce":"true"}}"""
    )]
    [InlineData(
        "Warning",
        "EmptyList",
        "/Statement/0/Condition/StringEquals/aws:SourceVpce",
        "execute-api:/*",
        """{"StringEquals":{"aws:SourceVpce":[]}}"""
    )]
    public void What_is_wrong_with_an_Allow_is_found_at_its_place(
        string severity,
        string code,
        string location,
        string resource,
        string condition
    )
    {
        string statement =
            $$$"""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{resource}}}","Condition":{{{condition}}} }""";
        IReadOnlyList<PolicyFinding> findings = PolicyLinter.Lint(Document(statement), new LintContext { Api = Api });
        PolicyFinding finding = Assert.Single(findings, f => f.Code == code);
        Assert.Equal((severity, location), (finding.Severity.ToString(), finding.Location));
        Assert.NotEmpty(finding.Why);
        Assert.NotEmpty(finding.Fix);
        Assert.All(findings, f => Assert.True(f.Severity != PolicySeverity.Error || severity == "Error", f.ToString()));
    }

    [Theory]
    [InlineData("Warning", "ForeignAction", "\"Action\":\"s3:GetObject\"")]
    [InlineData("Warning", "UnknownAction", "\"Action\":[\"execute-api:Invoke\",\"execute-api:Call\"]")]
    [InlineData("Error", "InvalidAction", "\"Action\":\"Invoke\"")]
    [InlineData("Error", "InvalidAction", "\"Action\":\"execute-*:Invoke\"")]
    public void Actions_that_are_no_calls_are_found(string severity, string code, string action)
    {
        string statement = $$$"""{"Effect":"Allow","Principal":{"AWS":"123456789012"},{{{action}}},"Resource":"execute-api:/*"}""";
        Assert.Equal(severity, Assert.Single(PolicyLinter.Lint(Document(statement)), f => f.Code == code).Severity.ToString());
    }

    [Theory]
    [InlineData("Error", "InvalidPrincipal", "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:role/*\"}")]
    [InlineData("Error", "InvalidPrincipal", "\"Principal\":{\"AWS\":\"1234\"}")]
    [InlineData("Error", "InvalidPrincipal", "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:group/admins\"}")]
    [InlineData("Warning", "DeadPrincipal", "\"Principal\":{\"AWS\":\"AROAEXAMPLEEXAMPLE123\"}")]
    [InlineData("Warning", "NotPrincipal", "\"NotPrincipal\":{\"AWS\":\"123456789012\"}")]
    public void Principals_that_do_not_work_are_found(string severity, string code, string principal)
    {
        string statement = $$$"""{"Effect":"Allow",{{{principal}}},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
        Assert.Equal(severity, Assert.Single(PolicyLinter.Lint(Document(statement)), f => f.Code == code).Severity.ToString());
    }

    [Fact]
    public void Two_Denies_for_two_endpoints_deny_each_other()
    {
        static string Deny(string id) =>
            $$$"""{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"{{{id}}}"} } }""";
        PolicyFinding finding = Assert.Single(PolicyLinter.Lint(Document(Allow, Deny("vpce-1"), Deny("vpce-2"))));
        Assert.Equal(("DenyEachOther", PolicySeverity.Error, "/Statement/2"), (finding.Code, finding.Severity, finding.Location));
        Assert.Empty(
            PolicyLinter.Lint(
                Document(
                    Allow,
                    Deny("vpce-1"),
                    Deny("vpce-1\",\"x").Replace("\"vpce-1\",\"x\"", "[\"vpce-1\",\"vpce-2\"]", StringComparison.Ordinal)
                )
            )
        );
    }

    [Fact]
    public void A_Deny_of_everything_swallows_every_Allow()
    {
        PolicyFinding finding = Assert.Single(
            PolicyLinter.Lint(Document(Allow, """{"Effect":"Deny","Principal":"*","Action":"execute-api:*","Resource":"*"}"""))
        );
        Assert.Equal(("DenySwallowsAllow", PolicySeverity.Error), (finding.Code, finding.Severity));
    }

    [Fact]
    public void A_Deny_unless_a_public_address_matches_shuts_everybody_out_of_a_private_API()
    {
        const string deny =
            """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}""";
        Assert.Equal(
            PolicySeverity.Error,
            Assert.Single(PolicyLinter.Lint(Document(Allow, deny)), f => f.Code == "SourceIpOnPrivateApi").Severity
        );
    }

    [Fact]
    public void What_is_known_of_the_API_is_used()
    {
        LintContext context = new()
        {
            Api = Api,
            Authorization = [MethodAuthorization.None],
            AssociatedVpcEndpointId = ["vpce-1", "vpce-3"],
            KnownVpcEndpointId = ["vpce-1", "vpce-2", "vpce-3"],
        };
        string[] codes = [.. PolicyLinter.Lint(PolicyTemplates.SourceVpce("vpce-1", "vpce-2", "vpce-9"), context).Select(f => f.Code)];
        Assert.Equal(["AssociatedNotAllowed", "EndpointNotAssociated", "EndpointUnknown"], codes.Order());
        const string role =
            """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/caller"},"Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-1","aws:SourceVpce":"vpce-1"}}}""";
        Assert.Equal(
            ["KeyNeedsIam", "PrincipalNeedsIam"],
            PolicyLinter.Lint(Document(role), context with { AssociatedVpcEndpointId = null }).Select(f => f.Code).Order()
        );
        Assert.Equal(
            "NoAllow",
            Assert
                .Single(
                    PolicyLinter.Lint(
                        Document(
                            """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}"""
                        ),
                        context with
                        {
                            AssociatedVpcEndpointId = null,
                        }
                    )
                )
                .Code
        );
        Assert.Equal(
            "AllowCanBeBypassed",
            Assert
                .Single(
                    PolicyLinter.Lint(
                        Document(
                            """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}}"""
                        ),
                        new LintContext { Authorization = [MethodAuthorization.AwsIam] }
                    )
                )
                .Code
        );
    }

    [Fact]
    public void Shorthand_in_an_endpoint_policy_is_an_error()
    {
        Assert.Equal(
            PolicySeverity.Error,
            Assert
                .Single(
                    PolicyLinter.Lint(Document(Allow), new LintContext { Use = PolicyUse.Endpoint }),
                    f => f.Code == "ShorthandNotExpanded"
                )
                .Severity
        );
    }

    [Fact]
    public void A_policy_over_the_limit_is_an_error_and_one_near_it_is_said()
    {
        PolicyDocument Endpoints(int count) =>
            PolicyTemplates.SourceVpce([.. Enumerable.Range(0, count).Select(i => $"vpce-0{i:x4}5e6f708192a3b")]);
        Assert.Equal(("PolicyTooLong", PolicySeverity.Error), PolicyLinter.Lint(Endpoints(330)).Select(f => (f.Code, f.Severity)).Single());
        Assert.Equal("PolicyNearLimit", Assert.Single(PolicyLinter.Lint(Endpoints(297))).Code);
        Assert.Empty(PolicyLinter.Lint(Endpoints(330), new LintContext { Limit = 16_384 }));
    }

    [Fact]
    public void A_text_that_is_no_policy_is_one_finding_with_its_place()
    {
        PolicyFinding finding = Assert.Single(PolicyLinter.Lint("{\n  \"Statement\": 5\n}"));
        Assert.Equal(("PolicySyntax", PolicySeverity.Error, 2, 16), (finding.Code, finding.Severity, finding.Line, finding.Column));
    }

    [Fact]
    public void Variables_and_versions_and_repeats_are_said()
    {
        Assert.Equal(
            "VariableNeedsVersion",
            Assert
                .Single(
                    PolicyLinter.Lint(
                        """{"Statement":{"Effect":"Allow","Principal":{"AWS":"123456789012"},"Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/${aws:username}"}}"""
                    ),
                    f => f.Severity == PolicySeverity.Warning
                )
                .Code
        );
        string deny =
            """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}""";
        Assert.Equal("RepeatedStatement", Assert.Single(PolicyLinter.Lint(Document(Allow, deny, deny))).Code);
    }

    private static string Document(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    // "Amazon API Gateway quotas": resource policy size, 8,192; "AWS PrivateLink quotas": endpoint policy, 20,480 characters.
    [Theory]
    [InlineData(PolicyUse.Resource, 8_192)]
    [InlineData(PolicyUse.Endpoint, 20_480)]
    public void The_size_limit_is_exact(PolicyUse use, int limit)
    {
        string Policy(int length)
        {
            const string text =
                """{"Version":"2012-10-17","Statement":{"Sid":"@","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abc123def4/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}}}""";
            return text.Replace("@", new string('a', length - PolicyDocument.Parse(text).ToJson().Length + 1), StringComparison.Ordinal);
        }

        Assert.Equal(limit, PolicyDocument.Parse(Policy(limit)).ToJson().Length);
        Assert.DoesNotContain(PolicyLinter.Lint(Policy(limit), new LintContext { Use = use }), finding => finding.Code == "PolicyTooLong");
        PolicyFinding tooLong = Assert.Single(
            PolicyLinter.Lint(Policy(limit + 1), new LintContext { Use = use }),
            finding => finding.Code == "PolicyTooLong"
        );
        Assert.Equal(PolicySeverity.Error, tooLong.Severity);
    }

    // Developer guide, "Statement reference of IAM policies for executing an API": a call's ARN is …/stage-name/HTTP-VERB/resource-path.
    [Theory]
    [InlineData("execute-api:/demo/GET")]
    [InlineData("execute-api:/demo")]
    [InlineData("execute-api:/demo/")]
    [InlineData("execute-api://GET/pets")]
    [InlineData("execute-api:/demo//pets")]
    [InlineData("arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET")]
    public void A_resource_that_ends_at_the_stage_or_the_verb_is_reported(string resource)
    {
        string policy =
            $$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"} } } }""";
        Assert.Contains(
            PolicyLinter.Lint(policy),
            finding => finding.Code == "MatchesNoMethod" && finding.Severity == PolicySeverity.Warning
        );
    }

    [Theory]
    [InlineData("execute-api:/demo/GET/")]
    [InlineData("execute-api:/demo/GET/pets")]
    [InlineData("execute-api:/demo/GET*")]
    [InlineData("execute-api:/demo/*")]
    [InlineData("execute-api:/*/GET/pets")]
    public void A_resource_that_some_method_has_is_not(string resource)
    {
        string policy =
            $$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{{{resource}}}}","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"} } } }""";
        Assert.DoesNotContain(
            PolicyLinter.Lint(policy),
            finding => finding.Code is "MatchesNoMethod" or "StageMissing" or "InvalidResource"
        );
    }

    // IAM user guide, "IAM JSON policy elements: Version": without one it is 2008-10-17, where ${aws:…} is plain text.
    [Theory]
    [InlineData("", "vpce-1a2b3c4d", "VersionOld", "Information")]
    [InlineData("\"Version\":\"2008-10-17\",", "vpce-1a2b3c4d", "VersionOld", "Information")]
    [InlineData("", "${aws:PrincipalTag/endpoint}", "VariableNeedsVersion", "Warning")]
    public void A_policy_of_the_old_version_is_said_to_be_one(string version, string value, string code, string severity)
    {
        string policy =
            $$$$"""{{{{{version}}}}"Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"{{{{value}}}}"} } } }""";
        Assert.Equal(severity, Assert.Single(PolicyLinter.Lint(policy), finding => finding.Code == code).Severity.ToString());
    }
}
