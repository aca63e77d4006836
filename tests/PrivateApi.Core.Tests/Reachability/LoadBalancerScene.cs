using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// The open scene with an internal Application Load Balancer before the endpoint, as in AWS's blog "Implementing custom domain names for
/// Amazon API Gateway private endpoints using a reverse proxy" and in serverless-samples#72: an own name leads to it, it has a
/// certificate for the name, its targets are the endpoint's interfaces, and a custom domain of the name is mapped to the API.
/// </summary>
internal static class LoadBalancerScene
{
    public const string Name = "api.example.com";
    public const string DnsName = "internal-front-1234567890.eu-west-1.elb.amazonaws.com";
    public const string Arn = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:loadbalancer/app/front/50dc6c495c0c9188";
    public const string ListenerArn =
        $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:listener/app/front/50dc6c495c0c9188/f2f7dc8efc522ab2";
    public const string GroupArn = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:targetgroup/endpoint/73e2d6bc24d8a067";
    public const string CertificateArn = $"arn:aws:acm:eu-west-1:{Scene.Account}:certificate/12345678-1234-1234-1234-123456789012";

    public static Scene Open() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    LoadBalancers = [Balancer()],
                    TargetGroups = [Group()],
                    NetworkInterfaces =
                    [
                        .. s.NetworkInterfaces,
                        Node("eni-front-a", "subnet-a", "eu-west-1a", "10.0.1.20"),
                        Node("eni-front-b", "subnet-b", "eu-west-1b", "10.0.2.20"),
                    ],
                    SecurityGroups =
                    [
                        .. s.SecurityGroups,
                        new SecurityGroupFact
                        {
                            Id = "sg-front",
                            VpcId = "vpc-home",
                            Rules = [In("10.0.9.0/24"), Out("0.0.0.0/0", "-1")],
                        },
                    ],
                    HostedZones = [Zone("example.com", Alias(Name, "dualstack." + DnsName))],
                    Domains = [Domain()],
                }
            )
            .WithGroup("sg-endpoint", Rule(false) with { ReferencedGroupId = "sg-front" })
            .Calling(call => call with { UrlForm = UrlForm.CustomDomain, DomainName = Name });

    public static Scene WithBalancer(this Scene scene, Func<LoadBalancerFact, LoadBalancerFact> change) =>
        scene.With(s => s with { LoadBalancers = [change(s.LoadBalancers[0])] });

    public static Scene WithListener(this Scene scene, Func<ListenerFact, ListenerFact> change) =>
        scene.WithBalancer(balancer => balancer with { Listeners = [change(balancer.Listeners![0])] });

    public static Scene WithRules(this Scene scene, params ListenerRuleFact[] rules) =>
        scene.WithListener(listener => listener with { Rules = [.. rules, listener.Rules![^1]] });

    public static Scene WithTargets(this Scene scene, Func<TargetGroupFact, TargetGroupFact> change) =>
        scene.With(s => s with { TargetGroups = [change(s.TargetGroups[0])] });

    /// <summary>Another listener of the load balancer, which has a certificate for the name and leads to the endpoint.</summary>
    public static Scene WithBesides(this Scene scene) =>
        scene.WithBalancer(balancer =>
            balancer with
            {
                Listeners = [.. balancer.Listeners!, Balancer().Listeners![0] with { Arn = ListenerArn + "0", Port = 8443 }],
            }
        );

    public static Scene WithoutDomain(this Scene scene) => scene.With(s => s with { Domains = [] });

    /// <summary>A Network Load Balancer without security groups, which passes TLS on, or ends it.</summary>
    public static Scene Network(string protocol) =>
        Open()
            .WithBalancer(balancer => balancer with { Type = "network", SecurityGroupIds = [] })
            .WithListener(listener => listener with { Protocol = protocol })
            .WithTargets(group => group with { Protocol = protocol, Matcher = null, HealthCheckProtocol = "TCP" })
            .WithGroup("sg-endpoint", In("10.0.1.0/24"), In("10.0.2.0/24"));

    public static TargetFact Target(string address, string state = "healthy", string? reason = null, int port = 443) =>
        new()
        {
            Id = address,
            Port = port,
            State = state,
            Reason = reason,
        };

    private static LoadBalancerFact Balancer() =>
        new()
        {
            Arn = Arn,
            Name = "front",
            DnsName = DnsName,
            Type = "application",
            Scheme = "internal",
            VpcId = "vpc-home",
            State = "active",
            SubnetIds = ["subnet-a", "subnet-b"],
            SecurityGroupIds = ["sg-front"],
            InterfaceIds = ["eni-front-a", "eni-front-b"],
            Listeners =
            [
                new ListenerFact
                {
                    Arn = ListenerArn,
                    Protocol = "HTTPS",
                    Port = 443,
                    Certificates = [new CertificateFact { Arn = CertificateArn, Names = [Name] }],
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

    private static TargetGroupFact Group() =>
        new()
        {
            Arn = GroupArn,
            Name = "endpoint",
            Protocol = "HTTPS",
            TargetType = "ip",
            HealthCheckProtocol = "HTTPS",
            HealthCheckPath = "/",
            Matcher = "200,403",
            Targets = [Target("10.0.1.5"), Target("10.0.2.5")],
        };

    private static DomainFact Domain() =>
        new()
        {
            Name = Name,
            OwnerId = Scene.Account,
            IsPublic = true,
            Mappings =
            [
                new DomainMappingFact
                {
                    BasePath = string.Empty,
                    RestApiId = Scene.Api,
                    StageName = "demo",
                },
            ],
        };

    private static InterfaceFact Node(string id, string subnet, string zone, string address) =>
        new()
        {
            Id = id,
            VpcId = "vpc-home",
            SubnetId = subnet,
            Zone = zone,
            Address = address,
            SecurityGroupIds = ["sg-front"],
        };
}
