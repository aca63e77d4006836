using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Invoke a private API"; PrivateLink guide, "DNS resolution" and "Private DNS"; VPC user guide, "DNS
/// attributes for your VPC"; re:Post "api-gateway-vpc-connections".
/// </summary>
public sealed class NameTests
{
    [Theory]
    [InlineData(UrlForm.Auto, Scene.DefaultHost)]
    [InlineData(UrlForm.PrivateDns, Scene.DefaultHost)]
    [InlineData(UrlForm.Alias, Scene.AliasHost)]
    [InlineData(UrlForm.EndpointDns, Scene.EndpointHost)]
    public void Every_form_of_address_leads_to_the_endpoint_where_private_DNS_is_on(UrlForm form, string host)
    {
        Scene scene = Form(form).Expect(CheckName.NameResolves, CheckStatus.Passed, host, "10.0.1.5", "10.0.2.5").Expect(Verdict.Reachable);
        Assert.Equal($"https://{host}/demo/pets", scene.Verdict.Evaluation.Url);
    }

    [Fact]
    public void With_private_DNS_off_the_default_name_does_not_resolve_and_the_others_do()
    {
        Form(UrlForm.PrivateDns, off: true)
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                Scene.DefaultHost,
                "does not resolve",
                $"private DNS of {Scene.Vpce} is off",
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -PrivateDnsEnabled $true"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);
        Form(UrlForm.Alias, off: true).Expect(CheckName.NameResolves, CheckStatus.Passed, "is the alias of").Expect(Verdict.Reachable);
        Form(UrlForm.EndpointDns, off: true).Expect(CheckName.NameResolves, CheckStatus.Passed, "own name").Expect(Verdict.Reachable);
        Assert.Equal(UrlForm.Alias, Form(UrlForm.Auto, off: true).Expect(Verdict.Reachable).Verdict.Evaluation.Address.Form);
    }

    // PrivateLink guide, "Private DNS": the endpoint's zone in its VPC has every name of *.execute-api.{region}.amazonaws.com.
    [Fact]
    public void Without_a_caller_an_alias_that_private_DNS_answers_is_not_said_to_be_missing()
    {
        Scene scene = Form(UrlForm.Alias).WithApi(api => api with { Associated = [] }).From(_ => Caller.Nobody);
        scene
            .Expect(CheckName.EndpointAssociated, CheckStatus.Warning, Scene.AliasHost, "has no public record", "no caller was given")
            .Expect(Verdict.Reachable);
        Form(UrlForm.Alias).WithApi(api => api with { Associated = [] }).Expect(Verdict.Reachable);
        scene
            .WithEndpoint(endpoint => endpoint with { PrivateDnsEnabled = false })
            .Expect(CheckName.EndpointAssociated, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);
        scene
            .WithVpc(vpc => vpc with { EnableDnsHostnames = false })
            .Expect(CheckName.EndpointAssociated, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);
    }

