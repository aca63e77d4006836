using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Reachability.Changes;

/// <summary>
/// Two peered VPCs, each with an endpoint, and an API with two stages: the ways of all who might call, and random faults that stop one of
/// them.
/// </summary>
internal static class Neighbourhood
{
    public const string Second = "vpce-0second1";
    public const string Key = "key1";

    private const string Role = "arn:aws:iam::123456789012:role/app";
    private const string Nobody = "vpce-0nobody11";

    private static readonly string Elsewhere = PolicyTemplates.SourceVpce(Nobody).ToJson();

    private static readonly Caller Peer = AccountFacts.AtHome with
    {
        Label = "subnet-peer (10.1.1.10) with sg-peer",
        VpcId = "vpc-peer",
        SubnetId = "subnet-peer",
        Address = "10.1.1.10",
        SecurityGroupIds = ["sg-peer"],
    };

    /// <summary>Whoever may be in the two VPCs.</summary>
    public static IReadOnlyList<Caller> Callers { get; } =
    [
        AccountFacts.AtHome,
        At("subnet-caller", "10.0.9.11", "a", "sg-other"),
        At("subnet-other", "10.0.10.11", "b", "sg-caller"),
        At("subnet-other", "10.0.10.12", "b", "sg-other"),
        At("subnet-a", "10.0.1.77", "a", "sg-other"),
        Peer,
        Peer with
        {
            Label = "another group of the peer",
            Address = "10.1.1.11",
            SecurityGroupIds = ["sg-peer-other"],
        },
        Peer with
        {
            Label = "another subnet of the peer",
            SubnetId = "subnet-peer-other",
            Address = "10.1.2.11",
        },
    ];

