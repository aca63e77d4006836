using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Text;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Where another account or team has to act, the check has the message to send them, and says who they are; nowhere else. What is somebody
/// else's is in AWS's guides: VPC peering ("Accept a VPC peering connection"), transit gateways ("Work with shared resources"), shared
/// subnets ("Share your VPC subnets with other accounts"), custom domain names for private APIs, cross-account IAM.
/// </summary>
public sealed class HandOverTests
{
    private const string Other = "210987654321";

    [Fact]
    public void Nobody_else_is_asked_where_the_account_itself_can_act()
    {
        Assert.All(Scene.Open().Shown.Check, check => Assert.Null(check.HandOver));
        Assert.All(Scene.Open().WithGroup("sg-endpoint").Shown.Check, check => Assert.Null(check.HandOver));
        Assert.All(
            Peered().With(s => s with { Peerings = [s.Peerings[0] with { Status = "pending-acceptance" }] }).Shown.Check,
            check => Assert.Null(check.HandOver)
        );
    }

    [Fact]
    public void The_message_says_what_call_from_where_to_what_what_is_found_what_to_do_and_how_to_verify_it()
    {
        HandOver sent = Sent(
            Scene.Open().With(s => s with { Apis = [] }).Calling(call => call with { RestApiId = "zzz999yyy8", Path = "/pets" }),
            CheckName.ApiIsPrivate
        );
        Assert.Equal("whoever owns API zzz999yyy8, which is not in account 123456789012, eu-west-1", sent.To);
        string[] lines = sent.Text.Split('\n');
        Assert.Equal("A call to Amazon API Gateway depends on something that only your side can see.", lines[0]);
        Assert.Equal("Call: GET https://zzz999yyy8.execute-api.eu-west-1.amazonaws.com/demo/pets", lines[1]);
        Assert.Equal("API: zzz999yyy8, tested in account 123456789012, eu-west-1", lines[2]);
        Assert.StartsWith("From: subnet-caller", lines[3], StringComparison.Ordinal);
        Assert.Equal($"Through: {Scene.Vpce} in vpc-home at 10.0.1.5, 10.0.2.5, TCP 443", lines[4]);
        Assert.StartsWith("Found: ApiIsPrivate: there is no API zzz999yyy8", lines[5], StringComparison.Ordinal);
        Assert.Contains(
            $"let its resource policy allow execute-api:Invoke for aws:SourceVpce {Scene.Vpce}, and deploy the stage",
            lines[6],
            StringComparison.Ordinal
        );
        Assert.Equal($"To verify: run Test-PrivateApi -RestApiId zzz999yyy8 -VpcEndpointId {Scene.Vpce}.", lines[7]);
    }

    [Fact]
    public void An_endpoint_of_another_account_is_its_owners()
    {
        Sends(
            Scene.Open().Calling(call => call with { VpcEndpointId = "vpce-0fff", UrlForm = UrlForm.EndpointDns }),
            CheckName.EndpointExists,
            "whoever owns vpce-0fff",
            "security groups let TCP 443 in from subnet-caller",
            "allows execute-api:Invoke on arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets"
        );
        Scene theirs = Scene.Open().WithEndpoint(item => item with { OwnerId = Other });
        Sends(
            theirs.WithGroup("sg-endpoint"),
            CheckName.EndpointIngress,
            $"account {Other}, which owns {Scene.Vpce}",
            "A call to Amazon API Gateway does not get through, and the cause is on your side.",
            $"Let a security group of {Scene.Vpce} allow TCP 443 in from"
        );
        Assert.Null(theirs.WithGroup("sg-caller").Shown.Check.First(check => check.Name == CheckName.CallerEgress).HandOver);
    }

