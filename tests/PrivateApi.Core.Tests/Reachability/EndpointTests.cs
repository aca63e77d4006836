using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// PrivateLink guide, "Access an AWS service using an interface VPC endpoint" ("Subnets and Availability Zones", "Private DNS");
/// API Gateway guide, "Create a private API"; re:Post "api-gateway-vpc-connections".
/// </summary>
public sealed class EndpointTests
{
    [Fact]
    public void An_endpoint_for_execute_api_has_to_be_there()
    {
        Scene
            .Open()
            .Expect(CheckName.EndpointExists, CheckStatus.Passed, $"{Scene.Vpce} in vpc-home, for com.amazonaws.eu-west-1.execute-api");
        Scene none = Scene.Open().With(s => s with { Endpoints = [], NetworkInterfaces = [] });
        none.Expect(
                CheckName.EndpointExists,
                CheckStatus.Failed,
                "vpc-home has none for execute-api",
                "New-PrivateApiEndpoint -VpcId vpc-home"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);
        none.Expect(CheckName.EndpointAvailable, CheckStatus.NotApplicable)
            .Expect(CheckName.ZoneCoverage, CheckStatus.NotApplicable)
            .Expect(CheckName.EndpointAssociated, CheckStatus.NotApplicable)
            .Expect(CheckName.CallerRoute, CheckStatus.NotApplicable)
            .Expect(CheckName.EndpointPolicy, CheckStatus.NotApplicable)
            .Expect(CheckName.ResourcePolicy, CheckStatus.NotApplicable, "there is none");
        none.From(_ => Caller.Nobody)
            .Expect(
                CheckName.EndpointExists,
                CheckStatus.Failed,
                "none is known in account 123456789012, eu-west-1",
                "New-PrivateApiEndpoint makes one, in the VPC that the calls come from"
            );
    }

    [Fact]
    public void One_that_is_named_and_not_there_may_be_another_accounts()
    {
        Scene scene = Scene.Open().With(s => s with { Endpoints = [] }).Calling(call => call with { VpcEndpointId = "vpce-0fff" });
        scene
            .Expect(
                CheckName.EndpointExists,
                CheckStatus.Skipped,
                "there is no endpoint vpce-0fff in account 123456789012",
                "does not exist, or it belongs to another account",
                $"Test-PrivateApi -RestApiId {Scene.Api} -VpcEndpointId vpce-0fff"
            )
            .ExpectNoPrediction();
        scene
            .Denied("Endpoint", "ec2:DescribeVpcEndpoints", s => s)
            .Expect(CheckName.EndpointExists, CheckStatus.Skipped, "vpce-0fff could not be read: ec2:DescribeVpcEndpoints is denied")
            .ExpectNoPrediction();
    }

