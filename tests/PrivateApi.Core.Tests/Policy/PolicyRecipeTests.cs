using PrivateApi.Policies;

namespace PrivateApi.Tests.Policy;

public sealed class PolicyRecipeTests
{
    [Fact]
    public void A_policy_of_every_template_lets_in_whom_it_names_and_nothing_is_found_on_it()
    {
        PolicyRecipe recipe = new() { SourceVpce = ["vpce-0a1b2c3d"] };
        Assert.Equal(PolicyTemplates.SourceVpce("vpce-0a1b2c3d"), recipe.Build());
        Assert.Equal(PolicyTemplates.SourceVpc("vpc-0a1b2c3d"), new PolicyRecipe { SourceVpc = ["vpc-0a1b2c3d"] }.Build());
        foreach (PolicyTemplate template in Enum.GetValues<PolicyTemplate>())
        {
            Assert.Empty(PolicyLinter.Lint((recipe with { Template = template }).Build()));
        }

        Assert.True(AccessAnalysis.ExpectOnly((recipe with { Template = PolicyTemplate.AllowOnly }).Build(), ["vpce-0a1b2c3d"], []).IsMet);
    }

    [Fact]
    public void Of_two_kinds_of_source_a_caller_has_to_come_from_both()
    {
        PolicyDocument policy = new PolicyRecipe { SourceVpce = ["vpce-1"], SourceIp = ["10.0.0.0/16"] }.Build();
        Assert.Equal("every caller through vpce-1 from 10.0.0.0/16: everything", Assert.Single(AccessAnalysis.Of(policy).Region).Sentence);
    }

    [Fact]
    public void A_range_that_is_kept_out_leaves_all_others()
    {
        PolicyDocument policy = new PolicyRecipe { SourceIp = ["10.0.9.0/24"], Deny = true }.Build();
        Assert.Equal("every caller from any address but 10.0.9.0/24 or without aws:VpcSourceIp: everything", Assert.Single(AccessAnalysis.Of(policy).Region).Sentence);
    }

    [Fact]
    public void What_makes_no_policy_is_said()
    {
        Assert.Equal("InvalidPolicy", Assert.Throws<PrivateApiException>(() => new PolicyRecipe().Build()).ErrorId);
        Assert.Equal("InvalidPolicy", Assert.Throws<PrivateApiException>(() => new PolicyRecipe { SourceVpc = ["vpc-1"], Deny = true, Template = PolicyTemplate.AllowOnly }.Build()).ErrorId);
    }
}
