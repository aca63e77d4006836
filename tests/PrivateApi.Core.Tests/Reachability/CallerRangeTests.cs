using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// A caller given by its subnet alone may have any address of it but those that AWS keeps (VPC user guide, "Subnet CIDR blocks":
/// the first four and the last). What a rule decides differently for two of them is not decided.
/// </summary>
public sealed class CallerRangeTests
{
    private static readonly string[] Ways = ["-SourceIp", "-NetworkInterfaceId", "-InstanceId"];

    [Fact]
    public void A_group_that_admits_a_part_of_the_subnet_decides_nothing() =>
        Anywhere()
            .WithGroup("sg-endpoint", In("10.0.9.0/28"))
            .Expect(CheckName.EndpointIngress, CheckStatus.Skipped, ["10.0.9.0/28 of 10.0.9.0/24 is allowed", .. Ways])
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

    [Fact]
    public void Rules_that_admit_all_of_the_subnet_between_them_admit_the_caller() =>
        Anywhere()
            .WithGroup("sg-endpoint", In("10.0.9.0/25"), In("10.0.9.128/25"))
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "10.0.9.0/25", "10.0.9.128/25")
            .Expect(Verdict.Reachable);

    [Fact]
    public void What_a_remedy_opens_is_the_subnet_and_no_address_that_nobody_has()
    {
        Scene group = Anywhere()
            .WithGroup("sg-endpoint")
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed, "10.0.9.0/24")
            .Expect(CallFailure.ConnectTimeout);
        Scene acl = Anywhere()
            .WithAcl("subnet-a", Enter(100, false), Leave(100, true))
            .WithAcl("subnet-b", Enter(100, false), Leave(100, true))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed, "-CidrBlock 10.0.9.0/24");
        Assert.All(
            (Scene[])[group, acl],
            scene =>
                Assert.All(
                    scene.Verdict.Findings,
                    item => Assert.DoesNotContain("10.0.9.10", $"{item.Finding.Message} {item.Finding.Remedy}", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void An_ACL_that_denies_a_part_of_the_subnet_decides_nothing_though_its_last_entry_allows_all_of_it() =>
        Anywhere()
            .WithAcl("subnet-a", Enter(100, false, "10.0.9.128/25"), Enter(200, true), Leave(100, true))
            .WithAcl("subnet-b", Enter(100, false, "10.0.9.128/25"), Enter(200, true), Leave(100, true))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Skipped, "10.0.9.0/25 of 10.0.9.0/24 is allowed", "rule 100")
            .Expect(Verdict.Unknown);

    [Fact]
    public void An_ACL_that_denies_the_halves_by_two_entries_denies_the_caller() =>
        Anywhere()
            .WithAcl("subnet-a", Enter(100, false, "10.0.9.128/25"), Enter(110, false, "10.0.9.0/25"), Enter(200, true), Leave(100, true))
            .WithAcl("subnet-b", Enter(100, false, "10.0.9.128/25"), Enter(110, false, "10.0.9.0/25"), Enter(200, true), Leave(100, true))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed, "rule 100", "rule 110")
            .Expect(Verdict.Blocked);

    [Fact]
    public void A_route_back_to_a_part_of_the_subnet_decides_nothing()
    {
        RouteFact[] half = [Route("10.0.0.0/16", "local"), Route("10.1.1.0/25", "pcx-1")];
        Peered()
            .From(caller => caller with { Address = null, Ranges = ["10.1.1.0/24"] })
            .WithTable("subnet-a", half)
            .WithTable("subnet-b", half)
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "10.1.1.0/25 of 10.1.1.0/24 is allowed")
            .Expect(Verdict.Unknown);
    }

    [Theory]
    [InlineData("10.0.9.0/24", CheckStatus.Passed, "Allowed by statement 1")]
    [InlineData("10.0.0.0/16", CheckStatus.Passed, "Allowed by statement 1")]
    [InlineData("10.0.8.0/24", CheckStatus.Failed, "10.0.9.0/24")]
    [InlineData("10.0.9.0/28", CheckStatus.Skipped, "10.0.9.0/28 of 10.0.9.0/24 is allowed")]
    [InlineData("10.0.9.10/32", CheckStatus.Skipped, "10.0.9.10 of 10.0.9.0/24 is allowed")]
    public void A_policy_decides_only_if_it_says_the_same_of_the_whole_subnet(string range, CheckStatus status, string words)
    {
        string policy = PathPolicyTests.DenyUnless("aws:VpcSourceIp", range);
        Anywhere()
            .WithApi(api => api with { Policy = policy })
            .WithStage(stage => stage with { ExportedPolicy = policy })
            .Expect(CheckName.ResourcePolicy, status, words);
        Anywhere()
            .WithEndpoint(item => item with { Policy = policy.Replace("execute-api:/*", "*", StringComparison.Ordinal) })
            .Expect(CheckName.EndpointPolicy, status, words);
    }

    [Theory]
    [InlineData("10.0.9.0/30", CheckStatus.Passed)]
    [InlineData("10.0.9.255/32", CheckStatus.Passed)]
    [InlineData("10.0.9.0/29", CheckStatus.Skipped)]
    public void Addresses_that_AWS_keeps_for_itself_are_nobodys(string denied, CheckStatus status)
    {
        string policy = PathPolicyTests
            .DenyUnless("aws:VpcSourceIp", denied)
            .Replace("NotIpAddress", "IpAddress", StringComparison.Ordinal);
        Anywhere()
            .WithApi(api => api with { Policy = policy })
            .WithStage(stage => stage with { ExportedPolicy = policy })
            .Expect(CheckName.ResourcePolicy, status);
    }

    [Fact]
    public void A_condition_that_compares_the_address_as_text_is_left_open()
    {
        string policy = PathPolicyTests
            .DenyUnless("aws:VpcSourceIp", "10.0.9.*")
            .Replace("NotIpAddress", "StringNotLike", StringComparison.Ordinal);
        Anywhere()
            .WithApi(api => api with { Policy = policy })
            .WithStage(stage => stage with { ExportedPolicy = policy })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "aws:VpcSourceIp");
    }

    [Theory]
    [InlineData("10.0.9.0/27", CheckStatus.Passed)]
    [InlineData("10.0.9.20/32", CheckStatus.Skipped)]
    [InlineData("10.0.8.0/24", CheckStatus.Failed)]
    public void Of_several_addresses_all_have_to_agree(string admitted, CheckStatus status) =>
        Scene
            .Open()
            .From(caller => caller with { Address = null, Ranges = ["10.0.9.20", "10.0.9.21"] })
            .WithGroup("sg-endpoint", In(admitted))
            .Expect(CheckName.EndpointIngress, status);

    [Fact]
    public void A_public_API_sees_no_private_address_of_a_caller_in_a_VPC() =>
        Scene
            .Open()
            .WithApi(api => api with { EndpointType = "REGIONAL", Policy = PathPolicyTests.DenyUnless("aws:SourceIp", "10.0.9.0/24") })
            .WithStage(stage => stage with { ExportedPolicy = PathPolicyTests.DenyUnless("aws:SourceIp", "10.0.9.0/24") })
            .With(s => s with { Endpoints = [] })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "NAT");

    private static Scene Anywhere() =>
        Scene
            .Open()
            .From(caller => caller with { Label = "subnet-caller (10.0.9.0/24) with sg-caller", Address = null, Ranges = ["10.0.9.0/24"] });
}
