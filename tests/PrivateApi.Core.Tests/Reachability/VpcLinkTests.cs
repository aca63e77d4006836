using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// What is behind a VPC link (AWS App Runner issue 193, cloudposse: a link that is AVAILABLE, and calls that fail). That a link is
/// there does not show that anything answers.
/// </summary>
public sealed class VpcLinkTests
{
    private const string Balancer = BackendScene.Arn;
    private const string Other = $"arn:aws:elasticloadbalancing:eu-west-1:{Scene.Account}:loadbalancer/net/other/0123456789abcdef";

    [Fact]
    public void A_load_balancer_that_was_not_read_is_unknown_and_named() =>
        Through(link => link with { Targets = [Other] })
            .Expect(
                CheckName.Integration,
                CheckStatus.Skipped,
                "VPC link vl1 is AVAILABLE",
                Other,
                "elasticloadbalancing:DescribeLoadBalancers"
            )
            .Expect(Verdict.Unknown);

    [Fact]
    public void A_link_of_the_second_generation_leads_to_the_integrations_own_load_balancer()
    {
        Scene second = Through(link => link with { IsV2 = true });
        second.Expect(CheckName.Integration, CheckStatus.Warning, "vl1 (V2) is AVAILABLE", "no integrationTarget");
        Target(second, Other).Expect(CheckName.Integration, CheckStatus.Skipped, $"leads to load balancer {Other}");
        Target(second, Other.Replace(Scene.Account, "210987654321", StringComparison.Ordinal))
            .Expect(CheckName.Integration, CheckStatus.Warning, "in another account than the API", "whoever owns it");
        Scene v2 = BackendScene.Open().WithLink(link => link with { IsV2 = true, Targets = [] });
        Target(v2, Balancer).Expect(CheckName.Integration, CheckStatus.Passed, "vl1 (V2)", "2 of 2 targets of pets are healthy");
    }

    /// <summary>botocore, Integration.integrationTarget: "The ALB or NLB listener to send the request to".</summary>
    [Fact]
    public void An_integration_may_name_the_listener_itself()
    {
        Scene named = Target(
            BackendScene
                .Open()
                .WithLink(link => link with { IsV2 = true, Targets = [] })
                .WithBackend(backend => backend with { Arn = BackendScene.ListenerArn, Ports = [80] }),
            BackendScene.ListenerArn
        );
        named.Expect(CheckName.Integration, CheckStatus.Passed, "2 of 2 targets");
        named
            .WithBackendBalancer(balancer => balancer with { Listeners = [] })
            .Expect(CheckName.Integration, CheckStatus.Failed, $"no listener {BackendScene.ListenerArn}");
    }

    /// <summary>AWS Knowledge Center, api-gateway-500-error-vpc: what makes API Gateway answer 500.</summary>
    [Fact]
    public void What_API_Gateway_cannot_connect_to_makes_500()
    {
        BackendScene
            .Open()
            .Expect(CheckName.Integration, CheckStatus.Passed, Balancer, "2 of 2 targets of pets are healthy")
            .Expect(Verdict.Reachable);
        Fails(scene => scene.WithBackend(backend => backend with { LoadBalancer = null }), $"there is no load balancer {Balancer}");
        Fails(scene => scene.WithBackendBalancer(balancer => balancer with { State = "failed" }), "backend is failed");
        Fails(
            scene => scene.WithBackendListener(listener => listener with { Port = 80 }),
            "no listener on port 8080",
            "http://backend.internal:8080/",
            "it has TCP 80",
            $"New-ELB2Listener -LoadBalancerArn {Balancer} -Protocol TCP -Port 8080"
        );
        Fails(scene => scene.WithBackendListener(listener => listener with { Protocol = "UDP" }), "no listener on port 8080");
        Fails(scene => scene.WithBackendTargets(), "pets has no targets", "whoever runs the backend has to register it");
        Fails(
            scene => scene.WithBackendTargets(BackendScene.Target("10.0.1.30", "unused", "Target.NotInUse")),
            "no target of pets is in use",
            "Target.NotInUse"
        );
        Fails(
            scene => scene.WithBackendTargets(BackendScene.Target("10.0.1.30", "unhealthy", "Target.FailedHealthChecks")),
            "can connect to no target of pets",
            "10.0.1.30 unhealthy"
        );
    }

    [Theory]
    [InlineData("http://backend.internal/pets", 80)]
    [InlineData("https://backend.internal/{proxy}", 443)]
    [InlineData("http://backend.internal:8080/{id}/x", 8080)]
    public void The_port_is_the_one_of_the_integrations_address(string uri, int port) => Assert.Equal(port, BackendRules.PortOf(uri));

