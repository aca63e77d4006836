using PrivateApi.Policies;
using PrivateApi.Provisioning;

namespace PrivateApi.Tests.RestApis;

public sealed class PolicyUpdateTests
{
    private static readonly PolicyContext Context = new("aws", "eu-west-1", "123456789012", "abcdef1234");

    [Theory]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""", """{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":["vpce-1","vpce-2"]}}""", """{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":["vpce-1"]}}""", """{"StringNotEquals":{"aws:SourceVpce":["vpce-2"]}}""", true)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotEquals":{"aws:sourcevpce":["vpce-1"]}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotEqualsIfExists":{"aws:SourceVpce":"vpce-1"}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotLike":{"aws:SourceVpce":"vpce-*"}}""", true)]
    [InlineData("""{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}""", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}""", true)]
    [InlineData("""{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/16"}}""", """{"NotIpAddress":{"aws:VpcSourceIp":"10.0.0.0/24"}}""", false)]
    [InlineData("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}""", """{"StringNotEquals":{"aws:SourceVpce":"vpce-1","aws:SourceVpc":"vpc-1"}}""", true)]
    public void A_policy_widens_when_somebody_gets_in_who_did_not_before(string denyBefore, string denyAfter, bool widens) =>
        Assert.Equal(widens, new PolicyUpdate("abcdef1234", With(denyBefore), With(denyAfter), Context).Widens);

    [Fact]
    public void Taking_the_Deny_away_widens_and_the_change_shows_it()
    {
        PolicyDocument open = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}}""");
        PolicyUpdate change = new("abcdef1234", PolicyTemplates.SourceVpce("vpce-1").Expand(Context), open, Context);
        Assert.True(change.Widens);
        Assert.StartsWith("- {\"Effect\":\"Deny\"", Assert.Single(change.Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Naming_another_role_widens_and_the_same_policy_in_full_is_no_change()
    {
        PolicyDocument one = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/a"},"Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/*"}]}""");
        PolicyDocument two = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111111111111:role/a","arn:aws:iam::111111111111:role/b"]},"Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/*"}]}""");
        Assert.True(new PolicyUpdate("abcdef1234", one, two, Context).Widens);
        Assert.False(new PolicyUpdate("abcdef1234", two, one, Context).Widens);
        Assert.True(new PolicyUpdate("abcdef1234", one.Expand(Context), one, Context).IsUnchanged);
        PolicyDocument posts = PolicyDocument.Parse(one.ToJson().Replace("GET", "*", StringComparison.Ordinal));
        Assert.True(new PolicyUpdate("abcdef1234", one, posts, Context).Widens);
    }

    [Fact]
    public void A_first_policy_is_no_widening() => Assert.False(new PolicyUpdate("abcdef1234", null, PolicyTemplates.SourceVpce("vpce-1"), Context).Widens);

    [Fact]
    public void Two_ways_to_say_the_policy_are_one_too_many() =>
        Assert.Equal("AmbiguousPolicy", Assert.Throws<PrivateApiException>(() => new PolicyChoice(null, ["vpce-1"], ["vpc-1"]).Resolve(new NoticeLog())).ErrorId);

    [Fact]
    public void A_placeholder_left_in_is_refused()
    {
        PrivateApiException error = Assert.Throws<PrivateApiException>(() => PolicyChoice.Check(PolicyTemplates.SourceVpce("{{vpceID}}").ToJson(), new NoticeLog()));
        Assert.Equal("InvalidPolicy", error.ErrorId);
        Assert.Contains("{{vpceID}}", error.Message);
    }

    private static PolicyDocument With(string deny) => PolicyDocument.Parse(
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"execute-api:Invoke\",\"Resource\":\"execute-api:/*\",\"Condition\":" + deny + "}]}");
}
