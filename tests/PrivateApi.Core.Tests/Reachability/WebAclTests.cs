using System.Text.Json;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Waf;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Use AWS WAF to protect your REST APIs" (rules are evaluated before resource policies, IAM policies and
/// authorizers); AWS WAF guide, "Setting rule priority", "Using rule actions", "Using rule statements", "Sending custom responses for
/// Block actions". Web ACLs are written as GetWebACL shows them.
/// </summary>
public sealed class WebAclTests
{
    private const string Arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/guard/a1";
    private const string Office = "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/b2";
    private const string InOffice = "{\"IPSetReferenceStatement\":{\"ARN\":\"" + Office + "\"}}";
    private const string Core = """{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}}""";

    [Fact]
    public void A_stage_without_a_web_ACL_has_nothing_to_judge() =>
        Scene.Open().Expect(CheckName.WebAcl, CheckStatus.NotApplicable, "stage demo has no web ACL").Expect(Verdict.Reachable);

    [Fact]
    public void A_managed_group_may_block_and_the_warning_says_what_meets_a_client_that_is_no_browser() =>
        With("Allow", Rule("core", 0, Core, group: "None"))
            .Expect(
                CheckName.WebAcl,
                CheckStatus.Warning,
                "web ACL guard of stage demo may block the call",
                "core (managed rule group AWS/AWSManagedRulesCommonRuleSet",
                "NoUserAgent_HEADER: no User-Agent header",
                "SizeRestrictions_BODY: a body over 8 KB"
            )
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_group_that_only_counts_or_a_rule_of_it_that_does_stops_nothing()
    {
        With("Allow", Rule("core", 0, Core, group: "Count")).Expect(CheckName.WebAcl, CheckStatus.Passed);
        string counted = Core.Replace(
            "}}",
            """,     "RuleActionOverrides":[{"Name":"NoUserAgent_HEADER","ActionToUse":{"Count":{}}}]}}""",
            StringComparison.Ordinal
        );
        Scene scene = With("Allow", Rule("core", 0, counted, group: "None"))
            .Expect(CheckName.WebAcl, CheckStatus.Warning, "SizeRestrictions_BODY");
        Assert.DoesNotContain("NoUserAgent", scene[CheckName.WebAcl].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_blocked_address_gets_Forbidden_before_any_policy_is_asked() =>
        With("Allow", Rule("office", 0, InOffice, "Block"))
            .With(s => s with { IpSets = [Set("10.0.9.0/24")] })
            .WithApi(api => api with { Policy = null })
            .WithStage(stage => stage with { ExportedPolicy = null })
            .Expect(CheckName.WebAcl, CheckStatus.Failed, "rule office (the source address is in IP set office) has action Block")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    /// <summary>A caller whose address is not known has every one of its subnet's: all of them are blocked, none, or it is not known.</summary>
    [Fact]
    public void A_rule_about_addresses_decides_for_a_whole_range_or_not_at_all()
    {
        Scene scene = With("Allow", Rule("office", 0, InOffice, "Block"))
            .From(caller => caller with { Address = null, Ranges = ["10.0.9.0/24"] });
        scene
            .With(s => s with { IpSets = [Set("10.0.9.0/25", "10.0.9.128/25")] })
            .Expect(CheckName.WebAcl, CheckStatus.Failed, "rule office")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        scene.With(s => s with { IpSets = [Set("10.0.8.0/24")] }).Expect(CheckName.WebAcl, CheckStatus.Passed).Expect(Verdict.Reachable);
        scene
            .With(s => s with { IpSets = [Set("10.0.9.0/28")] })
            .Expect(CheckName.WebAcl, CheckStatus.Skipped, "depends on the caller's address", "-SourceIp")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        scene
            .With(s => s with { IpSets = [Set("10.0.9.0/28")] })
            .From(caller => caller with { Address = "10.0.9.77", Ranges = [] })
            .Expect(CheckName.WebAcl, CheckStatus.Passed);
    }

    /// <summary>Which of two blocks comes first decides about the answer, not about the block.</summary>
    [Fact]
    public void A_call_that_is_blocked_anyway_gets_an_answer_that_may_not_be_known()
    {
        Scene scene = With("Block", Rule("office", 0, InOffice, "Captcha"))
            .With(s => s with { IpSets = [Set("10.0.9.0/28")] })
            .From(caller => caller with { Address = null, Ranges = ["10.0.9.0/24"] });
        scene.Expect(CheckName.WebAcl, CheckStatus.Failed, "its default action is Block").Expect(Verdict.Blocked).ExpectNoPrediction();
        With("Block", Rule("office", 0, InOffice, "Block"))
            .With(s => s with { IpSets = [Set("10.0.9.0/28")] })
            .From(caller => caller with { Address = null, Ranges = ["10.0.9.0/24"] })
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
    }

    [Fact]
    public void The_first_rule_that_matches_ends_it_in_the_order_of_priorities()
    {
        // The list's order is not the rules'.
        Scene scene = With("Block", Rule("late", 7, InOffice, "Block"), Rule("early", 3, InOffice, "Allow"));
        scene.With(s => s with { IpSets = [Set("10.0.0.0/8")] }).Expect(CheckName.WebAcl, CheckStatus.Passed, "rule early");
        scene
            .With(s => s with { IpSets = [Set("192.0.2.0/24")] })
            .Expect(CheckName.WebAcl, CheckStatus.Failed, "its default action is Block, and no rule allows the call");
    }

    [Fact]
    public void A_default_Block_is_certain_unless_a_rule_before_it_may_allow()
    {
        With("Block").Expect(CheckName.WebAcl, CheckStatus.Failed).Expect(Verdict.Blocked);
        With("Block", Rule("core", 0, Core, group: "None")).Expect(CheckName.WebAcl, CheckStatus.Failed).Expect(Verdict.Blocked);
        With("Block", Rule("home", 0, """{"GeoMatchStatement":{"CountryCodes":["DE"]}}""", "Allow"))
            .Expect(
                CheckName.WebAcl,
                CheckStatus.Skipped,
                "its default action is Block",
                "whether the call matches is not known: home (the source address belongs to DE, and a private one belongs to no country"
            )
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Fact]
    public void An_address_that_is_not_known_decides_no_IP_set() =>
        With("Allow", Rule("office", 0, InOffice, "Block"))
            .With(s => s with { IpSets = [Set("10.0.9.0/24")] })
            .From(caller => caller with { Address = null })
            .Expect(CheckName.WebAcl, CheckStatus.Warning, "office (the source address is in IP set office, action Block)");

    [Fact]
    public void An_address_from_a_header_decides_no_IP_set() =>
        With(
                "Allow",
                Rule(
                    "office",
                    0,
                    InOffice.Replace("}}", """,  "IPSetForwardedIPConfig":{"HeaderName":"X-Forwarded-For"}}}""", StringComparison.Ordinal),
                    "Block"
                )
            )
            .With(s => s with { IpSets = [Set("10.0.9.0/24")] })
            .Expect(CheckName.WebAcl, CheckStatus.Warning, "the address in a header is in IP set office");

    [Theory]
    [InlineData("\"UriPath\":{}", "/demo/pets", "EXACTLY", "NONE", "Failed")]
    [InlineData("\"UriPath\":{}", "/pets", "EXACTLY", "NONE", "Passed")]
    [InlineData("\"UriPath\":{}", "/pets", "ENDS_WITH", "LOWERCASE", "Failed")]
    [InlineData("\"UriPath\":{}", "/PETS", "ENDS_WITH", "LOWERCASE", "Passed")]
    [InlineData("\"UriPath\":{}", "pets", "CONTAINS_WORD", "NONE", "Warning")]
    [InlineData("\"UriPath\":{}", "/pets", "CONTAINS", "BASE64_DECODE", "Warning")]
    [InlineData("\"Method\":{}", "GET", "EXACTLY", "NONE", "Failed")]
    [InlineData("\"Method\":{}", "POST", "EXACTLY", "NONE", "Passed")]
    [InlineData("\"SingleHeader\":{\"Name\":\"User-Agent\"}", "curl", "CONTAINS", "NONE", "Warning")]
    [InlineData("\"SingleHeader\":{\"Name\":\"X-Origin\"}", "s3cret", "EXACTLY", "NONE", "Warning")]
    [InlineData("\"QueryString\":{}", "drop", "CONTAINS", "NONE", "Warning")]
    [InlineData("\"Body\":{\"OversizeHandling\":\"MATCH\"}", "drop", "CONTAINS", "NONE", "Warning")]
    public void A_text_decides_where_the_part_of_the_request_is_known(
        string field,
        string text,
        string constraint,
        string transformation,
        string status
    )
    {
        string search = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        Scene scene = With(
            "Allow",
            Rule(
                "text",
                0,
                $$$"""{"ByteMatchStatement":{"SearchString":"{{{search}}}","FieldToMatch":{{{{field}}}},"PositionalConstraint":"{{{constraint}}}","TextTransformations":[{"Priority":0,"Type":"{{{transformation}}}"}]}}""",
                "Block"
            )
        );
        Assert.Equal(status, scene[CheckName.WebAcl].Status.ToString());
        Assert.DoesNotContain("s3cret", scene[CheckName.WebAcl].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_answer_of_the_users_own_is_foretold()
    {
        string rule = Rule("office", 0, InOffice, "Block")
            .Replace(
                "\"Block\":{}",
                "\"Block\":{\"CustomResponse\":{\"ResponseCode\":404,\"CustomResponseBodyKey\":\"lost\"}}",
                StringComparison.Ordinal
            );
        With("Allow", rule)
            .With(s => s with { IpSets = [Set("10.0.9.0/24")] })
            .ExpectAnswer(404, "ForbiddenException", """{"found":false}""");
    }

    [Fact]
    public void A_web_ACL_that_was_not_read_leaves_the_answer_open()
    {
        Scene scene = With("Allow");
        scene
            .Denied("WebAcl", "wafv2:GetWebACL", s => s with { WebAcls = [] })
            .Expect(CheckName.WebAcl, CheckStatus.Skipped, Arn, "wafv2:GetWebACL is denied")
            .Expect(Verdict.Unknown);
        With("Allow", Rule("office", 0, InOffice, "Block"))
            .Denied("IpSet", "wafv2:GetIPSet", s => s)
            .Expect(CheckName.WebAcl, CheckStatus.Skipped, "an IP set could not be read: wafv2:GetIPSet is denied")
            .Expect(Verdict.Unknown);
        scene
            .WithStage(stage => stage with { WebAclArn = "arn:aws:waf-regional:eu-west-1:123456789012:webacl/a1" })
            .Expect(CheckName.WebAcl, CheckStatus.Skipped, "AWS WAF Classic")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void Groups_of_Firewall_Manager_come_before_and_after_the_rules()
    {
        string group =
            """{"Name":"NAME","Priority":0,"FirewallManagerStatement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"G"}},"OverrideAction":{"None":{}}}""";
        WebAclFact read = WebAclReader.Read(
            JsonDocument
                .Parse(
                    $$$"""{"Name":"guard","DefaultAction":{"Allow":{}},"Rules":[{{{Rule("own", 0, Core, group: "None")}}}],"PreProcessFirewallManagerRuleGroups":[{{{group.Replace("NAME", "before", StringComparison.Ordinal)}}}],"PostProcessFirewallManagerRuleGroups":[{{{group.Replace("NAME", "after", StringComparison.Ordinal)}}}]}"""
                )
                .RootElement
        );
        Assert.Equal(["before", "own", "after"], read.Rules.Select(rule => rule.Name));
        Assert.All(read.Rules, rule => Assert.Equal("ManagedRuleGroup", rule.Statement.Kind));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"Rules":[1,{"Statement":{"NotStatement":{}}},{"Statement":5,"Action":"x"}],"DefaultAction":{"Allow":1}}""")]
    public void An_answer_of_another_form_is_read_without_an_error(string json) =>
        Assert.NotNull(WebAclReader.Read(JsonDocument.Parse(json).RootElement));

    private static IpSetFact Set(params string[] ranges) => new() { Arn = Office, Addresses = ranges };

    private static string Rule(string name, int priority, string statement, string? action = null, string? group = null)
    {
        string what = group is null ? $$"""'Action':{'{{action}}':{} }""" : $$"""'OverrideAction':{'{{group}}':{} }""";
        return $$"""{"Name":"{{name}}","Priority":{{priority}},"Statement":{{statement}},{{what.Replace('\'', '"').Replace("} }", "}}", StringComparison.Ordinal)}} }""";
    }

    private static Scene With(string defaultAction, params string[] rules)
    {
        JsonElement acl = JsonDocument
            .Parse(
                $$$$"""{"Name":"guard","ARN":"{{{{Arn}}}}","DefaultAction":{"{{{{defaultAction}}}}":{}},"Rules":[{{{{string.Join(',', rules)}}}}],"CustomResponseBodies":{"lost":{"ContentType":"APPLICATION_JSON","Content":"{\"found\":false}"}}}"""
            )
            .RootElement;
        return Scene.Open().WithStage(stage => stage with { WebAclArn = Arn }).With(s => s with { WebAcls = [WebAclReader.Read(acl)] });
    }
}
