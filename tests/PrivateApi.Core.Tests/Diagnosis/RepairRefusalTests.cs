using PrivateApi.Diagnosis;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>What a repair does not do, and who can.</summary>
public sealed class RepairRefusalTests
{
    private const string Signed =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/app"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private const string FromAddress =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"10.77.0.0/16"}}}]}""";

    private const string Nobody =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";

    [Fact]
    public void A_policy_that_names_principals_is_not_opened_past_them() =>
        Refuses(Scene.Open().WithResourcePolicy(Signed), "ResourcePolicy: ", "role/app");

    [Fact]
    public void A_policy_that_names_addresses_is_not_opened_past_them() =>
        Refuses(Scene.Open().WithResourcePolicy(FromAddress), "ResourcePolicy: ", "10.77.0.0/16");

    [Fact]
    public void A_Deny_of_an_endpoints_owner_stays() =>
        Refuses(Scene.Open().WithEndpoint(item => item with { Policy = Nobody }), "EndpointPolicy: ", "vpce-");

    [Fact]
    public void The_type_of_an_API_is_not_changed() =>
        Refuses(Scene.Open().WithApi(api => api with { EndpointType = "REGIONAL" }), "PublicApiShadowed: ", "REGIONAL");

    [Fact]
    public void A_network_of_another_account_is_left_to_whoever_can_see_it()
    {
        Scene scene = AccountFacts
            .Peered()
            .With(s =>
                s with
                {
                    RouteTables = [.. s.RouteTables.Where(table => table.VpcId != "vpc-peer")],
                    Vpcs = [.. s.Vpcs.Where(vpc => vpc.Id != "vpc-peer")],
                }
            );
        Assert.Empty(ApiRepair.Plan(new RepairCase(Request, scene.Verdict)));
        Assert.Equal(Verdict.Unknown, scene.Verdict.Verdict);
    }

    private static TestRequest Request => new() { Apis = [(Scene.Api, null)], StageName = "demo" };

    private static void Refuses(Scene scene, params string[] says)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() => ApiRepair.Plan(new RepairCase(Request, scene.Verdict)));
        Assert.Equal("NotRepairable", refused.ErrorId);
        Assert.Contains("no change that can be made safely from here lets it through", refused.Message, StringComparison.Ordinal);
        Assert.All(says, part => Assert.Contains(part, refused.Message, StringComparison.Ordinal));
    }
}
