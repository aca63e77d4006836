using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

public sealed class PolicyDiffTests
{
    private static readonly PolicyContext Api = new("aws", "eu-west-1", "123456789012", "abc123def4");

    [Fact]
    public void Another_endpoint_in_the_list_is_one_change_that_names_it()
    {
        PolicyChange change = Assert.Single(
            PolicyDiff.Compare(PolicyTemplates.SourceVpce("vpce-1"), PolicyTemplates.SourceVpce("vpce-1", "vpce-2"), Api)
        );
        Assert.Equal(PolicyChangeKind.Changed, change.Kind);
        Assert.Contains("vpce-2", Assert.Single(change.Details), StringComparison.Ordinal);
    }

    [Fact]
    public void The_policy_as_API_Gateway_stores_it_is_no_change()
    {
        PolicyDocument ours = PolicyTemplates.SourceVpce("vpce-1", "vpce-2");
        Assert.Empty(PolicyDiff.Compare(ours, ours.Expand(Api), Api));
    }

    [Fact]
    public void Statements_come_and_go()
    {
        PolicyDocument endpoints = PolicyTemplates.SourceVpce("vpce-1");
        PolicyDocument other = PolicyDocument.Parse(
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"""
        );
        PolicyChange gone = Assert.Single(PolicyDiff.Compare(endpoints, other, Api));
        Assert.Equal(PolicyChangeKind.Removed, gone.Kind);
        PolicyChange come = Assert.Single(PolicyDiff.Compare(other, endpoints, Api));
        Assert.Equal(PolicyChangeKind.Added, come.Kind);
        Assert.Equal(2, PolicyDiff.Compare(null, endpoints, Api).Count);
        Assert.All(PolicyDiff.Compare(endpoints, null, Api), c => Assert.Equal(PolicyChangeKind.Removed, c.Kind));
    }

    [Fact]
    public void A_version_that_makes_variables_literal_is_a_change()
    {
        static PolicyDocument With(string version) =>
            PolicyDocument.Parse(
                $$$"""{"Version":"{{{version}}}","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"execute-api:/${aws:username}"}}"""
            );
        PolicyChange change = Assert.Single(PolicyDiff.Compare(With("2012-10-17"), With("2008-10-17")));
        Assert.Contains("Version", Assert.Single(change.Details), StringComparison.Ordinal);
    }
}
