using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability;

/// <summary>A scene for every command that a check may advise; <see cref="HostileRemedyTests"/> tells which is missing.</summary>
internal static class RemedyScenes
{
    private const string Function = $"arn:aws:lambda:eu-west-1:{Scene.Account}:function:checkout";

    private static readonly string OtherEndpoint = PolicyTemplates.SourceVpce("vpce-0other").ToJson();

    public static IReadOnlyList<Scene> All { get; } =
    [
        .. OfTheApi(),
        .. OfTheMethod(),
        .. OfTheEndpoint(),
        .. OfNames(),
        .. OfTheNetwork(),
        .. OfGateways(),
        .. OfDomains(),
        .. OfLoadBalancers(),
    ];

    private static IEnumerable<Scene> OfTheApi()
    {
        Scene open = Scene.Open();
        yield return open.WithApi(api => api with { EndpointAccessMode = "STRICT" })
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns, VpcEndpointId = Scene.Vpce });
        yield return open.WithApi(api => api with { Status = "FAILED" });
        yield return open.WithApi(api => api with { EndpointType = "REGIONAL" });
        yield return open.WithApi(api => api with { DisableExecuteApiEndpoint = true });
        yield return open.WithApi(api => api with { Stages = [] });
        yield return open.Calling(call => call with { StageName = "other", Method = "POST" });
        yield return open.With(s => s with { Apis = [] });
        yield return open.With(s => s with { Apis = [] }).From(_ => Caller.Nobody);
        yield return open.WithApi(api => api with { Policy = OtherEndpoint })
            .WithStage(stage => stage with { ExportedPolicy = OtherEndpoint });
        yield return open.WithApi(api => api with { Policy = Scene.OnlyThroughEndpoint })
            .WithStage(stage => stage with { ExportedPolicy = OtherEndpoint });
        yield return open.With(s => s with { PublicApis = [new PublicApiFact { Id = "p1", Name = "checkout" }] });

        // Never deployed for want of a policy; a VPC that is not in the list; an edit that the command for one source would not make.
        yield return open.WithApi(api => api with { Stages = [], Policy = null });
        yield return open.WithApi(api => api with { Stages = [], Policy = null }).Calling(call => call with { StageName = null });
        yield return open.WithResourcePolicy(PolicyTemplates.SourceVpc("vpc-0other").ToJson());
        yield return open.WithResourcePolicy(
            """
            {"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/pets","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0other"}}},
            {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/none","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0other"}}}]}
            """
        );
    }

    private static IEnumerable<Scene> OfTheMethod()
    {
        Scene open = Scene.Open();
        yield return open.Calling(call => call with { Path = "/none" });
        yield return open.WithMethod(method => method with { ApiKeyRequired = true });
        yield return open.WithMethod(method => method with { ApiKeyRequired = true })
            .Calling(call => call with { Method = "POST" })
            .WithMethod(method => method with { Verb = "POST" });
        foreach (Scene keys in OfKeys(open.WithMethod(method => method with { ApiKeyRequired = true })))
        {
            yield return keys;
        }

        yield return open.WithMethod(method => method with { Authorization = "AWS_IAM" });
        foreach (string signer in (string[])["arn:aws:iam::123456789012:user/ann", "arn:aws:sts::123456789012:assumed-role/app/run"])
        {
            yield return open.WithResourcePolicy(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/other"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"""
                )
                .WithMethod(method => method with { Authorization = "AWS_IAM" })
                .Calling(call => call with { Principal = signer })
                .With(s => s with { Signers = [new SignerFact { Principal = signer, Arn = signer }] });
        }

        yield return open.WithMethod(method => method with { Authorization = "COGNITO_USER_POOLS" });
        yield return open.WithMethod(method =>
            method with
            {
                Integration = new IntegrationFact { Type = "HTTP_PROXY", Uri = "http://${stageVariables.host}/" },
            }
        );
        foreach (string state in (string[])["Failed", "Active"])
        {
            yield return open.WithMethod(method =>
                    method with
                    {
                        Integration = new IntegrationFact
                        {
                            Type = "AWS_PROXY",
                            Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{Function}/invocations",
                        },
                    }
                )
                .With(s =>
                    s with
                    {
                        Functions =
                        [
                            new FunctionFact
                            {
                                Name = Function,
                                Exists = true,
                                State = state,
                            },
                        ],
                    }
                );
        }
    }

    // A key that is off, in no plan, in another stage's plan; and a preflight.
    private static IEnumerable<Scene> OfKeys(Scene asked)
    {
        UsagePlanFact plan = new() { Id = "checkout", Stages = ["other/demo"] };
        ApiKeyFact key = new() { Id = "probe", IsEnabled = true };
        foreach (ApiKeyFact state in (ApiKeyFact[])[key with { IsEnabled = false }, key, key with { Plans = [plan] }])
        {
            yield return asked.With(s => s with { ApiKeys = [state] }).Calling(call => call with { HasApiKey = true, ApiKeyId = state.Id });
        }

        yield return asked
            .WithMethod(method => method with { Verb = "OPTIONS", ResourceId = "probe" })
            .Calling(call => call with { Method = "OPTIONS" });
    }

    private static IEnumerable<Scene> OfTheEndpoint()
    {
        Scene open = Scene.Open();
        yield return open.WithEndpoint(item =>
            item with
            {
                Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""",
            }
        );
        yield return open.WithEndpoint(item =>
            item with
            {
                Policy =
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:other/*"}]}""",
            }
        );
        yield return open.WithEndpoint(item => item with { State = "pending" });
        yield return open.WithEndpoint(item => item with { State = "failed" });
        yield return open.WithEndpoint(item => item with { SubnetIds = ["subnet-b"], InterfaceIds = ["eni-b"] });
        yield return open.WithApi(api => api with { Associated = [] })
            .WithEndpoint(item => item with { PrivateDnsEnabled = false })
            .Calling(call => call with { UrlForm = UrlForm.Alias, VpcEndpointId = Scene.Vpce });
        yield return open.With(s => s with { Endpoints = [] });
        yield return open.Calling(call => call with { VpcEndpointId = "vpce-0other" });
        yield return open.With(s =>
                s with
                {
                    Endpoints = [.. s.Endpoints, s.Endpoints[0] with { Id = "vpce-0second", PrivateDnsEnabled = false }],
                }
            )
            .Calling(call => call with { VpcEndpointId = "vpce-0second" });
    }

    private static IEnumerable<Scene> OfNames()
    {
        Scene open = Scene.Open();
        yield return open.WithEndpoint(item => item with { PrivateDnsEnabled = false });
        yield return open.WithVpc(vpc => vpc with { EnableDnsSupport = false });
        yield return open.WithVpc(vpc => vpc with { EnableDnsHostnames = false });
        yield return AccountFacts.BehindGateway().With(s => s with { InboundResolvers = [] });
        yield return AccountFacts.BehindGateway().WithGroup("sg-resolver");
        yield return open.Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .WithEndpoint(item => item with { PrivateDnsEnabled = false });
        yield return open.Calling(call => call with { Host = "api.example.com" })
            .With(s =>
                s with
                {
                    HostedZones = [AccountFacts.Zone("example.com", AccountFacts.Record("api.example.com", "CNAME", Scene.AliasHost))],
                }
            );
        foreach (string? zone in (string?[])[null, "Z0NAMES"])
        {
            foreach (string name in (string[])["execute-api.eu-west-1.amazonaws.com", Scene.DefaultHost])
            {
                yield return open.WithEndpoint(item => item with { PrivateDnsEnabled = false, NamesZoneId = zone })
                    .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
                    .WithApi(api => api with { Associated = [] })
                    .With(s => s with { HostedZones = [AccountFacts.Zone(name)] });
            }
        }
    }

    private static IEnumerable<Scene> OfTheNetwork()
    {
        Scene open = Scene.Open();
        yield return open.WithGroup("sg-endpoint");
        yield return open.WithGroup("sg-caller");
        yield return open.With(s =>
            s with
            {
                NetworkAcls =
                [
                    new NetworkAclFact
                    {
                        Id = "acl-main",
                        VpcId = "vpc-home",
                        IsDefault = true,
                        Entries = [],
                    },
                ],
            }
        );
        yield return FamilyTests
            .DualStack(open)
            .WithEndpoint(item => item with { IpAddressType = "ipv4" })
            .With(s => s with { NetworkInterfaces = [.. s.NetworkInterfaces.Select(item => item with { Ipv6Address = [] })] })
            .From(caller => caller with { Address = null });
        yield return FamilyTests
            .DualStack(open)
            .From(caller => caller with { Address = null })
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns })
            .WithEndpoint(item => item with { IpAddressType = "dualstack", DnsRecordIpType = "ipv4" });
        yield return AccountFacts.BehindGateway().With(s => s with { VpnGateways = [] });
        yield return AccountFacts
            .BehindGateway()
            .With(s => s with { RouteTables = [s.RouteTables[0] with { Routes = [s.RouteTables[0].Routes[0]] }] });
    }

    private static IEnumerable<Scene> OfGateways()
    {
        Scene peered = AccountFacts.Peered(),
            transit = AccountFacts.OverTransitGateway();
        yield return peered.With(s => s with { Peerings = [s.Peerings[0] with { Status = "pending-acceptance" }] });
        yield return peered.With(s =>
            s with
            {
                RouteTables = [.. s.RouteTables.Select(table => table with { Routes = [table.Routes[0]] })],
            }
        );
        yield return peered.With(s =>
            s with
            {
                RouteTables =
                [
                    .. s.RouteTables.Select(table =>
                        table with
                        {
                            Routes = [table.Routes[0], table.Routes[1] with { IsBlackhole = true }],
                        }
                    ),
                ],
            }
        );
        yield return transit.With(s =>
            s with
            {
                RouteTables = [s.RouteTables[0] with { Routes = [s.RouteTables[0].Routes[0]] }, s.RouteTables[1]],
            }
        );
        yield return transit.With(s => s with { TransitGateways = [s.TransitGateways[0] with { Attachments = [] }] });
        yield return transit.With(s =>
            s with
            {
                TransitGateways =
                [
                    s.TransitGateways[0] with
                    {
                        Attachments = [.. s.TransitGateways[0].Attachments.Select(item => item with { State = "pendingAcceptance" })],
                    },
                ],
            }
        );
        yield return transit
            .With(s =>
                s with
                {
                    Subnets = [.. s.Subnets.Select(item => item.Id == "subnet-peer" ? item with { Zone = "eu-west-1c" } : item)],
                }
            )
            .With(s =>
                s with
                {
                    TransitGateways =
                    [
                        s.TransitGateways[0] with
                        {
                            Attachments =
                            [
                                s.TransitGateways[0].Attachments[0] with
                                {
                                    SubnetIds = ["subnet-a"],
                                },
                                s.TransitGateways[0].Attachments[1],
                            ],
                        },
                    ],
                }
            )
            .From(caller => caller with { Zone = "eu-west-1c" });
        yield return transit.With(s =>
            s with
            {
                TransitGateways =
                [
                    s.TransitGateways[0] with
                    {
                        Attachments =
                        [
                            .. s.TransitGateways[0].Attachments.Select(item => item with { Routes = [], RouteTableId = "tgw-rtb-1" }),
                        ],
                    },
                ],
            }
        );
    }

    private static IEnumerable<Scene> OfLoadBalancers()
    {
        Scene open = LoadBalancerScene.Open();
        yield return open.WithListener(listener => listener with { Port = 8443 });
        yield return LoadBalancerScene.Network("TCP").WithListener(listener => listener with { Port = 8443 });
        yield return LoadBalancerScene.Network("TCP").WithoutDomain();
        yield return open.WithListener(listener => listener with { Protocol = "HTTP" }).WithBesides();
        yield return open.WithListener(listener => listener with { Certificates = [] });
        yield return open.WithListener(listener => listener with { Certificates = [] }).WithBesides();
        yield return LoadBalancerScene
            .Network("TCP")
            .WithoutDomain()
            .With(s =>
                s with
                {
                    Certificates = [new CertificateFact { Arn = LoadBalancerScene.CertificateArn, Names = ["*.example.com"] }],
                }
            )
            .WithTargets(group => group with { Protocol = "TLS" });
        yield return open.WithoutDomain();
        yield return open.With(s => s with { Domains = [s.Domains[0] with { Mappings = [] }] });
        yield return open.WithTargets(group => group with { Targets = [] });
        yield return open.WithTargets(group => group with { Targets = [LoadBalancerScene.Target("10.0.7.7", "unhealthy")] });
        yield return open.WithTargets(group => group with { Protocol = "HTTP" });
        yield return BackendScene.Open().WithBackendListener(listener => listener with { Port = 80 });
        yield return BackendScene.Open().WithBackendTargets();
        yield return BackendScene
            .Open()
            .WithBackendBalancer(balancer => balancer with { SecurityGroupIds = ["sg-home"] })
            .With(s => s with { SecurityGroups = [.. s.SecurityGroups, new SecurityGroupFact { Id = "sg-home", VpcId = "vpc-home" }] });
        yield return open.WithRules(new ListenerRuleFact { Priority = "5", Action = "redirect" }).WithBesides();
        yield return open.WithTargets(group =>
            group with
            {
                HealthCheckPort = "80",
                HealthCheckProtocol = "HTTP",
                Targets = [LoadBalancerScene.Target("10.0.1.5", "unhealthy")],
            }
        );
    }

    private static IEnumerable<Scene> OfDomains()
    {
        DomainFact domain = new()
        {
            Id = "d1e2f3",
            Name = "api.example.com",
            OwnerId = Scene.Account,
        };
        Scene named = Scene.Open().Calling(call => call with { DomainName = "api.example.com", UrlForm = UrlForm.CustomDomain });
        yield return named.With(s => s with { Domains = [domain] });
        yield return named.With(s => s with { Domains = [domain with { Associated = [Scene.Vpce] }] });
        // A name without a zone of its own, with one that does not answer in the VPC, and with one that lacks the record besides.
        yield return named.With(s => s with { Domains = [domain] }).WithEndpoint(item => item with { NamesZoneId = "Z0NAMES" });
        foreach (
            RecordFact[] records in (RecordFact[][])
                [
                    [],
                    [AccountFacts.Alias("api.example.com", Scene.EndpointHost)],
                ]
        )
        {
            yield return named.With(s =>
                s with
                {
                    Domains = [domain],
                    HostedZones = [AccountFacts.Zone("api.example.com", records) with { VpcIds = ["vpc-0other"] }],
                }
            );
        }

        yield return named.With(s =>
            s with
            {
                Domains =
                [
                    domain with
                    {
                        Associated = [Scene.Vpce],
                        Mappings =
                        [
                            new() { BasePath = string.Empty, RestApiId = Scene.Api },
                            new()
                            {
                                BasePath = "demo",
                                RestApiId = "zzz999",
                                StageName = "v1",
                            },
                        ],
                    },
                ],
            }
        );
    }
}
