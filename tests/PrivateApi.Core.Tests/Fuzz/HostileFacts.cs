using System.Globalization;
using System.Text;
using System.Text.Json;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Snapshots and files of cases of a size that cost more to judge than they look: long lists, and lists over lists.</summary>
internal static class HostileFacts
{
    /// <summary>A snapshot of about that size.</summary>
    public static byte[] Snapshot(string how, int size)
    {
        Scene scene = Scene.Open();
        return how switch
        {
            "nothing but brackets" => Encoding.UTF8.GetBytes("{\"snapshot\":" + new string('[', size)),
            "nulls" => Encoding.UTF8.GetBytes($$"""{"snapshot":{"api":[{{HostileText.Repeat("null,", size)}}null]},"call":[]}"""),
            "names without end" => Json(scene.WithEndpoint(item => item with { DnsNames = [.. Each(size, 20, i => $"vpce-{i:x8}.test")] })),
            "one name" => Json(scene.WithApi(api => api with { Name = new string('x', size) })),
            "APIs" => Json(
                scene.With(s => s with { Apis = [.. s.Apis, .. Each(size, 330, i => s.Apis[0] with { Id = $"a{i}", Stages = [] })] })
            ),
            "stages" => Json(
                scene.WithApi(api =>
                    api with
                    {
                        Stages =
                        [
                            .. api.Stages,
                            .. Each(size, 250, i => api.Stages[0] with { Name = $"s{i}", Methods = [], ExportedPolicy = null }),
                        ],
                    }
                )
            ),
            "methods that do not answer" => Json(
                scene.WithStage(stage => stage with { Methods = [.. Each(size, 150, i => stage.Methods[0] with { Path = $"/a/b{i}" })] })
            ),
            "methods" => Json(
                scene.WithStage(stage =>
                    stage with
                    {
                        Methods = [.. Each(size, 150, i => stage.Methods[0] with { Path = $"/{{a{i}}}/b{i}" }), .. stage.Methods],
                    }
                )
            ),
            "deep paths" => Json(
                scene
                    .WithStage(stage =>
                        stage with
                        {
                            Methods =
                            [
                                .. Each(
                                    size,
                                    10_100,
                                    i =>
                                        stage.Methods[0] with
                                        {
                                            Path =
                                                string.Concat(Enumerable.Repeat("/{a}", 2_500)) + i.ToString(CultureInfo.InvariantCulture),
                                        }
                                ),
                                .. stage.Methods,
                            ],
                        }
                    )
                    .Calling(call => call with { Path = string.Concat(Enumerable.Repeat("/a", 2_500)) })
            ),
            "endpoints" => Json(
                scene.With(s =>
                    s with
                    {
                        Endpoints = [.. Each(size, 700, i => s.Endpoints[0] with { Id = $"vpce-{i:x8}" }), .. s.Endpoints],
                    }
                )
            ),
            "interfaces" => Json(Interfaces(scene, size)),
            "rules" => Json(scene.WithGroup("sg-endpoint", [.. Each(size, 190, i => AccountFacts.In(Range(i)))])),
            "interfaces over rules" => Json(
                Interfaces(scene, size / 2).WithGroup("sg-endpoint", [.. Each(size / 2, 190, i => AccountFacts.In(Range(i)))])
            ),
            "entries" => Json(scene.WithAcl("subnet-a", Entries(size)).WithAcl("subnet-b", Entries(1))),
            "entries that allow nothing" => Json(
                scene
                    .WithAcl("subnet-a", [.. Each(size, 140, i => AccountFacts.Enter(i, false, Range(i)))])
                    .WithAcl("subnet-b", [.. Each(size / 100, 140, i => AccountFacts.Enter(i, false, Range(i)))])
            ),
            "interfaces over entries" => Json(Interfaces(scene, size / 2).WithAcl("subnet-a", Entries(size / 2))),
            "routes" => Json(scene.WithTable("subnet-caller", [.. Each(size, 90, i => AccountFacts.Route(Range(i), "nat-1"))])),
            "interfaces over routes" => Json(
                Interfaces(scene, size / 2).WithTable("subnet-caller", [.. Each(size / 2, 90, i => AccountFacts.Route(Range(i), "nat-1"))])
            ),
            "prefix lists" => Json(
                scene
                    .WithTable("subnet-caller", [.. Each(size, 90, i => AccountFacts.Route("pl-1", "local"))])
                    .With(s => s with { PrefixLists = [new PrefixListFact { Id = "pl-1", CidrBlocks = [.. Each(size / 4, 16, Range)] }] })
            ),
            "peerings" => Json(
                AccountFacts
                    .Peered()
                    .With(s => s with { Peerings = [.. Each(size, 80, i => s.Peerings[0] with { Id = $"pcx-{i + 2}" }), .. s.Peerings] })
            ),
            "attachments" => Json(
                AccountFacts
                    .OverTransitGateway()
                    .With(s =>
                        s with
                        {
                            TransitGateways =
                            [
                                s.TransitGateways[0] with
                                {
                                    Attachments =
                                    [
                                        .. Each(size, 150, i => AccountFacts.Attachment($"tgw-attach-{i}", "vpc-peer", ["subnet-unread"])),
                                        .. s.TransitGateways[0].Attachments,
                                    ],
                                },
                            ],
                        }
                    )
            ),
            "records" => Json(
                scene.With(s =>
                    s with
                    {
                        HostedZones =
                        [
                            AccountFacts.Zone(
                                Scene.DefaultHost,
                                [.. Each(size, 100, i => AccountFacts.Record($"n{i}.{Scene.DefaultHost}", "A", "10.0.1.5"))]
                            ),
                        ],
                    }
                )
            ),
            "a chain of records" => Json(
                scene.With(s =>
                    s with
                    {
                        HostedZones =
                        [
                            AccountFacts.Zone(
                                "amazonaws.com",
                                [
                                    .. Each(
                                        size,
                                        130,
                                        i =>
                                            AccountFacts.Record(
                                                i == 0 ? Scene.DefaultHost : $"n{i}.amazonaws.com",
                                                "CNAME",
                                                $"n{i + 1}.amazonaws.com"
                                            )
                                    ),
                                ]
                            ),
                        ],
                    }
                )
            ),
            "zones" => Json(
                scene.With(s =>
                    s with
                    {
                        HostedZones = [.. Each(size, 90, i => AccountFacts.Zone(i % 2 == 0 ? "amazonaws.com" : $"z{i}"))],
                    }
                )
            ),
            "profiles" => Json(
                scene.With(s =>
                    s with
                    {
                        Endpoints = [.. s.Endpoints.Select(item => item with { PrivateDnsEnabled = false })],
                        HostedZones = [.. Each(size, 90, i => AccountFacts.Zone("amazonaws.com") with { Id = $"z{i}", VpcIds = [] })],
                        Profiles =
                        [
                            .. Each(
                                size,
                                120,
                                i => new ProfileFact
                                {
                                    Id = $"rp-{i}",
                                    VpcId = "vpc-home",
                                    HostedZoneIds = [$"z{i}"],
                                }
                            ),
                        ],
                    }
                )
            ),
            "resolver rules" => Json(
                scene.With(s =>
                    s with
                    {
                        ResolverRules =
                        [
                            .. Each(
                                size,
                                120,
                                i => new ResolverRuleFact
                                {
                                    Id = $"r{i}",
                                    Domain = "amazonaws.com",
                                    IsForward = false,
                                    VpcIds = ["vpc-home"],
                                }
                            ),
                        ],
                    }
                )
            ),
            "addresses" => Json(
                scene.With(s =>
                    s with
                    {
                        HostedZones =
                        [
                            AccountFacts.Zone(
                                Scene.DefaultHost,
                                AccountFacts.Record(
                                    Scene.DefaultHost,
                                    "A",
                                    [.. Each(size, 15, i => $"10.{i / 65536 % 256}.{i / 256 % 256}.{i % 256}")]
                                )
                            ),
                        ],
                    }
                )
            ),
            "policies" => Json(
                scene
                    .WithStage(stage => stage with { ExportedPolicy = Policy(size / 3) })
                    .WithApi(api => api with { Policy = Policy(size / 3) })
                    .WithEndpoint(item => item with { Policy = Policy(size / 3) })
            ),
            "denied reads" => Json(
                scene.With(s =>
                    s with
                    {
                        Denied =
                        [
                            .. Each(
                                size,
                                80,
                                i => new DeniedRead
                                {
                                    Subject = $"s{i}",
                                    Permission = "p",
                                    Message = "m",
                                }
                            ),
                        ],
                    }
                )
            ),
            "calls" => Encoding.UTF8.GetBytes(Calls(scene, size)),
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };
    }

