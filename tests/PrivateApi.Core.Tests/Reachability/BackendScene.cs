using PrivateApi.Facts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// The open scene with a method behind a VPC link: a Network Load Balancer without security groups that listens on 8080 and has two healthy
/// targets, as the API Gateway guide's tutorial for private integrations makes it.
/// </summary>
internal static class BackendScene
{
    public const string Arn = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:loadbalancer/net/backend/0123456789abcdef";
    public const string ListenerArn =
        $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:listener/net/backend/0123456789abcdef/fedcba9876543210";
    public const string GroupArn = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:targetgroup/pets/0011223344556677";

    public static Scene Open() =>
        Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "HTTP_PROXY",
                        Uri = "http://backend.internal:8080/",
                        ConnectionId = "vl1",
                    },
                }
            )
            .With(s =>
                s with
                {
                    VpcLinks =
                    [
                        new VpcLinkFact
                        {
                            Id = "vl1",
                            Status = "AVAILABLE",
                            Targets = [Arn],
                        },
                    ],
                    Backends =
                    [
                        new BackendFact
                        {
                            Arn = Arn,
                            Ports = [8080],
                            LoadBalancer = Balancer(),
                        },
                    ],
                    TargetGroups =
                    [
                        new TargetGroupFact
                        {
                            Arn = GroupArn,
                            Name = "pets",
                            Protocol = "TCP",
                            TargetType = "ip",
                            HealthCheckProtocol = "TCP",
                            Targets = [Target("10.0.1.30"), Target("10.0.2.30")],
                        },
                    ],
                }
            );

    public static Scene WithLink(this Scene scene, Func<VpcLinkFact, VpcLinkFact> change) =>
        scene.With(s => s with { VpcLinks = [change(s.VpcLinks[0])] });

    public static Scene WithBackend(this Scene scene, Func<BackendFact, BackendFact> change) =>
        scene.With(s => s with { Backends = [change(s.Backends[0])] });

    public static Scene WithBackendBalancer(this Scene scene, Func<LoadBalancerFact, LoadBalancerFact> change) =>
        scene.WithBackend(backend => backend with { LoadBalancer = change(backend.LoadBalancer!) });

    public static Scene WithBackendListener(this Scene scene, Func<ListenerFact, ListenerFact> change) =>
        WithBackendBalancer(scene, balancer => balancer with { Listeners = [change(balancer.Listeners![0])] });

    public static Scene WithBackendTargets(this Scene scene, params TargetFact[] targets) =>
        scene.With(s => s with { TargetGroups = [s.TargetGroups[0] with { Targets = targets }] });

    public static TargetFact Target(string address, string state = "healthy", string? reason = null) =>
        LoadBalancerScene.Target(address, state, reason, 8080);

    private static LoadBalancerFact Balancer() =>
        new()
        {
            Arn = Arn,
            Name = "backend",
            DnsName = "backend-0123456789abcdef.elb.eu-west-1.amazonaws.com",
            Type = "network",
            Scheme = "internal",
            VpcId = "vpc-home",
            State = "active",
            Listeners =
            [
                new ListenerFact
                {
                    Arn = ListenerArn,
                    Protocol = "TCP",
                    Port = 8080,
                    Rules =
                    [
                        new ListenerRuleFact
                        {
                            Priority = "default",
                            Action = "forward",
                            TargetGroupArns = [GroupArn],
                        },
                    ],
                },
            ],
        };
}