    /// <summary>What an API's owner may have written, in words that leave the endpoint at home in, or not.</summary>
    private static readonly string[] Policies =
    [
        PolicyTemplates.SourceVpce(Scene.Vpce).ToJson(),
        PolicyTemplates.SourceVpce(Scene.Vpce, Second).ToJson(),
        PolicyTemplates.SourceVpc("vpc-home").ToJson(),
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/demo/GET/pets*","Condition":{"StringEquals":{"aws:SourceVpce":["{{Scene.Vpce}}"]} } },{"Effect":"Allow","Principal":{"AWS":"{{Role}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/admin*"}]}""",
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"aws:SourceVpc":["vpc-peer","vpc-home"]} } ] }""",
    ];

    private static readonly (string Name, Func<Scene, Random, Scene> Make)[] Faults =
    [
        ("DNS hostnames are off", (scene, _) => scene.WithVpc(vpc => vpc with { EnableDnsHostnames = false })),
        ("DNS support is off", (scene, _) => scene.WithVpc(vpc => vpc with { EnableDnsSupport = false })),
        ("private DNS is off", (scene, _) => scene.WithEndpoint(item => item with { PrivateDnsEnabled = false })),
        ("the endpoint's group is closed", (scene, _) => scene.WithGroup("sg-endpoint")),
        ("the caller's group is closed", (scene, _) => scene.WithGroup("sg-caller").WithGroup("sg-peer")),
        ("the caller's ACL is closed", (scene, _) => scene.WithAcl("subnet-caller")),
        ("the ACLs of the endpoint's subnets are closed", (scene, _) => scene.WithAcl("subnet-a").WithAcl("subnet-b")),
        ("there is no way back", (scene, _) => scene.WithRoutes("rtb-main", AccountFacts.Route("10.0.0.0/16", "local"))),
        ("there is no way out", (scene, _) => scene.WithRoutes("rtb-peer", AccountFacts.Route("10.1.0.0/16", "local"))),
        ("the endpoint's policy is for others", (scene, _) => scene.WithEndpoint(item => item with { Policy = ForAnother })),
        ("the policy is for another endpoint", (scene, _) => scene.WithResourcePolicy(Elsewhere)),
        ("the policy names another VPC", (scene, _) => scene.WithResourcePolicy(PolicyTemplates.SourceVpc("vpc-0other11").ToJson())),
        ("an old policy is deployed", (scene, _) => scene.WithStage(stage => stage with { ExportedPolicy = Elsewhere })),
        (
            "a wider policy waits for its deployment",
            (scene, random) =>
                scene
                    .WithApi(api => api with { Policy = Policies[random.Next(Policies.Length)] })
                    .WithStage(stage => stage with { ExportedPolicy = Elsewhere })
        ),
        (
            "a wider policy waits, and this one is kept out by both",
            (scene, _) =>
                scene
                    .WithApi(api => api with { Policy = PolicyTemplates.SourceVpce(Second).ToJson() })
                    .WithStage(stage => stage with { ExportedPolicy = Elsewhere })
        ),
        ("the stage is missing", (scene, _) => scene.WithApi(api => api with { Stages = [.. api.Stages.Where(s => s.Name != "demo")] })),
        ("the default host is off", (scene, _) => scene.WithApi(api => api with { DisableExecuteApiEndpoint = true })),
        ("the endpoint is not associated", (scene, _) => scene.WithApi(api => api with { Associated = [] })),
        ("the key is off", (scene, _) => Asked(scene, key => key with { IsEnabled = false, Plans = [Plan] })),
        ("the key is in no plan", (scene, _) => Asked(scene, key => key)),
        (
            "the key's plan is for another stage",
            (scene, _) => Asked(scene, key => key with { Plans = [Plan with { Stages = ["other/demo"] }] })
        ),
    ];

    private static UsagePlanFact Plan => new() { Id = "plan1", Stages = [$"{Scene.Api}/demo"] };

    private static string ForAnother =>
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:other/*"}]}""";

    /// <summary>A random account with one to four faults, and the call that they may stop.</summary>
    public static (string Told, PathVerdict Verdict) Broken(int seed)
    {
        Random random = new(seed);
        string policy = Policies[random.Next(Policies.Length)];
        Caller caller = Callers[random.Next(3) == 0 ? 5 : 0];
        UrlForm form = random.GetItems([UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns, UrlForm.Auto], 1)[0];
        Scene open = Open()
            .WithResourcePolicy(policy)
            .Calling(call => Through(call, caller, form) with { HasApiKey = true, ApiKeyId = Key });
        (string Name, Func<Scene, Random, Scene> Make)[] faults =
        [
            .. random.GetItems(Faults, 1 + (seed % 4)).DistinctBy(fault => fault.Name),
        ];
        Scene broken = faults.Aggregate(open, (scene, fault) => fault.Make(scene, random));
        return (
            $"{seed}: {caller.Label} by {form}, {string.Join(", ", faults.Select(fault => fault.Name))}",
            PathEngine.Judge(broken.Snapshot, broken.Call)
        );
    }

    /// <summary>Other calls: other places, endpoints, stages, paths, signers and keys.</summary>
    public static IEnumerable<PathCall> Others(PathCall mended) =>
        from caller in Callers
        from endpoint in (string[])[Scene.Vpce, Second]
        from stage in (string[])["demo", "prod"]
        from path in (string[])["/pets", "/admin"]
        from signer in (string?[])[null, Role]
        from hasKey in (bool[])[true, false]
        let call = Through(mended, caller, UrlForm.EndpointDns) with
        {
            StageName = stage,
            Path = path,
            Principal = signer,
            Identity = null,
            VpcEndpointId = endpoint,
            HasApiKey = hasKey,
            ApiKeyId = hasKey ? Key : null,
            Keys = signer is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["aws:PrincipalArn"] = Role },
        }
        where !IsMeant(call, mended)
        select call;

    // The names of a VPC's own endpoint; whoever is kept out by a name alone calls by the endpoint's own, so that a name is no lock.
    private static PathCall Through(PathCall call, Caller caller, UrlForm form) =>
        call with
        {
            Caller = caller,
            UrlForm = form,
            VpcEndpointId = form == UrlForm.Auto ? null : Scene.Vpce,
            ApiIdHeader = form == UrlForm.EndpointDns ? Scene.Api : null,
        };

    private static bool IsMeant(PathCall call, PathCall mended) =>
        call.Caller == mended.Caller
        && call.StageName == mended.StageName
        && call.Path == mended.Path
        && call.Principal == mended.Principal
        && call.HasApiKey
        && call.VpcEndpointId == Scene.Vpce;

    private static Scene Asked(Scene scene, Func<ApiKeyFact, ApiKeyFact> state) =>
        scene
            .WithMethod(method => method with { ApiKeyRequired = true })
            .With(s => s with { UsagePlans = [Plan], ApiKeys = [state(new ApiKeyFact { Id = Key, IsEnabled = true })] });

    private static Scene WithRoutes(this Scene scene, string table, params RouteFact[] routes) =>
        scene.With(s =>
            s with
            {
                RouteTables = [.. s.RouteTables.Select(item => item.Id == table ? item with { Routes = routes } : item)],
            }
        );

    private static Caller At(string subnet, string address, string zone, string group) =>
        AccountFacts.AtHome with
        {
            Label = $"{subnet} ({address}) with {group}",
            SubnetId = subnet,
            Address = address,
            Zone = $"eu-west-1{zone}",
            SecurityGroupIds = [group],
        };

    private static Scene Open()
    {
        Scene peered = AccountFacts.Peered();
        AccountSnapshot home = AccountFacts.Account();
        EndpointFact endpoint = peered.Snapshot.Endpoints[0];
        StageFact demo = peered.Snapshot.Apis[0].Stages[0];
        demo = demo with { Methods = [.. demo.Methods, demo.Methods[0] with { Path = "/admin" }] };
        SecurityGroupFact caller = home.SecurityGroups.First(group => group.Id == "sg-caller"),
            peer = peered.Snapshot.SecurityGroups.First(group => group.Id == "sg-peer"),
            inward = home.SecurityGroups.First(group => group.Id == "sg-endpoint");
        return peered
            .WithApi(api => api with { Stages = [demo, demo with { Name = "prod", DeploymentId = "dep222" }] })
            .With(s =>
                s with
                {
                    Subnets =
                    [
                        .. s.Subnets,
                        s.Subnets.First(item => item.Id == "subnet-b") with
                        {
                            Id = "subnet-other",
                            CidrBlocks = ["10.0.10.0/24"],
                        },
                        s.Subnets.First(item => item.Id == "subnet-peer") with
                        {
                            Id = "subnet-peer-other",
                            CidrBlocks = ["10.1.2.0/24"],
                        },
                    ],
                    SecurityGroups =
                    [
                        inward with
                        {
                            Rules = [AccountFacts.In("10.0.0.0/8")],
                        },
                        caller,
                        caller with
                        {
                            Id = "sg-other",
                        },
                        peer,
                        peer with
                        {
                            Id = "sg-peer-other",
                        },
                        inward with
                        {
                            Id = "sg-second",
                            VpcId = "vpc-peer",
                            Rules = [AccountFacts.In("10.0.0.0/8")],
                        },
                    ],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces,
                        s.NetworkInterfaces[0] with
                        {
                            Id = "eni-p",
                            VpcId = "vpc-peer",
                            SubnetId = "subnet-peer",
                            Address = "10.1.1.5",
                            SecurityGroupIds = ["sg-second"],
                        },
                    ],
                    Endpoints =
                    [
                        endpoint,
                        endpoint with
                        {
                            Id = Second,
                            VpcId = "vpc-peer",
                            InterfaceIds = ["eni-p"],
                            SubnetIds = ["subnet-peer"],
                            DnsNames = [$"{Second}-a1b2c3.execute-api.eu-west-1.vpce.amazonaws.com"],
                        },
                    ],
                    UsagePlans = [Plan],
                    ApiKeys =
                    [
                        new ApiKeyFact
                        {
                            Id = Key,
                            IsEnabled = true,
                            Plans = [Plan],
                        },
                    ],
                }
            );
    }
}