    /// <summary>A file of cases of about that size.</summary>
    public static string Cases(string how, int size) =>
        how switch
        {
            "small cases" => HostileText.Repeat(
                "{\"resourcePolicy\":{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}},\"request\":{\"resource\":\"a\"},\"expected\":{\"resourcePolicy\":\"Allowed\"}}\n",
                size
            ),
            "empty lines" => new string('\n', size),
            "a line without end" => new string('x', size),
            "brackets" => new string('[', size),
            "a list of small cases" => $"[{HostileText.Repeat("{\"resourcePolicy\":{},\"request\":{},\"expected\":{}},", size)}1]",
            "a list of nothing" => $"[{HostileText.Repeat("{},", size)}1]",
            "a list of numbers" => $"[{HostileText.Repeat("1,", size)}1]",
            "a list in YAML" => HostileText.Repeat("- {a: b}\n", size),
            "aliases" => $"- &a {new string('x', size / 2)}\n{HostileText.Repeat("- *a\n", size / 2)}",
            "one policy" => Case(Policy(size), "\"aws:SourceVpce\":\"vpce-1\""),
            "a policy beside a context" => Case(
                Encoding.UTF8.GetString(HostileText.Policy("stars", Math.Min(size / 2, 1_000_000))),
                $"\"aws:UserAgent\":[{string.Join(',', Each(size / 2, 20, i => $"\"{i}a{i * 7 % 100}xxxxxxxxxx\""))}]"
            ),
            "patterns over a long value" => Case(
                Encoding.UTF8.GetString(HostileText.Policy("stars", 400_000)),
                $"\"aws:UserAgent\":\"{new string('a', size - 400_000)}\""
            ),
            "keys" => Case(Policy(1000), string.Join(',', Each(size, 16, i => $"\"aws:k{i}\":\"v\""))),
            "expectations" =>
                $"{{\"resourcePolicy\":{Policy(100_000)},\"request\":{{\"resource\":\"a\"}},\"expected\":{{{string.Join(',', Each(size, 34, i => "\"resourcePolicy\":\"ExplicitlyDenied\""))}}}}}\n",
            _ => throw new ArgumentOutOfRangeException(nameof(how), how, null),
        };

    private static string Case(string policy, string context) =>
        $"{{\"resourcePolicy\":{policy},\"request\":{{\"resource\":\"{Arn}\",\"context\":{{{context}}}}},\"expected\":{{\"resourcePolicy\":\"Allowed\"}}}}\n";

    private static string Arn => "arn:aws:execute-api:eu-west-1:123456789012:abc123def4/demo/GET/pets";

    private static string Policy(int size) => Encoding.UTF8.GetString(HostileText.Policy("interwoven", size));

    private static string Calls(Scene scene, int size)
    {
        string one = Encoding.UTF8.GetString(Json(scene));
        int from = one.IndexOf("\"call\":[", StringComparison.Ordinal) + "\"call\":[".Length;
        return one.Insert(from, HostileText.Repeat(one[from..^2] + ",", size));
    }

    private static Scene Interfaces(Scene scene, int size)
    {
        string[] ids = [.. Each(size, 240, i => $"eni-{i:x8}")];
        return scene
            .WithEndpoint(item => item with { InterfaceIds = ids })
            .With(s =>
                s with
                {
                    NetworkInterfaces =
                    [
                        .. ids.Select((id, i) => s.NetworkInterfaces[0] with { Id = id, Address = $"10.0.{i / 256 % 256}.{i % 256}" }),
                    ],
                }
            );
    }

    private static NetworkAclEntryFact[] Entries(int size) =>
        [
            .. Each(
                size,
                140,
                i => AccountFacts.Leave(i + 100, true, "10.0.0.0/16", "6", 32768 + (i * 2 % 28000), 32768 + (i * 2 % 28000))
            ),
            AccountFacts.Enter(1, true, protocol: "-1"),
        ];

    private static string Range(int i) => $"172.{16 + (i / 65536 % 16)}.{i / 256 % 256}.{i % 256}/32";

    private static IEnumerable<T> Each<T>(int size, int length, Func<int, T> part) =>
        Enumerable.Range(0, Math.Max(1, size / length)).Select(part);

    private static byte[] Json(Scene scene) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new SnapshotCase { Snapshot = scene.Snapshot, Calls = [scene.Call] },
            SnapshotJson.Default.SnapshotCase
        );
}