    [Fact]
    public void The_endpoints_that_could_not_be_read_leave_the_policy_that_asks_for_them_open()
    {
        Scene denied = Scene.Open().Denied("Endpoint", "ec2:DescribeVpcEndpoints", s => s with { Endpoints = [] });
        denied
            .Expect(CheckName.EndpointExists, CheckStatus.Skipped, "the endpoints could not be read")
            .Expect(
                CheckName.ResourcePolicy,
                CheckStatus.Skipped,
                "tests which endpoint the call comes through",
                "ec2:DescribeVpcEndpoints is denied"
            )
            .Expect(Verdict.Unknown);
        denied.Calling(call => call with { VpcEndpointId = Scene.Vpce }).Expect(CheckName.ResourcePolicy, CheckStatus.Passed);
        denied.Calling(call => call with { VpcEndpointId = "vpce-0fff" }).Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "vpce-0fff");
        string byVpc = PolicyTemplates.SourceVpc("vpc-home").ToJson();
        denied
            .Calling(call => call with { VpcEndpointId = Scene.Vpce })
            .WithApi(api => api with { Policy = byVpc })
            .WithStage(stage => stage with { ExportedPolicy = byVpc })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, Scene.Vpce);
    }

    [Fact]
    public void Another_services_endpoint_does_not_do()
    {
        Scene
            .Open()
            .WithEndpoint(item => item with { ServiceName = "com.amazonaws.eu-west-1.lambda" })
            .Calling(call => call with { VpcEndpointId = Scene.Vpce })
            .Expect(
                CheckName.EndpointExists,
                CheckStatus.Failed,
                "is for com.amazonaws.eu-west-1.lambda, not for execute-api",
                "New-PrivateApiEndpoint"
            )
            .Expect(CallFailure.NameNotResolved);
        Scene
            .Open()
            .WithEndpoint(item => item with { ServiceName = "com.amazonaws.eu-west-1.lambda" })
            .Expect(CheckName.EndpointExists, CheckStatus.Failed, "has none for execute-api");
    }

    [Fact]
    public void An_endpoint_of_another_account_says_so() =>
        Scene
            .Open()
            .WithEndpoint(item => item with { OwnerId = "999999999999" })
            .Expect(CheckName.EndpointExists, CheckStatus.Passed, "in account 999999999999")
            .Expect(Verdict.Reachable);

    [Theory]
    [InlineData("pending", "Get-PrivateApiEndpoint -VpcEndpointId")]
    [InlineData("PendingAcceptance", "Get-PrivateApiEndpoint -VpcEndpointId")]
    [InlineData("deleting", "New-PrivateApiEndpoint -VpcId vpc-home")]
    [InlineData("failed", "New-PrivateApiEndpoint -VpcId vpc-home")]
    [InlineData("rejected", "New-PrivateApiEndpoint -VpcId vpc-home")]
    public void Only_an_available_endpoint_passes_traffic(string state, string remedy)
    {
        Scene scene = Scene
            .Open()
            .WithEndpoint(item => item with { State = state })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns });
        scene
            .Expect(CheckName.EndpointAvailable, CheckStatus.Failed, $"{Scene.Vpce} is {state}", remedy)
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.ConnectTimeout);
        scene
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, $"is {state}")
            .Expect(CallFailure.NameNotResolved);
    }

    [Fact]
    public void Its_state_is_read_whatever_its_case() =>
        Scene
            .Open()
            .WithEndpoint(item => item with { State = "Available" })
            .Expect(CheckName.EndpointAvailable, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Fact]
    public void Of_several_endpoints_the_callers_own_comes_first_then_those_that_policy_or_associations_name()
    {
        EndpointFact Extra(string id, string vpc) =>
            Account().Endpoints[0] with
            {
                Id = id,
                VpcId = vpc,
                PrivateDnsEnabled = false,
                DnsNames = [$"{id}-q1.execute-api.eu-west-1.vpce.amazonaws.com"],
            };
        Scene scene = Scene
            .Open()
            .With(s => s with { Endpoints = [Extra("vpce-0bbb", "vpc-other"), Extra("vpce-0ccc", "vpc-home"), .. s.Endpoints] });
        Assert.Equal(Scene.Vpce, scene.Verdict.Evaluation.EndpointId);
        Assert.Equal(
            "vpce-0bbb",
            scene.Calling(call => call with { VpcEndpointId = "vpce-0bbb", UrlForm = UrlForm.EndpointDns }).Verdict.Evaluation.EndpointId
        );
        Scene peered = Peered().With(s => s with { Endpoints = [Extra("vpce-0bbb", "vpc-other"), .. s.Endpoints] });
        Assert.Equal(Scene.Vpce, peered.WithApi(api => api with { Associated = [] }).Verdict.Evaluation.EndpointId);
        Assert.Equal(
            "vpce-0bbb",
            peered
                .WithApi(api => api with { Policy = PolicyTemplates.SourceVpce("vpce-0bbb").ToJson(), Associated = [] })
                .Verdict.Evaluation.EndpointId
        );
        Assert.Equal([Scene.Vpce], EndpointChoice.NamedBy(Account(), Account().Apis[0]));
        Assert.Equal(
            ["vpce-0assoc", Scene.Vpce],
            EndpointChoice.NamedBy(Account(), Account().Apis[0] with { Associated = ["vpce-0assoc"] })
        );
    }

    /// <summary>
    /// API Gateway guide, "AWS condition keys that can be used in API Gateway resource policies": the endpoint is aws:SourceVpce,
    /// a key without case.
    /// </summary>
    [Theory]
    [InlineData("StringEquals", "aws:SourceVpce", "vpce-0aaa", true)]
    [InlineData("StringNotEquals", "aws:sourceVpce", "vpce-0aaa", true)]
    [InlineData("StringLike", "aws:SourceVpce", "vpce-0a*", false)]
    [InlineData("StringLike", "aws:SourceVpce", "vpce-0a?", false)]
    [InlineData("StringEquals", "aws:SourceVpce", "${aws:PrincipalTag/vpce}", false)]
    [InlineData("StringEquals", "aws:PrincipalTag/home", "vpce-0aaa", false)]
    public void A_policy_names_an_endpoint_by_a_whole_id_in_its_condition(string comparison, string key, string value, bool isNamed)
    {
        string policy =
            $$"""{"Version":"2012-10-17","Statement":[{"Sid":"vpce-0sid","Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{comparison}}":{"{{key}}":"{{value}}"} } }]}""";
        Assert.Equal(isNamed ? [value] : [], EndpointChoice.NamedBy([], policy));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no policy")]
    [InlineData("\"vpce-0aaa\"")]
    public void A_text_that_is_no_policy_names_none(string? policy) =>
        Assert.Equal(["vpce-0assoc"], EndpointChoice.NamedBy(["vpce-0assoc"], policy));

    [Fact]
    public void Whatever_order_they_are_listed_in()
    {
        EndpointFact other = Account().Endpoints[0] with { Id = "vpce-0bbb", VpcId = "vpc-other" };
        EndpointFact home = other with { Id = "vpce-0ccc", VpcId = "vpc-home", PrivateDnsEnabled = false };
        EndpointFact homeWithDns = home with { Id = "vpce-0ddd", PrivateDnsEnabled = true };
        ApiFact api = Account().Apis[0] with { Associated = ["vpce-0bbb"], Policy = null };
        string? Chosen(Caller caller, params EndpointFact[] endpoints) =>
            EndpointChoice.Choose(Account() with { Endpoints = endpoints }, Scene.Open().Call with { Caller = caller }, api)?.Id;
        Assert.Equal("vpce-0bbb", Chosen(AtHome, other, home));
        Assert.Equal("vpce-0bbb", Chosen(AtHome, home, other));
        Assert.Equal("vpce-0ddd", Chosen(AtHome, other, homeWithDns));
        Assert.Equal("vpce-0ddd", Chosen(AtHome, homeWithDns, other));
        Assert.Equal("vpce-0ddd", Chosen(AtHome, home, homeWithDns));
        Assert.Equal("vpce-0ddd", Chosen(AtHome, homeWithDns, home));
        Assert.Equal("vpce-0bbb", Chosen(AtHome with { VpcId = "vpc-peer" }, home, other));
        Assert.Null(Chosen(AtHome with { VpcId = "vpc-peer" }, home));
        api = api with { Associated = ["vpce-0ccc"] };
        Assert.Equal("vpce-0ccc", Chosen(AtHome, homeWithDns, home));
        Assert.Equal("vpce-0ccc", Chosen(AtHome, home, homeWithDns));
        Assert.Equal(
            [],
            EndpointChoice.NamedBy(
                Account(),
                api with
                {
                    Associated = [],
                    Policy = PolicyTemplates.SourceVpce("vpce-0*", "other").ToJson(),
                }
            )
        );
    }

    [Fact]
    public void One_closed_interface_of_two_makes_calls_fail_now_and_then()
    {
        Scene scene = Scene
            .Open()
            .WithAcl("subnet-b")
            .Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Warning,
                "1 of 2 paths are blocked",
                "eni-b (10.0.2.5, eu-west-1b)",
                "some calls will fail",
                "New-EC2NetworkAclEntry"
            )
            .Expect(Verdict.Reachable);
        Assert.DoesNotContain("eni-a", scene[CheckName.EndpointNetworkAcl].Message, StringComparison.Ordinal);
        Assert.True(scene.Verdict.Arrives);
    }

    [Fact]
    public void Each_closed_at_another_gate_leaves_no_way()
    {
        Scene scene = Scene.Open().WithGroup("sg-caller", Out("10.0.1.0/24")).WithAcl("subnet-a");
        scene
            .Expect(
                CheckName.CallerEgress,
                CheckStatus.Failed,
                "eni-b",
                "the other paths are blocked at other points",
                "Grant-EC2SecurityGroupEgress"
            )
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Failed, "eni-a", "the other paths are blocked at other points")
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.ConnectTimeout);
    }

    [Fact]
    public void An_ACL_that_was_not_read_is_never_passed_whatever_other_ways_are_open()
    {
        // eni-b's ACL is not known.
        Scene half = Scene
            .Open()
            .WithAcl("subnet-a", Everything)
            .WithAcl("subnet-caller", Everything)
            .With(s => s with { NetworkAcls = [.. s.NetworkAcls.Where(acl => !acl.IsDefault)] });
        half.Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Skipped,
                "the network ACL of subnet-b",
                "reading it needs ec2:DescribeNetworkAcls in the account that owns it"
            )
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        half.WithGroup("sg-caller", Out("10.0.2.0/24"))
            .Expect(CheckName.CallerEgress, CheckStatus.Warning, "eni-a")
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Skipped, "subnet-b")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        half.With(s => s with { NetworkAcls = [.. s.NetworkAcls.Select(acl => acl.Id == "acl-a" ? acl with { Entries = [] } : acl)] })
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Skipped, "subnet-b", "acl-a")
            .Expect(Verdict.Unknown);
        half.WithGroup("sg-caller", Out("10.0.1.0/24"))
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Skipped, "subnet-b")
            .Expect(Verdict.Unknown);
    }

    // Inside the endpoint's subnet no ACL counts; the name answers with the other zone's interface as well.
    [Fact]
    public void A_caller_beside_one_interface_does_not_pass_the_ACL_of_the_other_one_unread()
    {
        Scene scene = Scene
            .Open()
            .From(caller => caller with { SubnetId = "subnet-a", Address = "10.0.1.10" })
            .Denied("NetworkAcl", "ec2:DescribeNetworkAcls", s => s with { NetworkAcls = [] });
        scene
            .Expect(
                CheckName.CallerNetworkAcl,
                CheckStatus.Skipped,
                "the network ACL of subnet-a could not be read: ec2:DescribeNetworkAcls is denied"
            )
            .Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Skipped,
                "the network ACL of subnet-b could not be read: ec2:DescribeNetworkAcls is denied"
            )
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Fact]
    public void One_closed_way_beside_an_open_one_warns_and_names_the_unread_third()
    {
        Scene three = Scene
            .Open()
            .WithAcl("subnet-caller", Everything)
            .WithAcl("subnet-a", Everything)
            .WithAcl("subnet-b")
            .With(s =>
                s with
                {
                    NetworkAcls = [.. s.NetworkAcls.Where(acl => !acl.IsDefault)],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces,
                        s.NetworkInterfaces[0] with
                        {
                            Id = "eni-c",
                            SubnetId = "subnet-c",
                            Zone = "eu-west-1c",
                            Address = "10.0.3.5",
                        },
                    ],
                }
            );
        three
            .WithEndpoint(item => item with { InterfaceIds = ["eni-a", "eni-b", "eni-c"] })
            .Expect(
                CheckName.EndpointNetworkAcl,
                CheckStatus.Warning,
                "1 of 3 paths are blocked",
                "eni-b",
                "the network ACL of subnet-c is not among the facts that were read",
                "New-EC2NetworkAclEntry"
            )
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void An_interface_that_was_not_read_leaves_every_gate_open()
    {
        Scene scene = Scene.Open().With(s => s with { NetworkInterfaces = [.. s.NetworkInterfaces.Where(item => item.Id != "eni-b")] });
        foreach (
            CheckName name in new[]
            {
                CheckName.CallerRoute,
                CheckName.CallerEgress,
                CheckName.CallerNetworkAcl,
                CheckName.EndpointNetworkAcl,
                CheckName.EndpointIngress,
                CheckName.ZoneCoverage,
            }
        )
        {
            scene.Expect(
                name,
                CheckStatus.Skipped,
                "eni-b is not among the facts that were read; reading it needs ec2:DescribeNetworkInterfaces in the account that owns it"
            );
        }

        scene.Expect(Verdict.Unknown).ExpectNoPrediction();
        scene
            .WithGroup("sg-endpoint")
            .Expect(CheckName.EndpointIngress, CheckStatus.Skipped, "eni-b", "no rule of sg-endpoint")
            .Expect(Verdict.Unknown);

        // The name of the read one's zone leads nowhere else.
        scene
            .Calling(call => call with { Host = Scene.ZonalHost.Replace("eu-west-1b.", "eu-west-1a.", StringComparison.Ordinal) })
            .Expect(CheckName.EndpointNetworkAcl, CheckStatus.Passed)
            .Expect(CheckName.CallerRoute, CheckStatus.Passed);
        scene
            .Calling(call => call with { Host = Scene.ZonalHost, ApiIdHeader = Scene.Api })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "the address of eni-b is not among the facts that were read")
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "eni-b")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void Interfaces_that_could_not_be_read_leave_every_gate_open()
    {
        Scene scene = Scene.Open().Denied("NetworkInterface", "ec2:DescribeNetworkInterfaces", s => s with { NetworkInterfaces = [] });
        foreach (
            CheckName name in new[]
            {
                CheckName.CallerRoute,
                CheckName.CallerEgress,
                CheckName.CallerNetworkAcl,
                CheckName.EndpointNetworkAcl,
                CheckName.EndpointIngress,
                CheckName.ZoneCoverage,
            }
        )
        {
            scene.Expect(name, CheckStatus.Skipped, "ec2:DescribeNetworkInterfaces is denied");
        }

        scene.Expect(Verdict.Unknown).ExpectNoPrediction();
    }

    [Fact]
    public void An_endpoint_without_an_interface_has_no_address() =>
        Scene
            .Open()
            .WithEndpoint(item => item with { InterfaceIds = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "no network interface")
            .Expect(CheckName.ZoneCoverage, CheckStatus.NotApplicable)
            .Expect(CheckName.CallerRoute, CheckStatus.NotApplicable, "no network interface")
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void Two_zones_are_covered_and_one_alone_is_a_single_point_of_failure()
    {
        Scene.Open().Expect(CheckName.ZoneCoverage, CheckStatus.Passed, "eu-west-1a, eu-west-1b");
        Scene
            .Open()
            .WithEndpoint(item => item with { InterfaceIds = ["eni-a"], SubnetIds = ["subnet-a"] })
            .Expect(
                CheckName.ZoneCoverage,
                CheckStatus.Warning,
                "only in eu-west-1a",
                "fail if that zone fails",
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -SubnetId subnet-a, subnet-b"
            )
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_caller_in_a_zone_without_an_interface_crosses_zones_at_a_cost()
    {
        Scene
            .Open()
            .From(caller => caller with { Zone = "eu-west-1c" })
            .Expect(
                CheckName.ZoneCoverage,
                CheckStatus.Warning,
                "no network interface in eu-west-1c, where the caller is",
                "eu-west-1a, eu-west-1b",
                "costs data transfer"
            )
            .Expect(Verdict.Reachable);
        Peered()
            .From(caller => caller with { Zone = "eu-west-1c" })
            .With(s =>
                s with
                {
                    Subnets = [.. s.Subnets.Select(subnet => subnet.Id == "subnet-peer" ? subnet with { Zone = "eu-west-1c" } : subnet)],
                }
            )
            .Expect(CheckName.ZoneCoverage, CheckStatus.Passed);
    }

    [Fact]
    public void Private_DNS_cuts_public_APIs_off_for_the_callers_VPC()
    {
        PublicApiFact[] shops = [.. Enumerable.Range(1, 7).Select(i => new PublicApiFact { Id = $"shop{i}", Name = $"Shop {i}" })];
        Scene scene = Scene.Open().With(s => s with { PublicApis = shops });
        scene
            .Expect(
                CheckName.PublicApiShadowed,
                CheckStatus.Warning,
                $"private DNS of {Scene.Vpce} cuts vpc-home off from 7 public REST APIs",
                "Shop 5 (shop5), …",
                "answer 403 there",
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -PrivateDnsEnabled $false"
            )
            .Expect(Verdict.Reachable);
        scene
            .With(s => s with { PublicApis = [shops[0]] })
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Warning, "1 public REST API of the account: Shop 1 (shop1);");
        scene.WithEndpoint(item => item with { PrivateDnsEnabled = false }).Expect(CheckName.PublicApiShadowed, CheckStatus.NotApplicable);
        scene.WithVpc(vpc => vpc with { EnableDnsHostnames = false }).Expect(CheckName.PublicApiShadowed, CheckStatus.NotApplicable);
        scene.From(_ => Caller.Nobody).Expect(CheckName.PublicApiShadowed, CheckStatus.Warning, "vpc-home");
        Peered().With(s => s with { PublicApis = shops }).Expect(CheckName.PublicApiShadowed, CheckStatus.NotApplicable, "vpc-peer");
        Scene.Open().Expect(CheckName.PublicApiShadowed, CheckStatus.Passed, "does not cut off any public REST API");
    }
}
