using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// The smallest edit that lets a caller in: by its endpoint or VPC, and past nothing else that the policy asks. Policies as the API
/// Gateway guide has them ("API Gateway resource policy examples", "Use VPC endpoint policies for private APIs").
/// </summary>
public sealed class PolicyAdmissionTests
{
    private const string Api = "arn:aws:execute-api:us-west-2:111122223333:a1b2c3d4e5";
    private const string OtherApi = "arn:aws:execute-api:us-west-2:111122223333:bcd123455a";
    private const string Domain = "arn:aws:execute-api:us-west-2:111122223333:/domainnames/private.test.com+f4g5h6";
    private const string Role = "arn:aws:iam::444455556666:role/orders";
    private const string AllowAll = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";
    private const string OnlyVpce1 =
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}}""";
    private const string DenyAdmin =
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin*"}""";
    private const string OnlyTen =
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/8"}}}""";
    private const string AllowRole =
        $$$"""{"Effect":"Allow","Principal":{"AWS":"{{{Role}}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    private static readonly PolicyContext Context = new("aws", "us-west-2", "111122223333", "a1b2c3d4e5");

    /// <summary>
    /// The report behind it: a remedy that set a new policy for the endpoint lost a Deny of /admin*, a range of addresses and an Allow
    /// for signed callers alone.
    /// </summary>
    [Fact]
    public void The_caller_gets_in_and_admin_address_range_and_signing_stay()
    {
        PolicyEdit? edit = Admit(Policy(AllowRole, OnlyVpce1, DenyAdmin, OnlyTen), Request("/prod/GET/pets", principal: Role));
        Assert.Equal(
            Policy(AllowRole, OnlyVpce1.Replace("\"vpce-1\"", """["vpce-1","vpce-9"]""", StringComparison.Ordinal), DenyAdmin, OnlyTen),
            edit?.Policy
        );
        Assert.Equal(["statement 2: aws:SourceVpce also excepts vpce-9"], edit?.Changes);
    }

    [Theory]
    [InlineData("/prod/GET/admin/users", "10.0.0.5", Role)]
    [InlineData("/prod/GET/pets", "192.168.0.5", Role)]
    [InlineData("/prod/GET/pets", "10.0.0.5", AccessRequest.Anonymous)]
    [InlineData("/prod/GET/pets", "10.0.0.5", "arn:aws:iam::444455556666:role/other")]
    public void What_the_policy_denies_for_another_reason_is_left_to_its_owner(string call, string address, string principal) =>
        Assert.Null(Admit(Policy(AllowRole, OnlyVpce1, DenyAdmin, OnlyTen), Request(call, principal, address)));

    [Fact]
    public void What_is_allowed_already_needs_no_edit()
    {
        string policy = Policy(AllowAll, OnlyVpce1);
        PolicyEdit? edit = Admit(policy, Request("/prod/GET/pets", endpoint: "vpce-1"));
        Assert.Equal(policy, edit?.Policy);
        Assert.Empty(edit!.Changes);
    }

    /// <summary>Guide, "Example: Deny API traffic based on source IP address or range when using a private API".</summary>
    [Fact]
    public void An_address_that_is_denied_stays_denied() =>
        Assert.Null(
            Admit(
                Policy(
                    AllowAll,
                    """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:VpcSourceIp":["192.0.2.0/24","198.51.100.0/24"]}}}"""
                ),
                Request("/prod/GET/pets", address: "192.0.2.7")
            )
        );

    /// <summary>Guide, "Example: Allow private API traffic based on source VPC": the VPC is what the policy knows.</summary>
    [Fact]
    public void A_Deny_by_VPC_excepts_the_callers_VPC()
    {
        string deny = OnlyVpce1
            .Replace("aws:SourceVpce", "aws:SourceVpc", StringComparison.Ordinal)
            .Replace("vpce-1", "vpc-1", StringComparison.Ordinal);
        Assert.Equal(
            Policy(AllowAll, deny.Replace("\"vpc-1\"", """["vpc-1","vpc-9"]""", StringComparison.Ordinal)),
            Admit(Policy(AllowAll, deny), Request("/prod/GET/pets"))?.Policy
        );
    }

    [Fact]
    public void Every_Deny_in_the_way_excepts_the_endpoint_and_no_other()
    {
        string posts = OnlyVpce1.Replace("execute-api:/*", "execute-api:/*/POST/*", StringComparison.Ordinal);
        string gets = OnlyVpce1.Replace("execute-api:/*", "execute-api:/*/GET/*", StringComparison.Ordinal);
        PolicyEdit? edit = Admit(Policy(AllowAll, OnlyVpce1, posts, gets), Request("/prod/GET/pets"));
        Assert.Equal(["statement 2: aws:SourceVpce also excepts vpce-9", "statement 4: aws:SourceVpce also excepts vpce-9"], edit?.Changes);
        Assert.Equal(posts, PolicyDocument.Parse(edit!.Policy).Statement[2].ToString());
    }

    [Fact]
    public void A_Deny_of_all_that_is_neither_in_the_VPC_nor_through_the_endpoint_excepts_the_endpoint_alone()
    {
        string both = OnlyVpce1.Replace(
            "{\"aws:SourceVpce\":\"vpce-1\"}",
            "{\"aws:SourceVpc\":\"vpc-1\",\"aws:SourceVpce\":\"vpce-1\"}",
            StringComparison.Ordinal
        );
        Assert.Equal(
            Policy(AllowAll, both.Replace("\"vpce-1\"", """["vpce-1","vpce-9"]""", StringComparison.Ordinal)),
            Admit(Policy(AllowAll, both), Request("/prod/GET/pets"))?.Policy
        );
    }

    [Theory]
    [InlineData("StringEquals", "vpce-9")]
    [InlineData("ArnNotEquals", "vpce-1")]
    public void A_Deny_that_excepts_no_endpoints_is_not_touched(string op, string value) =>
        Assert.Null(
            Admit(
                Policy(
                    AllowAll,
                    OnlyVpce1.Replace("StringNotEquals", op, StringComparison.Ordinal).Replace("vpce-1", value, StringComparison.Ordinal)
                ),
                Request("/prod/GET/pets")
            )
        );

    [Fact]
    public void An_Allow_that_lists_endpoints_lists_this_one_too()
    {
        Assert.Equal(
            Policy(AllowThrough("execute-api:/*", """["vpce-1","vpce-9"]""")),
            Admit(Policy(AllowThrough("execute-api:/*", "\"vpce-1\"")), Request("/prod/GET/pets"))?.Policy
        );
    }

    [Fact]
    public void Of_several_lists_the_one_for_the_least_gets_the_endpoint()
    {
        string all = AllowThrough("execute-api:/*", "\"vpce-1\""),
            stage = AllowThrough("execute-api:/prod/*", "\"vpce-1\""),
            gets = AllowThrough("execute-api:/prod/GET/*", "\"vpce-1\""),
            other = AllowThrough("execute-api:/prod/GET/orders/*", "\"vpce-1\"");
        PolicyEdit? edit = Admit(Policy(all, gets, stage, other), Request("/prod/GET/pets"));
        Assert.Equal(["statement 2: aws:SourceVpce also allows vpce-9"], edit?.Changes);
    }

    [Fact]
    public void The_list_of_the_callers_role_comes_before_that_of_everybody()
    {
        string everybody = AllowThrough("execute-api:/*", "\"vpce-1\""),
            role = everybody.Replace("\"Principal\":\"*\"", $"\"Principal\":{{\"AWS\":\"{Role}\"}}", StringComparison.Ordinal);
        Assert.Equal(
            ["statement 2: aws:SourceVpce also allows vpce-9"],
            Admit(Policy(everybody, role), Request("/prod/GET/pets", Role))?.Changes
        );
    }

    /// <summary>Serverless Land's pattern for one role through one endpoint: who does not sign is not let in.</summary>
    [Fact]
    public void The_list_of_a_role_does_not_open_to_those_who_do_not_sign()
    {
        string role = AllowThrough("execute-api:/*", "\"vpce-1\"")
            .Replace("\"Principal\":\"*\"", $"\"Principal\":{{\"AWS\":\"{Role}\"}}", StringComparison.Ordinal);
        Assert.NotNull(Admit(Policy(role), Request("/prod/GET/pets", Role)));
        Assert.Null(Admit(Policy(role), Request("/prod/GET/pets")));
    }

    [Theory]
    [InlineData("""{"IpAddress":{"aws:VpcSourceIp":"192.168.0.0/16"}}""")]
    [InlineData("""{"IpAddress":{"aws:VpcSourceIp":"192.168.0.0/16"},"StringEquals":{"aws:SourceVpce":"vpce-1"}}""")]
    [InlineData("""{"StringEquals":{"aws:PrincipalOrgID":"o-abcd1234"}}""")]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-9"}}""")]
    [InlineData("""{"StringEquals":{"aws:SourceVpce":"vpce-1","aws:UserAgent":"orders/1"}}""")]
    public void A_policy_that_limits_by_something_else_is_not_opened_past_it(string condition) =>
        Assert.Null(
            Admit(
                Policy(
                    $$"""{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{{condition}}}"""
                ),
                Request("/prod/GET/pets")
            )
        );

    /// <summary>A policy copied from another API names that API, and allows nothing on this one.</summary>
    [Fact]
    public void A_policy_that_allows_nothing_on_this_API_gets_an_Allow_for_the_endpoint()
    {
        string copied = AllowAll.Replace("execute-api:/*", OtherApi + "/*", StringComparison.Ordinal);
        PolicyEdit? edit = Admit(Policy(copied, DenyAdmin), Request("/prod/GET/pets"));
        Assert.Equal(
            Policy(
                copied,
                DenyAdmin,
                """{"Sid":"AllowSourceVpce","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-9"}}}"""
            ),
            edit?.Policy
        );
    }

    [Fact]
    public void A_policy_that_allows_the_API_part_by_part_gets_an_Allow_for_this_call_alone()
    {
        PolicyEdit? edit = Admit(Policy(AllowThrough("execute-api:/dev/*", "\"vpce-9\"")), Request("/prod/GET/pets"));
        Assert.Equal(["execute-api:/prod/GET/pets"], PolicyDocument.Parse(edit!.Policy).Statement[1].Resource);
        Assert.Contains("to call execute-api:/prod/GET/pets", Assert.Single(edit.Changes), StringComparison.Ordinal);
    }

    [Fact]
    public void An_API_without_a_policy_gets_the_guides_policy_for_the_endpoint() =>
        Assert.Equal(
            PolicyDocument.Parse(Policy(AllowAll, OnlyVpce1)),
            PolicyDocument.Parse(Admit(null, Request("/prod/GET/pets", endpoint: "vpce-1"))!.Policy)
        );

    [Fact]
    public void A_caller_from_outside_every_endpoint_is_not_let_in() =>
        Assert.Null(
            PolicyEditor.Admit(
                Policy(AllowAll, OnlyVpce1),
                new AccessRequest
                {
                    Resource = Api + "/prod/GET/pets",
                    Context = new RequestKeys { { "aws:SourceIp", "203.0.113.9" } },
                },
                PolicyUse.Resource,
                Context
            )
        );

    /// <summary>Who can call, in the sentences of the analysis: what is new speaks of this endpoint.</summary>
    [Fact]
    public void Who_gains_is_the_endpoint_alone()
    {
        string[] policies =
        [
            Policy(AllowAll, OnlyVpce1, DenyAdmin, OnlyTen),
            Policy(AllowThrough("execute-api:/*", "\"vpce-1\""), DenyAdmin),
            Policy(AllowThrough("execute-api:/dev/*", "\"vpce-1\"")),
        ];
        foreach (string policy in policies)
        {
            AccessChange change = AccessChange.Between(
                PolicyDocument.Parse(policy),
                PolicyDocument.Parse(Admit(policy, Request("/prod/GET/pets"))!.Policy),
                Context,
                denialsCount: true
            );
            Assert.NotEmpty(change.Gained);
            Assert.All(change.Gained, sentence => Assert.Contains("vpce-9", sentence, StringComparison.Ordinal));
        }
    }

    /// <summary>Guide, "Use VPC endpoint policies for private APIs", example 1.</summary>
    [Fact]
    public void An_endpoint_policy_for_two_APIs_allows_a_third_one()
    {
        string two =
            $$"""{"Statement":[{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{OtherApi}}/*","{{OtherApi}}x/*"]}]}""";
        PolicyEdit? edit = AdmitThrough(two, Request("/prod/GET/pets"));
        Assert.Equal(
            two[..^2] + $$""",{"Sid":"AllowApi","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{Api}}/*"}]}""",
            edit?.Policy
        );
        Assert.Equal([$"statement 2 (Sid AllowApi): added; it allows every caller through the endpoint to call {Api}/*"], edit?.Changes);
    }

    /// <summary>Same page, example 2: GET only, which was meant.</summary>
    [Fact]
    public void An_endpoint_policy_for_GET_allows_one_POST_more_and_not_the_whole_API()
    {
        string gets =
            $$"""{"Statement":[{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{Api}}/stageName/GET/*"]}]}""";
        PolicyEdit? edit = AdmitThrough(gets, Request("/stageName/POST/pets"));
        Assert.Equal([Api + "/stageName/POST/pets"], PolicyDocument.Parse(edit!.Policy).Statement[1].Resource);
    }

    /// <summary>Same page, example 3: certain users only.</summary>
    [Fact]
    public void An_endpoint_policy_for_certain_users_is_not_opened_to_all() =>
        Assert.Null(
            AdmitThrough(
                $$"""{"Statement":[{"Principal":{"AWS":["{{Role}}"]},"Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{Api}}/*"]}]}""",
                Request("/prod/GET/pets")
            )
        );

    /// <summary>Same page, example 5: a domain and its API.</summary>
    [Fact]
    public void An_endpoint_policy_allows_the_domain_that_is_called()
    {
        string api = Policy(AllowAll.Replace("execute-api:/*", Api + "/*", StringComparison.Ordinal));
        PolicyEdit? edit = AdmitThrough(api, new AccessRequest { Resource = Domain });
        Assert.Equal([Domain], PolicyDocument.Parse(edit!.Policy).Statement[1].Resource);
    }

    [Fact]
    public void A_Deny_of_an_endpoint_policy_is_never_touched() =>
        Assert.Null(
            AdmitThrough(
                Policy(
                    AllowAll.Replace("execute-api:/*", "*", StringComparison.Ordinal),
                    OnlyVpce1.Replace("execute-api:/*", "*", StringComparison.Ordinal)
                ),
                Request("/prod/GET/pets")
            )
        );

    [Fact]
    public void The_default_endpoint_policy_needs_no_edit() => Assert.Empty(AdmitThrough(null, Request("/prod/GET/pets"))!.Changes);

    private static PolicyEdit? Admit(string? policy, AccessRequest request) =>
        PolicyEditor.Admit(policy, request, PolicyUse.Resource, Context);

    private static PolicyEdit? AdmitThrough(string? policy, AccessRequest request) =>
        PolicyEditor.Admit(policy, request, PolicyUse.Endpoint, Context);

    private static AccessRequest Request(
        string call,
        string principal = AccessRequest.Anonymous,
        string address = "10.0.0.5",
        string endpoint = "vpce-9"
    ) =>
        new()
        {
            Principal = principal,
            Resource = Api + call,
            Context = new RequestKeys
            {
                { "aws:SourceVpce", endpoint },
                { "aws:SourceVpc", "vpc-9" },
                { "aws:VpcSourceIp", address },
            },
        };

    private static string AllowThrough(string resource, string endpoints) =>
        OnlyVpce1
            .Replace("Deny", "Allow", StringComparison.Ordinal)
            .Replace("StringNotEquals", "StringEquals", StringComparison.Ordinal)
            .Replace("execute-api:/*", resource, StringComparison.Ordinal)
            .Replace("\"vpce-1\"", endpoints, StringComparison.Ordinal);

    private static string Policy(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
}