    /// <summary>Network Load Balancer guide, "Health checks": with no healthy target the load balancer fails open.</summary>
    [Fact]
    public void Targets_that_only_fail_their_health_check_may_answer_all_the_same()
    {
        Scene open = BackendScene.Open();
        open.WithBackendTargets(BackendScene.Target("10.0.1.30", "unhealthy", "Target.ResponseCodeMismatch"))
            .Expect(CheckName.Integration, CheckStatus.Warning, "no target of pets is healthy", "calls go to all of them", "500 or 504")
            .Expect(Verdict.Reachable);
        open.WithBackendTargets(BackendScene.Target("10.0.1.30", "initial", "Elb.RegistrationInProgress"))
            .Expect(CheckName.Integration, CheckStatus.Warning, "initial");
        open.WithBackendTargets(
                BackendScene.Target("10.0.1.30"),
                BackendScene.Target("10.0.2.30", "unhealthy", "Target.FailedHealthChecks")
            )
            .Expect(CheckName.Integration, CheckStatus.Warning, "1 of 2 targets of pets are healthy", "10.0.2.30 unhealthy");
        open.With(s => s with { TargetGroups = [s.TargetGroups[0] with { HealthCheckPort = "9000" }] })
            .WithBackendTargets(BackendScene.Target("10.0.1.30", "unhealthy", "Target.FailedHealthChecks"))
            .Expect(CheckName.Integration, CheckStatus.Warning, "no target of pets is healthy");
    }

    [Fact]
    public void Of_several_target_groups_one_that_fails_is_a_warning()
    {
        Scene two = BackendScene
            .Open()
            .WithBackendListener(listener =>
                listener with
                {
                    Rules = [listener.Rules![0] with { TargetGroupArns = [BackendScene.GroupArn, BackendScene.GroupArn + "2"] }],
                }
            )
            .With(s =>
                s with
                {
                    TargetGroups =
                    [
                        .. s.TargetGroups,
                        s.TargetGroups[0] with
                        {
                            Arn = BackendScene.GroupArn + "2",
                            Name = "dogs",
                            Targets = [],
                        },
                    ],
                }
            );
        two.Expect(CheckName.Integration, CheckStatus.Warning, "some calls will fail: dogs has no targets").Expect(Verdict.Reachable);
    }

    /// <summary>
    /// API Gateway guide, "Set up a Network Load Balancer for API Gateway private integrations": turn the evaluation of security groups for
    /// PrivateLink off, and rely on no address of API Gateway; elbv2's default is on.
    /// </summary>
    [Fact]
    public void Groups_of_a_network_load_balancer_filter_PrivateLink_unless_that_is_off()
    {
        Scene grouped = BackendScene.Open().WithBackendBalancer(balancer => balancer with { SecurityGroupIds = ["sg-backend"] });
        Scene Letting(params SecurityGroupRuleFact[] rules) =>
            grouped.With(s =>
                s with
                {
                    SecurityGroups =
                    [
                        .. s.SecurityGroups,
                        new SecurityGroupFact
                        {
                            Id = "sg-backend",
                            VpcId = "vpc-home",
                            Rules = rules,
                        },
                    ],
                }
            );
        const string off =
            $"Set-ELB2SecurityGroup -LoadBalancerArn {Balancer} -SecurityGroup sg-backend "
            + "-EnforceSecurityGroupInboundRulesOnPrivateLinkTraffic off";
        Letting(AccountFacts.In("0.0.0.0/0", "tcp", 8080, 8080)).Expect(CheckName.Integration, CheckStatus.Passed);
        Letting(AccountFacts.In("0.0.0.0/0"))
            .Expect(CheckName.Integration, CheckStatus.Failed, "no security group of load balancer backend lets TCP 8080 in", off)
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        Letting(AccountFacts.In("10.0.0.0/8", "tcp", 8080, 8080))
            .Expect(CheckName.Integration, CheckStatus.Warning, "from some addresses only", "addresses that change", off)
            .Expect(Verdict.Reachable);
        Letting()
            .WithBackendBalancer(balancer => balancer with { EnforcesGroupsOnPrivateLink = false })
            .Expect(CheckName.Integration, CheckStatus.Passed);
        grouped.Expect(CheckName.Integration, CheckStatus.Skipped, "sg-backend", "ec2:DescribeSecurityGroups");

        // The interfaces of a link V2 have groups and addresses of their own.
        Scene V2(Scene scene) =>
            Target(
                scene.WithLink(link =>
                    link with
                    {
                        IsV2 = true,
                        Targets = [],
                        SecurityGroupIds = ["sg-link"],
                        CidrBlocks = ["10.0.9.0/24"],
                    }
                ),
                Balancer
            );
        V2(Letting(AccountFacts.In("10.0.0.0/8", "tcp", 8080, 8080))).Expect(CheckName.Integration, CheckStatus.Passed);
        V2(Letting(AccountFacts.Rule(false, "tcp", 8080, 8080) with { ReferencedGroupId = "sg-link" }))
            .Expect(CheckName.Integration, CheckStatus.Passed);
        V2(Letting(AccountFacts.In("10.0.1.0/24", "tcp", 8080, 8080)))
            .Expect(CheckName.Integration, CheckStatus.Warning, "the link's interfaces may have others");
        V2(Letting().WithBackendBalancer(balancer => balancer with { EnforcesGroupsOnPrivateLink = false }))
            .Expect(CheckName.Integration, CheckStatus.Failed, "lets TCP 8080 in");
    }