    [Fact]
    public void The_alias_exists_only_for_an_endpoint_that_is_associated_with_the_API()
    {
        Scene scene = Form(UrlForm.Alias, off: true).WithApi(api => api with { Associated = [] });
        scene
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "was never created",
                $"Set-PrivateApi -RestApiId {Scene.Api} -VpcEndpointId {Scene.Vpce} -StageName demo"
            )
            .Expect(
                CheckName.EndpointAssociated,
                CheckStatus.Failed,
                $"the alias {Scene.AliasHost} does not exist",
                $"Set-PrivateApi -RestApiId {Scene.Api} -VpcEndpointId {Scene.Vpce}"
            )
            .Expect(CallFailure.NameNotResolved);
        scene
            .WithApi(api => api with { Associated = ["vpce-0other"] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, $"-VpcEndpointId vpce-0other, {Scene.Vpce}")
            .Expect(CheckName.EndpointAssociated, CheckStatus.Failed, $"-VpcEndpointId vpce-0other, {Scene.Vpce}");
        scene
            .Calling(call => call with { UrlForm = UrlForm.Auto })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost)
            .Expect(CheckName.EndpointAssociated, CheckStatus.NotApplicable, "only the alias name needs that")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void The_alias_of_an_API_or_endpoint_that_is_not_here_may_resolve()
    {
        Form(UrlForm.Alias, off: true)
            .Calling(call => call with { Host = Scene.AliasHost.Replace(Scene.Api, "zzz999", StringComparison.Ordinal) })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "exists if zzz999 is associated with");
        Form(UrlForm.Alias)
            .With(s => s with { Endpoints = [] })
            .Calling(call => call with { VpcEndpointId = Scene.Vpce })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Skipped,
                $"the alias {Scene.AliasHost} leads to the addresses of {Scene.Vpce}, which does not exist or is another account's"
            );
    }

    [Theory]
    [InlineData("/", "/demo")]
    [InlineData("/pets", "/demo/pets")]
    [InlineData("/pets/7", "/demo/pets/7")]
    public void The_URL_has_the_stage_and_the_path(string path, string expected)
    {
        Assert.Equal(
            $"https://{Scene.DefaultHost}{expected}",
            Scene.Open().Calling(call => call with { Path = path }).Verdict.Evaluation.Url
        );
        Assert.Equal(
            $"https://{Scene.DefaultHost}",
            Scene.Open().Calling(call => call with { Path = "/", StageName = null }).Verdict.Evaluation.Url
        );
    }

    [Fact]
    public void Private_DNS_answers_the_alias_name_too()
    {
        Form(UrlForm.Alias)
            .WithApi(api => api with { Associated = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of")
            .Expect(CheckName.EndpointAssociated, CheckStatus.NotApplicable);
        Form(UrlForm.Alias).Expect(CheckName.EndpointAssociated, CheckStatus.Passed, "is associated with");
    }

    [Fact]
    public void Private_DNS_needs_both_attributes_of_the_VPC()
    {
        Form(UrlForm.PrivateDns)
            .WithVpc(vpc => vpc with { EnableDnsHostnames = false })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "enableDnsHostnames of vpc-home is off",
                "Edit-EC2VpcAttribute -VpcId vpc-home -EnableDnsHostnames $true"
            )
            .Expect(CallFailure.NameNotResolved);
        Form(UrlForm.Auto)
            .WithVpc(vpc => vpc with { EnableDnsHostnames = false })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.AliasHost)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void Without_DNS_support_the_VPCs_resolver_answers_nothing()
    {
        Scene scene = Scene.Open().WithVpc(vpc => vpc with { EnableDnsSupport = false });
        foreach (UrlForm form in new[] { UrlForm.Auto, UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns })
        {
            scene
                .Calling(call => call with { UrlForm = form })
                .Expect(
                    CheckName.NameResolves,
                    CheckStatus.Failed,
                    "enableDnsSupport of vpc-home is off",
                    "Edit-EC2VpcAttribute -VpcId vpc-home -EnableDnsSupport $true"
                )
                .Expect(CallFailure.NameNotResolved);
        }
    }

    [Fact]
    public void The_endpoints_own_name_is_the_regional_one_wherever_it_is_listed() =>
        Form(UrlForm.EndpointDns)
            .WithEndpoint(item => item with { DnsNames = [.. item.DnsNames.Reverse()] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost, "10.0.1.5, 10.0.2.5");

    [Fact]
    public void A_zonal_name_leads_to_that_zones_interface_alone()
    {
        Scene zonal = Scene.Open().Calling(call => call with { Host = Scene.ZonalHost, ApiIdHeader = Scene.Api });
        zonal.Expect(CheckName.NameResolves, CheckStatus.Passed, "(10.0.2.5)").Expect(Verdict.Reachable);
        Assert.Equal(["eni-b"], zonal.Verdict.Evaluation.Traces.Select(passage => passage.Interface.Id));
        zonal.WithAcl("subnet-b").Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed).Expect(CallFailure.ConnectTimeout);
        zonal
            .WithEndpoint(item => item with { InterfaceIds = ["eni-a"] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no network interface in eu-west-1b");
        Scene
            .Open()
            .Calling(call => call with { Host = $"{Scene.Vpce}-other.execute-api.eu-west-1.vpce.amazonaws.com" })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "none of the endpoints that were read has the name");
    }

    [Fact]
    public void Names_do_not_mind_case_or_a_closing_dot() =>
        Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost.ToUpperInvariant() + "." })
            .Expect(CheckName.NameResolves, CheckStatus.Passed);

    [Fact]
    public void A_given_host_tells_the_form()
    {
        foreach (
            (string host, UrlForm form) in new[]
            {
                (Scene.DefaultHost, UrlForm.PrivateDns),
                (Scene.AliasHost, UrlForm.Alias),
                (Scene.EndpointHost, UrlForm.EndpointDns),
                ("api.example.com", UrlForm.CustomDomain),
            }
        )
        {
            Assert.Equal(form, Scene.Open().Calling(call => call with { Host = host }).Verdict.Evaluation.Address.Form);
        }
    }

    [Fact]
    public void Another_VPCs_private_DNS_does_not_reach_a_peered_VPC()
    {
        Peered()
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Failed,
                "vpc-peer has no execute-api endpoint of its own, and private DNS of endpoints in other VPCs does not apply there"
            )
            .Expect(CallFailure.NameNotResolved);
        Peered().Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.AliasHost).Expect(Verdict.Reachable);
        Peered()
            .WithApi(api => api with { Associated = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, Scene.EndpointHost)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_public_APIs_name_is_captured_by_private_DNS_and_leads_past_the_endpoint_without()
    {
        Scene regional = Form(UrlForm.PrivateDns).WithApi(api => api with { EndpointType = "REGIONAL" });
        regional
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private DNS of")
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Failed)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Scene past = regional.WithEndpoint(item => item with { PrivateDnsEnabled = false });
        past.Expect(CheckName.NameResolves, CheckStatus.Passed, "public addresses, because abc123def4 is REGIONAL")
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Warning, "not through an endpoint")
            .Expect(CheckName.EndpointPolicy, CheckStatus.NotApplicable)
            .Expect(CheckName.CallerRoute, CheckStatus.Failed, "rtb-main of ", "has no route to the internet")
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.ConnectTimeout);
        Assert.True(past.Verdict.Evaluation.IsPast);
    }

    [Fact]
    public void An_API_that_is_not_at_hand_resolves_only_if_it_is_known_to_be_public()
    {
        Scene other = Form(UrlForm.PrivateDns, off: true).Calling(call => call with { RestApiId = "zzz999" });
        other.Expect(CheckName.NameResolves, CheckStatus.Skipped, "a private one has no public record").ExpectNoPrediction();
        other
            .With(s => s with { PublicApis = [new PublicApiFact { Id = "zzz999", Name = "Shop" }] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "public addresses")
            .ExpectNoPrediction();
    }

    [Fact]
    public void A_name_that_leads_to_another_endpoint_than_the_one_asked_for_is_said()
    {
        Scene second = Scene
            .Open()
            .With(s =>
                s with
                {
                    Endpoints = [.. s.Endpoints, s.Endpoints[0] with { Id = "vpce-0fff", PrivateDnsEnabled = false, DnsNames = [] }],
                }
            )
            .Calling(call => call with { VpcEndpointId = "vpce-0fff", UrlForm = UrlForm.PrivateDns });
        second
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Warning,
                $"leads to {Scene.Vpce}, not to vpce-0fff",
                $"Test-PrivateApi -RestApiId {Scene.Api} -VpcEndpointId vpce-0fff -UrlForm EndpointDns"
            )
            .Expect(Verdict.Reachable);
        Assert.Equal(Scene.Vpce, second.Verdict.Evaluation.EndpointId);
        Scene auto = second
            .Calling(call => call with { UrlForm = UrlForm.Auto })
            .With(s =>
                s with
                {
                    Endpoints =
                    [
                        s.Endpoints[0],
                        s.Endpoints[1] with
                        {
                            DnsNames = ["vpce-0fff-q1.execute-api.eu-west-1.vpce.amazonaws.com"],
                        },
                    ],
                }
            );
        auto.Expect(CheckName.NameResolves, CheckStatus.Passed, "vpce-0fff-q1");
        Assert.Equal(UrlForm.EndpointDns, auto.Verdict.Evaluation.Address.Form);
    }

    [Fact]
    public void An_address_connected_to_in_place_of_the_name_is_an_endpoints_or_leads_elsewhere()
    {
        Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost, ConnectTo = "10.0.2.5" })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "10.0.2.5, addresses of vpce-0a1b2c3d (eni-b)");
        Scene
            .Open()
            .Calling(call => call with { Host = Scene.DefaultHost, ConnectTo = "10.0.7.7" })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "not addresses of a known execute-api endpoint")
            .Expect(CallFailure.ConnectTimeout);
    }

    [Fact]
    public void Without_a_caller_the_form_follows_from_the_endpoint()
    {
        Assert.Equal(UrlForm.PrivateDns, Scene.Open().From(_ => Caller.Nobody).Verdict.Evaluation.Address.Form);
        Assert.Equal(UrlForm.Alias, Form(UrlForm.Auto, off: true).From(_ => Caller.Nobody).Verdict.Evaluation.Address.Form);
        Assert.Equal(
            Scene.EndpointHost,
            Form(UrlForm.Auto, off: true)
                .From(_ => Caller.Nobody)
                .WithApi(api => api with { Associated = [] })
                .Verdict.Evaluation.Address.Host
        );
    }

    [Fact]
    public void What_could_not_be_read_leaves_the_name_open()
    {
        Scene
            .Open()
            .Denied("Endpoint", "ec2:DescribeVpcEndpoints", s => s with { Endpoints = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "ec2:DescribeVpcEndpoints is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Scene
            .Open()
            .With(s => s with { Vpcs = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, "vpc-home", "ec2:DescribeVpcs")
            .Expect(Verdict.Unknown);
        Scene
            .Open()
            .Denied("NetworkInterface", "ec2:DescribeNetworkInterfaces", s => s with { NetworkInterfaces = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "the address of eni-a, eni-b could not be read")
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "ec2:DescribeNetworkInterfaces is denied")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void A_form_that_goes_through_an_endpoint_needs_one() =>
        Form(UrlForm.EndpointDns)
            .With(s => s with { Endpoints = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "-VpcEndpointId")
            .Expect(CheckName.EndpointExists, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);

    private static Scene Form(UrlForm form, bool off = false) =>
        Scene.Open().Calling(call => call with { UrlForm = form }).WithEndpoint(item => item with { PrivateDnsEnabled = !off });
}