    [Fact]
    public void A_peering_is_accepted_by_the_accepters_account()
    {
        Scene waiting = Peered()
            .With(s => s with { Peerings = [s.Peerings[0] with { Status = "pending-acceptance", AccepterOwnerId = Other }] });
        Sends(
            waiting,
            CheckName.CallerRoute,
            $"account {Other}, which accepts pcx-1",
            "Accept the VPC peering connection pcx-1 between vpc-peer and vpc-home"
        );
        Assert.Null(waiting[CheckName.CallerRoute].Remedy);
        Assert.Equal(
            "Approve-EC2VpcPeeringConnection -VpcPeeringConnectionId pcx-1",
            waiting
                .With(s => s with { Peerings = [s.Peerings[0] with { AccepterOwnerId = Scene.Account }] })[CheckName.CallerRoute]
                .Remedy?.ToString()
        );
    }

    [Fact]
    public void A_transit_gateways_owner_accepts_attachments_and_has_its_routes()
    {
        Scene waiting = Transit(item => item with { State = "pendingAcceptance" });
        Sends(
            waiting,
            CheckName.CallerRoute,
            $"account {Other}, which owns tgw-1",
            "Accept the attachment tgw-attach-peer of vpc-peer to tgw-1"
        );
        Assert.Null(waiting[CheckName.CallerRoute].Remedy);

        Scene routeless = Transit(item => item with { Routes = [], RouteTableId = "tgw-rtb-1" });
        Sends(
            routeless,
            CheckName.CallerRoute,
            $"account {Other}",
            "an active route for 10.0.1.5 that leads to tgw-attach-home of vpc-home"
        );
        Assert.Null(routeless[CheckName.CallerRoute].Remedy);

        Scene unread = Transit(item => item with { Routes = null });
        unread.Expect(CheckName.CallerRoute, CheckStatus.Skipped);
        Sends(unread, CheckName.CallerRoute, $"account {Other}", "depends on something that only your side can see");
    }

    [Fact]
    public void Name_servers_on_premises_are_told_what_to_forward_and_whereto()
    {
        Sends(
            BehindGateway()
                .From(caller => caller with { ForwardsNames = false })
                .Calling(call => call with { UrlForm = UrlForm.PrivateDns }),
            CheckName.NameResolves,
            "whoever runs the name servers that",
            "Forward execute-api.eu-west-1.amazonaws.com to 10.0.1.53, the inbound resolver endpoint of vpc-home, port 53",
            $"nslookup {Scene.DefaultHost}"
        );
        Sends(
            Scene
                .Open()
                .WithVpc(vpc => vpc with { DnsServers = ["192.168.1.53"] })
                .Calling(call => call with { UrlForm = UrlForm.PrivateDns }),
            CheckName.NameResolves,
            "whoever runs the name servers 192.168.1.53 of vpc-home",
            "Let them forward execute-api.eu-west-1.amazonaws.com to"
        );
        Sends(
            Scene
                .Open()
                .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
                .With(s =>
                    s with
                    {
                        ResolverRules =
                        [
                            new ResolverRuleFact
                            {
                                Id = "rslvr-rr-1",
                                Domain = Scene.DefaultHost,
                                IsForward = true,
                                VpcIds = ["vpc-home"],
                                Targets = ["192.168.7.7"],
                            },
                        ],
                    }
                ),
            CheckName.NameResolves,
            "whoever runs the name servers 192.168.7.7, to which resolver rule rslvr-rr-1 forwards",
            $"Answer {Scene.DefaultHost} with the private addresses of the endpoint"
        );
    }

    [Fact]
    public void A_shared_VPC_and_a_shared_name_are_their_owners()
    {
        Sends(
            Scene.Open().With(s => s with { Endpoints = [] }).WithVpc(vpc => vpc with { OwnerId = Other }),
            CheckName.EndpointExists,
            $"account {Other}, which shares vpc-home",
            "Say which interface endpoint for execute-api vpc-home has"
        );
        Scene shared = DomainTests
            .Domain(domain => domain with { IsShared = true, OwnerId = Other, Policy = null, Mappings = [] })
            .With(s => s with { Apis = [] });
        Sends(
            shared,
            CheckName.DomainAssociated,
            $"account {Other}, which owns the custom domain name api.example.com",
            "base path mapping"
        );
        Sends(
            shared,
            CheckName.DomainPolicy,
            $"account {Other}",
            $"Let the policy of api.example.com allow execute-api:Invoke for aws:SourceVpce {Scene.Vpce}"
        );
    }

