using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// Public APIs seen from a VPC with an endpoint (re:Post knowledge center, "api-gateway-vpc-connections": private DNS takes the names of
/// all APIs of the Region, and an endpoint leads to private ones only).
/// </summary>
public sealed class PublicApiTests
{
    private const string Other = "zzz999yyy8";

    [Theory]
    [InlineData("REGIONAL", "a REGIONAL REST API")]
    [InlineData("EDGE", "an EDGE REST API")]
    [InlineData("HTTP", "an HTTP API")]
    [InlineData("WEBSOCKET", "a WebSocket API")]
    public void Called_behind_private_DNS_the_shadowing_is_the_one_failed_check(string type, string kind)
    {
        Scene scene = Public(type)
            .Expect(
                CheckName.PublicApiShadowed,
                CheckStatus.Failed,
                $"is {kind}",
                $"private DNS of {Scene.Vpce} takes its name {Scene.Api}.execute-api.eu-west-1.amazonaws.com",
                "custom domain name"
            )
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Warning, kind, "PublicApiShadowed")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Assert.Equal(
            [CheckName.PublicApiShadowed],
            scene.Verdict.Findings.Where(item => item.Finding.Status == CheckStatus.Failed).Select(item => item.Name)
        );

        // Without private DNS the name leads to the internet. Nobody is told to switch it off where the subnet has no way there.
        Assert.Null(scene.Shown.Check.Single(check => check.Name == CheckName.PublicApiShadowed).Remedy);
        scene
            .WithTable(
                "subnet-caller",
                new RouteFact { Destination = "10.0.0.0/16", Target = "local" },
                new RouteFact { Destination = "0.0.0.0/0", Target = "nat-1" }
            )
            .WithGroup("sg-caller", AllOut)
            .Expect(
                CheckName.PublicApiShadowed,
                CheckStatus.Failed,
                $"Set-PrivateApiEndpoint -VpcEndpointId {Scene.Vpce} -PrivateDnsEnabled $false"
            );
    }

    private static readonly SecurityGroupRuleFact AllOut = new()
    {
        Id = "sgr-all",
        IsEgress = true,
        Protocol = "-1",
        CidrBlock = "0.0.0.0/0",
    };

    [Theory]
    [InlineData("REGIONAL")]
    [InlineData("EDGE")]
    [InlineData("HTTP")]
    [InlineData("WEBSOCKET")]
    public void Nobody_is_advised_to_make_a_public_API_private(string type)
    {
        Scene[] scenes =
        [
            Public(type),
            Public(type).WithEndpoint(item => item with { PrivateDnsEnabled = false }),
            Public(type).From(_ => Caller.Nobody),
            Public(type).Calling(call => call with { UrlForm = UrlForm.EndpointDns }),
        ];
        Assert.All(scenes, scene => Assert.Null(scene[CheckName.ApiIsPrivate].Remedy));
        Assert.DoesNotContain(
            scenes.SelectMany(scene => scene.Verdict.Findings),
            item => item.Finding.Remedy?.ToString().Contains("PRIVATE", StringComparison.Ordinal) == true
        );
    }

    [Fact]
    public void An_HTTP_API_cannot_be_private_and_that_is_said() =>
        Public("HTTP").Expect(CheckName.ApiIsPrivate, CheckStatus.Warning, "is an HTTP API; only REST APIs can be private");

    [Theory]
    [InlineData("REGIONAL")]
    [InlineData("HTTP")]
    public void Without_private_DNS_a_public_API_is_called_over_the_internet(string type)
    {
        Scene away = Public(type)
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "public addresses")
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Warning, "over the internet")
            .Expect(CheckName.PublicApiShadowed, CheckStatus.NotApplicable);
        Route(away, "nat-1").Expect(CheckName.CallerRoute, CheckStatus.Passed, "0.0.0.0/0 to nat-1").Expect(Verdict.Reachable);
        Route(away, "igw-1").Expect(CheckName.CallerRoute, CheckStatus.Skipped, "public address").Expect(Verdict.Unknown);
        Route(away, "tgw-1").Expect(CheckName.CallerRoute, CheckStatus.Skipped, "tgw-1").Expect(Verdict.Unknown);
        away.Expect(CheckName.CallerRoute, CheckStatus.Failed, "no route to the internet").Expect(CallFailure.ConnectTimeout);
        away.From(_ => Caller.Internet).Expect(Verdict.Reachable);
    }

    /// <summary>Which public address a name has is not known, so that firewalls let all of them out or none.</summary>
    [Fact]
    public void A_call_over_the_internet_leaves_by_the_callers_own_firewalls()
    {
        Scene away = Route(Public("REGIONAL").WithEndpoint(item => item with { PrivateDnsEnabled = false }), "nat-1")
            .Expect(CheckName.CallerEgress, CheckStatus.Passed, "has public addresses", "sg-caller")
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed, "has public addresses");
        away.WithGroup("sg-caller", Out("10.0.0.0/8"))
            .Expect(CheckName.CallerEgress, CheckStatus.Failed, "no rule of sg-caller allows TCP 443 out to 0.0.0.0/0")
            .Expect(CallFailure.ConnectTimeout);
        away.WithGroup("sg-caller", Out("0.0.0.0/0", from: 80, to: 80)).Expect(CallFailure.ConnectTimeout);
        away.WithGroup("sg-caller", Out("198.51.100.0/24"))
            .Expect(CheckName.CallerEgress, CheckStatus.Skipped, "198.51.100.0/24 only")
            .Expect(Verdict.Unknown);
        away.WithAcl("subnet-caller", Leave(100, true, "10.0.0.0/8", "6"), Enter(100, true, "10.0.0.0/8", "6"))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "denies TCP 443 out to 0.0.0.0/0")
            .Expect(CallFailure.ConnectTimeout);
        away.WithAcl("subnet-caller", Leave(100, true, protocol: "-1"), Enter(100, true, "10.0.0.0/8", "6"))
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Failed, "denies the answer");
        away.WithAcl(
                "subnet-caller",
                Leave(90, false, "203.0.113.0/24", "-1"),
                Leave(100, true, protocol: "-1"),
                Enter(100, true, protocol: "-1")
            )
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Skipped, "203.0.113.0/24 only");
        away.WithAcl(
                "subnet-caller",
                Leave(90, false, "203.0.113.0/24", "6", 22, 22),
                Leave(100, true, protocol: "-1"),
                Enter(100, true, protocol: "-1")
            )
            .Expect(CheckName.CallerNetworkAcl, CheckStatus.Passed);
    }

    [Fact]
    public void An_id_that_nobody_here_has_may_be_another_accounts_and_is_not_called_blocked()
    {
        Scene scene = Scene.Open().Calling(call => call with { RestApiId = Other });
        scene
            .Expect(
                CheckName.ApiIsPrivate,
                CheckStatus.Skipped,
                $"there is no API {Other} in account {Scene.Account}, eu-west-1",
                "mistyped",
                "Get-PrivateApi",
                "If it is a public API of another account",
                $"private DNS of {Scene.Vpce} captures its name"
            )
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Fact]
    public void Whether_an_id_is_an_HTTP_API_is_said_not_to_be_known_where_it_cannot_be_read() =>
        Scene
            .Open()
            .Calling(call => call with { RestApiId = Other })
            .Denied("V2Api", $"apigateway:GET on /apis/{Other}", s => s)
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Skipped, $"apigateway:GET on /apis/{Other} is denied")
            .Expect(Verdict.Unknown);

    [Fact]
    public void Public_APIs_that_the_call_does_not_mean_stop_nothing_whether_they_can_be_read_or_not()
    {
        Scene
            .Open()
            .With(s => s with { PublicApis = [new PublicApiFact { Id = "shop1", Name = "Shop" }] })
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Warning, "Shop (shop1)")
            .Expect(Verdict.Reachable);
        Scene
            .Open()
            .Denied("PublicApi", "apigateway:GET on /restapis", s => s with { PublicApis = null })
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Skipped)
            .Expect(Verdict.Reachable);
    }

    private static Scene Public(string type) =>
        type is "HTTP" or "WEBSOCKET"
            ? Scene
                .Open()
                .Calling(call => call with { StageName = null })
                .With(s =>
                    s with
                    {
                        Apis = [],
                        V2Apis =
                        [
                            new V2ApiFact
                            {
                                Id = Scene.Api,
                                Name = "PetStore",
                                ProtocolType = type,
                            },
                        ],
                    }
                )
            : Scene
                .Open()
                .WithApi(api => api with { EndpointType = type, Associated = [], Policy = null })
                .WithStage(stage => stage with { ExportedPolicy = null });

    private static Scene Route(Scene scene, string target) =>
        scene.With(s =>
            s with
            {
                RouteTables =
                [
                    .. s.RouteTables.Select(table =>
                        table with
                        {
                            Routes = [.. table.Routes, new RouteFact { Destination = "0.0.0.0/0", Target = target }],
                        }
                    ),
                ],
            }
        );
}
