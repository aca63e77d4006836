using PrivateApi.Facts;
using PrivateApi.Model;

namespace PrivateApi.Tests.Reachability;

/// <summary>What random accounts brought to light, each case by itself, with the page of AWS that decides it.</summary>
public sealed class FoundByRandomTests
{
    /// <summary>VPC user guide, "VPC CIDR blocks": ranges of VPCs that are not connected may be the same.</summary>
    [Fact]
    public void An_address_of_a_record_is_an_interface_of_the_callers_own_VPC_where_another_VPC_has_the_same_address()
    {
        Scene scene = ByRecord("10.0.1.5")
            .With(s =>
                s with
                {
                    NetworkInterfaces = [Stranger("10.0.1.5"), .. s.NetworkInterfaces],
                    Endpoints =
                    [
                        s.Endpoints[0] with
                        {
                            Id = "vpce-0stranger",
                            VpcId = "vpc-stranger",
                            InterfaceIds = ["eni-stranger"],
                            DnsNames = [],
                        },
                        .. s.Endpoints,
                    ],
                }
            );
        scene.Expect(CheckName.NameResolves, CheckStatus.Passed, $"addresses of {Scene.Vpce} (eni-a)").Expect(Verdict.Reachable);
        scene
            .Calling(call => call with { Host = Scene.DefaultHost, ConnectTo = "10.0.1.5" })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.Vpce);
    }

    /// <summary>
    /// Route 53 guide, "Considerations when working with a private hosted zone": a record decides, whether an endpoint is there
    /// or not.
    /// </summary>
    [Fact]
    public void A_name_that_a_record_leads_elsewhere_times_out_even_where_no_endpoint_is_there() =>
        ByRecord("10.0.7.7")
            .With(s => s with { Endpoints = [] })
            .Expect(CheckName.EndpointExists, CheckStatus.Failed)
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "leads elsewhere")
            .Expect(CallFailure.ConnectTimeout);

    /// <summary>API Gateway guide, "Create a private API": an association takes effect with a deployment.</summary>
    [Fact]
    public void An_API_that_was_never_deployed_has_no_alias() =>
        Scene
            .Open()
            .WithApi(api => api with { Stages = [], Associated = [Scene.Vpce] })
            .Calling(call => call with { UrlForm = UrlForm.Alias, StageName = null })
            .WithEndpoint(endpoint => endpoint with { PrivateDnsEnabled = false })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "never deployed", "Publish-PrivateApi")
            .Expect(CallFailure.NameNotResolved);

    /// <summary>IAM user guide, "Troubleshoot access denied": what may not be read may say otherwise.</summary>
    [Theory]
    [InlineData("HostedZone", "route53:ListHostedZonesByVPC", "private hosted zone")]
    [InlineData("ResolverRule", "route53resolver:ListResolverRules", "resolver rule")]
    public void A_zone_or_rule_that_may_not_be_read_leaves_the_name_open(string subject, string permission, string what) =>
        Scene
            .Open()
            .Denied(subject, permission, s => s)
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, what, permission)
            .Expect(Verdict.Unknown);

    private static Scene ByRecord(string address) =>
        Scene
            .Open()
            .WithEndpoint(endpoint => endpoint with { PrivateDnsEnabled = false })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .With(s =>
                s with
                {
                    HostedZones =
                    [
                        new HostedZoneFact
                        {
                            Id = "Z0PRIVATE",
                            Name = Scene.DefaultHost,
                            VpcIds = [AccountFacts.AtHome.VpcId!],
                            Records =
                            [
                                new RecordFact
                                {
                                    Name = Scene.DefaultHost,
                                    Type = "A",
                                    Values = [address],
                                },
                            ],
                        },
                    ],
                }
            );

    private static InterfaceFact Stranger(string address) =>
        new()
        {
            Id = "eni-stranger",
            VpcId = "vpc-stranger",
            SubnetId = "subnet-stranger",
            Zone = "eu-west-1a",
            Address = address,
            SecurityGroupIds = [],
        };
}