    [Fact]
    public void A_signer_and_a_function_of_another_account_are_its_administrators()
    {
        Sends(
            Scene
                .Open()
                .WithMethod(method => method with { Authorization = "AWS_IAM" })
                .Calling(call => call with { Principal = $"arn:aws:iam::{Other}:role/app" }),
            CheckName.MethodAuthorization,
            $"account {Other}, which has role app",
            "Let an identity policy of role app allow execute-api:Invoke on arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets",
            "service control policies"
        );
        string function = $"arn:aws:lambda:eu-west-1:{Other}:function:checkout";
        Sends(
            Scene
                .Open()
                .WithMethod(method =>
                    method with
                    {
                        Integration = new IntegrationFact
                        {
                            Type = "AWS_PROXY",
                            Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{function}/invocations",
                        },
                    }
                )
                .Denied("Function", "lambda:GetPolicy", s => s),
            CheckName.Integration,
            $"account {Other}, which owns {function}",
            "lets apigateway.amazonaws.com invoke it"
        );
    }

    // What is mailed is read in a terminal too, and by people who must not see the caller's keys.
    [Fact]
    public void A_message_has_no_secret_and_nothing_that_a_terminal_obeys()
    {
        HandOver sent = Sent(
            Scene
                .Open()
                .With(s => s with { Apis = [] })
                .Calling(call => call with { RestApiId = "zzz999yyy8", Path = "/pets/sk_live_1a2b3c4d5e6f" }),
            CheckName.ApiIsPrivate
        );
        Assert.DoesNotContain("sk_live_1a2b3c4d5e6f", sent.Text, StringComparison.Ordinal);
        HandOver[] all =
        [
            .. from scene in RemedyScenes.All
            from suffix in HostileTwin.Suffixes
            from call in HostileTwin.Of(scene.Call, suffix)
            from check in Shown(HostileTwin.Of(scene.Snapshot, suffix), call)
            where check.HandOver is not null
            select check.HandOver,
        ];
        Assert.InRange(all.Length, 20, 10_000);
        Assert.All(all, item => Assert.All([item.To, .. item.Text.Split('\n')], line => Assert.True(VisibleText.IsVisible(line), line)));
        Assert.All(all, item => Assert.InRange(item.Text.Split('\n').Length, 6, 9));
    }

    private static IEnumerable<TestCheck> Shown(AccountSnapshot snapshot, PathCall call) =>
        new Scene { Snapshot = snapshot, Call = call }
            .Unchecked
            .Check;

    private static Scene Transit(Func<TransitGatewayAttachmentFact, TransitGatewayAttachmentFact> change) =>
        OverTransitGateway()
            .With(s =>
                s with
                {
                    TransitGateways =
                    [
                        s.TransitGateways[0] with
                        {
                            OwnerId = Other,
                            Attachments = [.. s.TransitGateways[0].Attachments.Select(change)],
                        },
                    ],
                }
            );

    private static void Sends(Scene scene, CheckName name, string to, params string[] parts)
    {
        HandOver sent = Sent(scene, name);
        Assert.StartsWith(to, sent.To, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, sent.Text, StringComparison.Ordinal));
    }

    private static HandOver Sent(Scene scene, CheckName name)
    {
        TestCheck check = scene.Shown.Check.First(item => item.Name == name);
        Assert.True(check.HandOver is not null, $"{check} has no hand-over");
        return check.HandOver;
    }
}