    [Theory]
    [InlineData("Listener", "DescribeListeners")]
    [InlineData("ListenerRule", "DescribeRules")]
    [InlineData("TargetGroup", "DescribeTargetGroups")]
    [InlineData("TargetHealth", "DescribeTargetHealth")]
    public void What_could_not_be_read_is_unknown_and_names_the_permission(string subject, string operation)
    {
        Scene open = BackendScene.Open();
        (
            subject switch
            {
                "Listener" => open.WithBackendBalancer(balancer => balancer with { Listeners = null }),
                "ListenerRule" => open.WithBackendListener(listener => listener with { Rules = null }),
                "TargetGroup" => open.With(s => s with { TargetGroups = [] }),
                _ => open.With(s => s with { TargetGroups = [s.TargetGroups[0] with { Targets = null }] }),
            }
        )
            .Denied(subject, "elasticloadbalancing:" + operation, s => s)
            .Expect(CheckName.Integration, CheckStatus.Skipped, $"elasticloadbalancing:{operation} is denied")
            .Expect(Verdict.Unknown);
    }

    /// <summary>Application Load Balancer guide, "Troubleshoot": 503 is its own answer, which a mapping may change.</summary>
    [Fact]
    public void An_application_load_balancer_without_targets_answers_itself() =>
        BackendScene
            .Open()
            .WithBackendBalancer(balancer => balancer with { Type = "application" })
            .WithBackendTargets()
            .Expect(CheckName.Integration, CheckStatus.Failed, "pets has no targets")
            .Expect(Verdict.Blocked)
            .ExpectNoPrediction();

    [Fact]
    public void A_link_that_neither_generation_knows_is_said_to_be_missing() =>
        Through(link => link with { Status = null })
            .Expect(CheckName.Integration, CheckStatus.Failed, "there is no VPC link vl1, neither V1 nor V2")
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");

    [Fact]
    public void A_streamed_answer_comes_from_a_function_whose_permission_is_looked_at()
    {
        const string function = $"arn:aws:lambda:eu-west-1:{Scene.Account}:function:chat";
        Scene streamed = Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "AWS_PROXY",
                        Uri = $"arn:aws:apigateway:eu-west-1:lambda:path/2021-11-15/functions/{function}/response-streaming-invocations",
                    },
                }
            );
        Scene Having(string? policy) =>
            streamed.With(s =>
                s with
                {
                    Functions =
                    [
                        new FunctionFact
                        {
                            Name = function,
                            Exists = true,
                            State = "Active",
                            Policy = policy,
                        },
                    ],
                }
            );
        streamed.Expect(CheckName.Integration, CheckStatus.Skipped, function);
        Having(null).Expect(CheckName.Integration, CheckStatus.Failed, "does not let API Gateway invoke it");
        Having(
                $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},
                 "Action":"lambda:InvokeFunction","Resource":"{{function}}"}]}
                """
            )
            .Expect(CheckName.Integration, CheckStatus.Passed, function)
            .Expect(Verdict.Reachable);
    }

    private static Scene Through(Func<VpcLinkFact, VpcLinkFact> change) =>
        Scene
            .Open()
            .WithMethod(method =>
                method with
                {
                    Integration = new IntegrationFact
                    {
                        Type = "HTTP_PROXY",
                        Uri = "http://backend.internal",
                        ConnectionId = "vl1",
                    },
                }
            )
            .With(s => s with { VpcLinks = [change(new VpcLinkFact { Id = "vl1", Status = "AVAILABLE" })] });

    private static void Fails(Func<Scene, Scene> change, params string[] parts) =>
        change(BackendScene.Open())
            .Expect(CheckName.Integration, CheckStatus.Failed, parts)
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");

    private static Scene Target(Scene scene, string arn) =>
        scene.WithMethod(method => method with { Integration = method.Integration! with { Target = arn } });
}
