using PrivateApi.Errors;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning.ApiPlans;

namespace PrivateApi.Tests.Lab.RestApis;

public sealed class PolicyUpdateTests
{
    private static readonly PolicyContext Context = new("aws", "eu-west-1", "123456789012", "abcdef1234");

    [Theory]
    [InlineData(
        """{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""",
        """{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""",
        true
    )]
    [InlineData(
        """{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""",
        """{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""",
        false
    )]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""", """{"StringNotEquals":{"aws:SourceVpce":["vpce-2"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotEquals":{"aws:sourcevpce":["vpce-1"]}}""", false)]
    [InlineData(
        """{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""",
        """{"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}""",
        false
    )]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotLike":{"aws:SourceVpce":"vpce-*"}}""", true)]
    [InlineData("""{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}""", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}""", true)]
    [InlineData("""{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}""", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}""", false)]
    [InlineData(
        """{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""",
        """{"StringNotEquals":{"aws:SourceVpce":"vpce-1","aws:SourceVpc":"vpc-1"}}""",
        true
    )]
    [InlineData("""{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}""", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.5/16"}}""", true)]
    [InlineData("""{"StringNotLike":{"aws:SourceVpce":"vpce-1*"}}""", """{"StringNotLike":{"aws:SourceVpce":"vpce-*1"}}""", true)]
    [InlineData("""{"StringNotLike":{"aws:SourceVpce":"vpce-*"}}""", """{"StringNotLike":{"aws:SourceVpce":"vpce-*1"}}""", false)]
    public void A_policy_widens_when_somebody_gets_in_who_did_not_before(string denyBefore, string denyAfter, bool widens) =>
        Assert.Equal(widens, new PolicyUpdate("abcdef1234", With(denyBefore), With(denyAfter), Context).Widens);

    [Fact]
    public void Taking_the_Deny_away_widens_and_the_change_shows_it()
    {
        PolicyDocument open = PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}}"""
        );
        PolicyUpdate change = new("abcdef1234", PolicyTemplates.SourceVpce("vpce-1").Expand(Context), open, Context);
        Assert.True(change.Widens);
        Assert.StartsWith("- {\"Effect\":\"Deny\"", Assert.Single(change.Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Naming_another_role_widens_and_the_same_policy_in_full_is_no_change()
    {
        PolicyDocument one = PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/*"}]}"""
        );
        PolicyDocument two = PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/a","arn:aws:iam::111111111111:role/b"]},"Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/*"}]}"""
        );
        Assert.True(new PolicyUpdate("abcdef1234", one, two, Context).Widens);
        Assert.False(new PolicyUpdate("abcdef1234", two, one, Context).Widens);
        Assert.True(new PolicyUpdate("abcdef1234", one.Expand(Context), one, Context).IsUnchanged);
        PolicyDocument posts = PolicyDocument.Parse(one.ToJson().Replace("GET", "*", StringComparison.Ordinal));
        Assert.True(new PolicyUpdate("abcdef1234", one, posts, Context).Widens);
    }

    [Fact]
    public void A_first_policy_is_no_widening() =>
        Assert.False(new PolicyUpdate("abcdef1234", null, PolicyTemplates.SourceVpce("vpce-1"), Context).Widens);

    [Fact]
    public void Two_ways_to_say_the_policy_are_one_too_many() =>
        Assert.Equal("AmbiguousPolicy", Assert.Throws<PrivateApiException>(() => new PolicyChoice("{}", ["vpce-1"], []).Resolve()).ErrorId);

    [Fact]
    public void A_policy_with_errors_is_refused_with_code_place_and_fix()
    {
        PolicyDocument placeholder = PolicyTemplates.SourceVpce("{{vpceID}}");
        PrivateApiException error = Assert.Throws<PrivateApiException>(() =>
            PolicyCheck.Require(placeholder, new LintContext { Api = Context }, force: false, new NoticeLog())
        );
        Assert.Equal(("PolicyHasErrors", FaultKind.InvalidArgument, "abcdef1234"), (error.ErrorId, error.Kind, error.Target));
        Assert.Contains("PlaceholderLeft at line 1, column ", error.Message, StringComparison.Ordinal);
        Assert.Contains("/Statement/1/Condition/StringNotEquals/aws:SourceVpce", error.Message, StringComparison.Ordinal);
        Assert.Contains("Put the real value in place of {{vpceID}}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forced_errors_are_warnings()
    {
        NoticeLog progress = new();
        PolicyCheck.Require(PolicyTemplates.SourceVpce("{{vpceID}}"), new LintContext { Api = Context }, force: true, progress);
        Assert.Contains(progress.Warnings, warning => warning.Contains("PlaceholderLeft", StringComparison.Ordinal));
    }

    [Fact]
    public void The_change_says_who_can_call_now_and_who_no_longer_can()
    {
        string said = new PolicyUpdate(
            "abcdef1234",
            PolicyTemplates.SourceVpce("vpce-1", "vpce-2"),
            PolicyTemplates.SourceVpce("vpce-1"),
            Context,
            "demo"
        ).Describe();
        Assert.Equal(
            """
            Set the policy of API abcdef1234:
              ~ Condition loses StringNotEquals aws:sourcevpce ["vpce-1","vpce-2"] and gains StringNotEquals aws:sourcevpce ["vpce-1"]
            Who can call:
              - every caller through vpce-1 or vpce-2: everything
              + every caller through vpce-1: everything
            Deploy API abcdef1234 to stage demo
            """.ReplaceLineEndings(),
            said
        );
    }

    [Fact]
    public void A_first_policy_says_who_can_call()
    {
        Assert.Contains(
            "  + every caller through vpce-1: everything",
            new PolicyUpdate("abcdef1234", null, PolicyTemplates.SourceVpce("vpce-1"), Context).Describe(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Taking_a_Deny_away_widens_only_where_something_but_an_Allow_lets_callers_in()
    {
        PolicyDocument both = PolicyTemplates.SourceVpce("vpce-1");
        PolicyDocument allowOnly = new PolicyTemplateOptions { Template = PolicyTemplate.AllowOnly, SourceVpce = ["vpce-1"] }.Build();
        Assert.True(new PolicyUpdate("abcdef1234", both, allowOnly, Context, DenialsCount: true).Widens);
        Assert.False(new PolicyUpdate("abcdef1234", both, allowOnly, Context, DenialsCount: false).Widens);
    }

    [Fact]
    public void Where_it_cannot_be_decided_a_policy_may_widen()
    {
        PolicyDocument variable = PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/${aws:username}"}}"""
        );
        Assert.True(new PolicyUpdate("abcdef1234", PolicyTemplates.SourceVpce("vpce-1"), variable, Context).Widens);
    }

    private static PolicyDocument With(string deny) =>
        PolicyDocument.Parse(
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\",\"Condition\":"
                + deny
                + "}]}"
        );
}
