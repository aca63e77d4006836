using PrivateApi.Facts;
using PrivateApi.Model;
using static PrivateApi.Tests.Reachability.AccountFacts;
using static PrivateApi.Tests.Reachability.LoadBalancerScene;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// A load balancer before the endpoint: serverless-samples#72, the blogs of cloudar ("How to use custom domain names on a private REST API
/// Gateway"), transcendcode ("ALB API Gateway pattern") and sentia ("Connecting to a Private API Gateway over VPN or VPC Peering"); Elastic
/// Load Balancing's guides for the two kinds.
/// </summary>
public sealed class LoadBalancerTests
{
    [Fact]
    public void An_own_name_leads_through_the_load_balancer_to_the_API()
    {
        Scene scene = LoadBalancerScene
            .Open()
            .Expect(
                CheckName.NameResolves,
                CheckStatus.Passed,
                $"{Name}: private zone Z0PRIVATE",
                "load balancer front (internal, in vpc-home)"
            )
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Passed,
                $"front shows {CertificateArn}, which is for {Name}",
                "10.0.1.5 healthy, 10.0.2.5 healthy",
                $"forwards Host {Name}, a custom domain"
            )
            .Expect(CheckName.CallerEgress, CheckStatus.Passed, "eni-front-a")
            .Expect(CheckName.EndpointIngress, CheckStatus.Passed, "eni-a", "members of sg-front")
            .Expect(CheckName.EndpointExists, CheckStatus.Passed, Scene.Vpce)
            .Expect(Verdict.Reachable);
        Assert.True(scene.Verdict.Arrives);
        Assert.Equal($"https://{Name}/pets", scene.Verdict.Evaluation.Url);
        Scene.Open().Expect(CheckName.LoadBalancer, CheckStatus.NotApplicable).Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_name_that_no_private_zone_has_is_taken_to_lead_to_the_load_balancer_that_is_named()
    {
        Scene scene = LoadBalancerScene.Open().With(s => s with { HostedZones = [] });
        scene.Expect(CheckName.NameResolves, CheckStatus.Failed, "is a public custom domain name");
        scene
            .Calling(call => call with { LoadBalancerArn = Arn })
            .Expect(CheckName.NameResolves, CheckStatus.Passed, $"no private zone has {Name}")
            .Expect(Verdict.Reachable);

        // A zone that hides the public record, and one that leads past the load balancer, are not overruled.
        scene
            .With(s => s with { HostedZones = [Zone("example.com")] })
            .Calling(call => call with { LoadBalancerArn = Arn })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, "hides every other answer")
            .Expect(CheckName.LoadBalancer, CheckStatus.Warning, $"{Name} does not lead to front");
    }

    [Fact]
    public void A_load_balancers_name_that_was_not_read_is_not_said_not_to_exist() =>
        LoadBalancerScene
            .Open()
            .With(s => s with { LoadBalancers = [], TargetGroups = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Skipped, DnsName, "-LoadBalancerArn")
            .Expect(Verdict.Unknown);

    [Fact]
    public void Without_permission_the_load_balancer_is_unknown_and_nothing_is_said_to_fail()
    {
        Scene denied = LoadBalancerScene
            .Open()
            .Calling(call => call with { LoadBalancerArn = Arn })
            .Denied(
                "LoadBalancer",
                "elasticloadbalancing:DescribeLoadBalancers",
                s => s with { LoadBalancers = [], TargetGroups = [], HostedZones = [] }
            )
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "elasticloadbalancing:DescribeLoadBalancers is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        Assert.DoesNotContain(denied.Verdict.Findings, item => item.Finding.Status == CheckStatus.Failed);
        LoadBalancerScene
            .Open()
            .WithBalancer(balancer => balancer with { Listeners = null })
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "elasticloadbalancing:DescribeListeners")
            .Expect(Verdict.Unknown);
        LoadBalancerScene
            .Open()
            .WithListener(listener => listener with { Certificates = [new CertificateFact { Arn = CertificateArn }] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "acm:DescribeCertificate")
            .Expect(Verdict.Unknown);
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = null })
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "elasticloadbalancing:DescribeTargetHealth")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void A_certificate_for_another_name_breaks_TLS()
    {
        LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Certificates = [new CertificateFact { Arn = CertificateArn, Names = ["www.example.com", "*.other.example.com"] }],
                }
            )
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Failed,
                $"no certificate of front on 443 is for {Name}",
                "is for www.example.com, *.other.example.com",
                $"It needs a certificate for {Name} in AWS Certificate Manager"
            )
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.TlsFailed);
        LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Certificates =
                    [
                        new CertificateFact { Arn = CertificateArn, Names = ["www.example.com"] },
                        new CertificateFact { Arn = CertificateArn + "b", Names = ["*.example.com"] },
                    ],
                }
            )
            .Expect(CheckName.LoadBalancer, CheckStatus.Passed);
    }

    /// <summary>Elastic Load Balancing API reference, "AddListenerCertificates", "ModifyListener".</summary>
    [Fact]
    public void A_certificate_that_the_account_has_for_the_name_is_given_to_the_listener()
    {
        const string Issued = CertificateArn + "c";
        Scene lacking = LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Certificates = [new CertificateFact { Arn = CertificateArn, Names = ["www.example.com"] }],
                }
            );
        Scene issued = lacking.With(s =>
            s with
            {
                Certificates =
                [
                    new CertificateFact { Arn = CertificateArn + "a", Names = ["example.com", "*.api.example.com"] },
                    new CertificateFact { Arn = Issued, Names = ["example.com", "*.example.com"] },
                ],
            }
        );
        Assert.Equal(
            $"Add-ELB2ListenerCertificate -ListenerArn {ListenerArn} -Certificate @{{ CertificateArn = '{Issued}' }}",
            issued[CheckName.LoadBalancer].Remedy?.ToString()
        );
        Assert.Null(issued.Shown.Check.Single(check => check.Name == CheckName.LoadBalancer).HandOver);
        Assert.Equal(
            $"Edit-ELB2Listener -ListenerArn {ListenerArn} -Protocol HTTPS -Certificate @{{ CertificateArn = '{Issued}' }}",
            issued
                .WithListener(listener => listener with { Protocol = "HTTP", Certificates = [] })[CheckName.LoadBalancer]
                .Remedy?.ToString()
        );
        Assert.Equal(
            $"Edit-ELB2Listener -ListenerArn {ListenerArn} -Protocol TLS -Certificate @{{ CertificateArn = '{Issued}' }} "
                + $"-DefaultAction @{{ Type = 'forward'; TargetGroupArn = '{GroupArn}' }}",
            Network("TCP")
                .WithoutDomain()
                .WithListener(listener => listener with { Certificates = [] })
                .With(s => s with { Certificates = [new CertificateFact { Arn = Issued, Names = ["*.example.com"] }] })
                .WithTargets(group => group with { Protocol = "TLS" })
                .Calling(call => call with { ApiIdHeader = Scene.Api })[CheckName.LoadBalancer]
                .Remedy?.ToString()
        );
    }

    /// <summary>ACM user guide, "DNS validation" and "Importing certificates".</summary>
    [Fact]
    public void A_certificate_that_nobody_has_is_asked_of_whoever_owns_the_name()
    {
        Scene lacking = LoadBalancerScene.Open().WithListener(listener => listener with { Certificates = [] });
        foreach (Scene scene in (Scene[])[lacking, lacking.WithListener(listener => listener with { Protocol = "HTTP" })])
        {
            Assert.Null(scene[CheckName.LoadBalancer].Remedy);
            HandOver? sent = scene.Shown.Check.Single(check => check.Name == CheckName.LoadBalancer).HandOver;
            Assert.Equal($"whoever owns the name {Name}", sent?.To);
            Assert.Contains($"into AWS Certificate Manager of account {Scene.Account}, eu-west-1. ", sent!.Text, StringComparison.Ordinal);
            Assert.Contains(
                $"\nTo type: New-ACMCertificate -DomainName {Name} -ValidationMethod DNS -Region eu-west-1\n",
                sent.Text,
                StringComparison.Ordinal
            );
        }

        Scene denied = lacking
            .Denied("AccountCertificate", "acm:ListCertificates", s => s)
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Failed,
                $"Whether the account has a certificate for {Name} could not be read: acm:ListCertificates is denied"
            );
        Assert.Null(denied.Shown.Check.Single(check => check.Name == CheckName.LoadBalancer).HandOver);
    }

    [Fact]
    public void Without_a_listener_on_443_nothing_answers()
    {
        LoadBalancerScene
            .Open()
            .WithListener(listener => listener with { Port = 80, Protocol = "HTTP" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "front has no listener on 443 (it has HTTP 80)", "New-ELB2Listener")
            .Expect(CallFailure.ConnectTimeout);
        LoadBalancerScene
            .Open()
            .WithListener(listener => listener with { Protocol = "HTTP" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "plain HTTP", "Edit-ELB2Listener")
            .Expect(CallFailure.TlsFailed);
    }

    /// <summary>The Host arrives as the client sent it, and API Gateway knows no such name.</summary>
    [Fact]
    public void A_Host_that_API_Gateway_does_not_know_is_answered_403()
    {
        Scene scene = LoadBalancerScene
            .Open()
            .WithoutDomain()
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Failed,
                $"front forwards Host {Name}, which is neither a name of {Scene.Api} nor a custom domain",
                "-Header @{ 'x-apigw-api-id' = 'abc123def4' }"
            )
            .Expect(CheckName.DomainAssociated, CheckStatus.NotApplicable)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        scene
            .Calling(call => call with { ApiIdHeader = Scene.Api })
            .Expect(CheckName.LoadBalancer, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        scene.Calling(call => call with { HostHeader = Scene.DefaultHost }).Expect(Verdict.Reachable);
        scene
            .WithRules(
                new ListenerRuleFact
                {
                    Priority = "1",
                    Action = "forward",
                    TargetGroupArns = [GroupArn],
                    Conditions = [new RuleConditionFact { Field = "host-header", Values = ["*.example.com"] }],
                    HostRewrites = [new HostRewriteFact { Regex = "^api\\.example\\.com$", Replace = Scene.DefaultHost }],
                }
            )
            .Expect(CheckName.LoadBalancer, CheckStatus.Passed, $"names {Scene.Api}")
            .Expect(Verdict.Reachable);
        scene
            .Denied("Domain", "apigateway:GET on /domainnames", s => s)
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "apigateway:GET on /domainnames is denied");
    }

    [Fact]
    public void A_public_custom_domain_needs_a_base_path_that_leads_to_the_API() =>
        LoadBalancerScene
            .Open()
            .With(s => s with { Domains = [s.Domains[0] with { Mappings = [] }] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, $"no base path of the custom domain {Name}", "New-AGBasePathMapping")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    /// <summary>The endpoint was made anew and has other addresses.</summary>
    [Fact]
    public void Targets_that_are_no_longer_the_endpoints_are_named()
    {
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.77", "unhealthy", "Target.Timeout")] })
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Failed,
                $"10.0.1.77 of endpoint is not an address of {Scene.Vpce}, which has 10.0.1.5, 10.0.2.5",
                $"Register-ELB2Target -TargetGroupArn {GroupArn} "
                    + "-Target @{ Id = '10.0.1.5'; Port = 443 }, @{ Id = '10.0.2.5'; Port = 443 }"
            )
            .ExpectAnswer(504, string.Empty, "Gateway Time-out");
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.5"), Target("10.0.1.77")] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Warning, "some calls will fail: 10.0.1.77")
            .Expect(Verdict.Reachable);
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.5", port: 80)] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "10.0.1.5:80 of endpoint: an endpoint listens on 443 only");
    }

    /// <summary>Application Load Balancer guide, "Troubleshoot": 503 for a target group without registered targets.</summary>
    [Fact]
    public void A_target_group_without_targets_is_answered_503() =>
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "endpoint has no targets", "Register-ELB2Target")
            .ExpectAnswer(503, string.Empty, "Service Temporarily Unavailable");

    /// <summary>
    /// "If a target group contains only unhealthy registered targets, the load balancer routes requests to all those targets, regardless
    /// of their health status" (guide, "Health checks for Application Load Balancer target groups").
    /// </summary>
    [Fact]
    public void A_health_check_that_an_endpoint_cannot_pass_is_a_warning_with_the_statuses_it_needs()
    {
        Scene scene = LoadBalancerScene
            .Open()
            .WithTargets(group =>
                group with
                {
                    Matcher = "200",
                    Targets =
                    [
                        Target("10.0.1.5", "unhealthy", "Target.ResponseCodeMismatch"),
                        Target("10.0.2.5", "unhealthy", "Target.ResponseCodeMismatch"),
                    ],
                }
            );
        scene
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Warning,
                "2 of 2 targets of endpoint are unhealthy",
                "expects 200, and an endpoint answers 403",
                $"Edit-ELB2TargetGroup -TargetGroupArn {GroupArn} -Matcher_HttpCode '200,403'"
            )
            .Expect(Verdict.Reachable);
        scene
            .WithTargets(group => group with { HealthCheckProtocol = "HTTP", HealthCheckPort = "80" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Warning, "asks port 80", "-HealthCheckPort '443' -HealthCheckProtocol HTTPS");
    }

    [Fact]
    public void A_plain_HTTP_target_group_does_not_reach_an_endpoint() =>
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Protocol = "HTTP" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "an endpoint speaks only TLS", "New-ELB2TargetGroup")
            .Expect(Verdict.Blocked)
            .ExpectNoPrediction();

    [Fact]
    public void A_group_of_the_load_balancer_that_keeps_the_caller_out_lets_the_call_time_out() =>
        LoadBalancerScene
            .Open()
            .WithGroup("sg-front", In("10.7.0.0/16"), Out("0.0.0.0/0", "-1"))
            .Expect(
                CheckName.LoadBalancer,
                CheckStatus.Failed,
                "no rule of sg-front allows TCP 443 in from 10.0.9.10",
                "Grant-EC2SecurityGroupIngress -GroupId sg-front"
            )
            .Expect(CallFailure.ConnectTimeout);

    [Fact]
    public void The_endpoint_has_to_let_the_load_balancer_in_not_the_caller()
    {
        LoadBalancerScene
            .Open()
            .WithGroup("sg-endpoint", In("10.0.9.0/24"))
            .Expect(
                CheckName.EndpointIngress,
                CheckStatus.Failed,
                "from front: to eni-a (10.0.1.5, eu-west-1a)",
                "no rule of sg-endpoint allows TCP 443 in from 10.0.1.20"
            )
            .ExpectAnswer(504, string.Empty, "Gateway Time-out");
        LoadBalancerScene
            .Open()
            .WithGroup("sg-front", In("10.0.9.0/24"), Out("10.0.9.0/24"))
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "no rule of sg-front allows TCP 443 out to 10.0.1.5")
            .ExpectAnswer(504, string.Empty, "Gateway Time-out");
        LoadBalancerScene
            .Open()
            .WithGroup("sg-caller", Out("10.0.1.5/32"))
            .Expect(CheckName.CallerEgress, CheckStatus.Failed, "out to 10.0.1.20")
            .Expect(CallFailure.ConnectTimeout);
    }

    /// <summary>Network Load Balancer guide, "Listeners": a TCP listener does not end TLS.</summary>
    [Fact]
    public void A_network_load_balancer_that_passes_TLS_on_shows_API_Gateways_certificate()
    {
        Network("TCP").Expect(CheckName.LoadBalancer, CheckStatus.Passed, "passes TLS on").Expect(Verdict.Reachable);
        Network("TCP")
            .WithoutDomain()
            .Calling(call => call with { ApiIdHeader = Scene.Api })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "*.execute-api.eu-west-1.amazonaws.com", "a target group of protocol TLS")
            .Expect(CallFailure.TlsFailed);
        Network("TLS").WithoutDomain().Calling(call => call with { ApiIdHeader = Scene.Api }).Expect(Verdict.Reachable);
        Network("TLS")
            .WithTargets(group => group with { Protocol = "TCP" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "an endpoint speaks only TLS");
        Network("TCP")
            .WithGroup("sg-endpoint", In("10.0.9.0/24"))
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed)
            .Expect(CallFailure.ConnectTimeout);
    }

    /// <summary>"Health checks" of both guides: while one target is healthy, the others get no calls.</summary>
    [Fact]
    public void A_stale_target_beside_a_healthy_one_stops_no_call()
    {
        Scene scene = LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.5"), Target("10.0.1.77", "unhealthy", "Target.Timeout")] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Warning, "1 of 2 targets", "calls go to the others only")
            .Expect(Verdict.Reachable);
        Assert.DoesNotContain("some calls will fail", scene[CheckName.LoadBalancer].Message, StringComparison.Ordinal);
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.5", "unused", "Target.NotInUse")] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "no target of endpoint is in use")
            .ExpectAnswer(503, string.Empty, "Service Temporarily Unavailable");
    }

    /// <summary>API reference, "Matcher": single statuses and ranges, both ends among them.</summary>
    [Theory]
    [InlineData("200,403", false)]
    [InlineData("200-403", false)]
    [InlineData("403-499", false)]
    [InlineData("200-402", true)]
    [InlineData("404-499", true)]
    public void A_matcher_takes_the_statuses_that_it_names(string matcher, bool isUnfit)
    {
        Scene scene = LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Matcher = matcher, Targets = [Target("10.0.1.5", "unhealthy", "Target.Timeout")] });
        Assert.Equal(isUnfit, scene[CheckName.LoadBalancer].Message.Contains("its health check expects", StringComparison.Ordinal));
    }

    [Fact]
    public void A_weighted_forward_to_a_group_without_targets_fails_now_and_then() =>
        LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Rules =
                    [
                        new ListenerRuleFact
                        {
                            Priority = "default",
                            Action = "forward",
                            TargetGroupArns = [GroupArn, GroupArn + "2"],
                        },
                    ],
                }
            )
            .With(s =>
                s with
                {
                    TargetGroups = [.. s.TargetGroups, s.TargetGroups[0] with { Arn = GroupArn + "2", Name = "old", Targets = [] }],
                }
            )
            .Expect(CheckName.LoadBalancer, CheckStatus.Warning, "some calls will fail: old has no targets")
            .Expect(Verdict.Reachable);

    /// <summary>A wildcard stands for one label (RFC 6125, section 6.4.3).</summary>
    [Theory]
    [InlineData("*.example.com", true)]
    [InlineData("*.com", false)]
    [InlineData("*.api.example.com", false)]
    public void A_wildcard_of_a_certificate_is_for_one_label(string name, bool isFor) =>
        Assert.Equal(
            isFor ? CheckStatus.Passed : CheckStatus.Failed,
            LoadBalancerScene
                .Open()
                .WithListener(listener => listener with { Certificates = [new CertificateFact { Arn = CertificateArn, Names = [name] }] })[
                    CheckName.LoadBalancer
                ]
                .Status
        );

    /// <summary>It has ended TLS and speaks no HTTP: what the client sees is not documented.</summary>
    [Fact]
    public void Behind_a_TLS_listener_a_target_that_is_not_reached_has_no_known_answer() =>
        Network("TLS").WithGroup("sg-endpoint", In("10.0.9.0/24")).Expect(Verdict.Blocked).ExpectNoPrediction();

    /// <summary>A Network Load Balancer with a TCP listener opens the connection to its target: without one there is no handshake.</summary>
    [Fact]
    public void TLS_that_is_passed_on_fails_only_where_the_connection_gets_to_the_endpoint()
    {
        Scene wrong = Network("TCP").WithoutDomain().Calling(call => call with { ApiIdHeader = Scene.Api });
        wrong.WithGroup("sg-endpoint", In("10.0.9.0/24")).Expect(CallFailure.ConnectTimeout);
        wrong
            .WithTargets(group => group with { Targets = [Target("10.0.1.77", "unhealthy", "Target.FailedHealthChecks")] })
            .Expect(CallFailure.ConnectTimeout);
        wrong
            .Denied(
                "SecurityGroup",
                "ec2:DescribeSecurityGroups",
                s => s with { SecurityGroups = [.. s.SecurityGroups.Where(group => group.Id != "sg-endpoint")] }
            )
            .ExpectNoPrediction();

        // The load balancer's own certificate comes before its targets.
        LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Certificates = [new CertificateFact { Arn = CertificateArn, Names = ["www.example.com"] }],
                }
            )
            .With(s => s with { Endpoints = [], NetworkInterfaces = [.. s.NetworkInterfaces.Where(item => item.Id.Contains("front"))] })
            .WithResourcePolicy(
                """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"""
            )
            .Expect(CheckName.EndpointExists, CheckStatus.NotApplicable, "see LoadBalancer")
            .Expect(CallFailure.TlsFailed);
    }

    [Fact]
    public void A_rule_that_does_not_forward_answers_itself()
    {
        ListenerRuleFact closed = new()
        {
            Priority = "5",
            Action = "fixed-response",
            StatusCode = 404,
            Conditions = [new RuleConditionFact { Field = "path-pattern", Values = ["/pets*"] }],
        };
        LoadBalancerScene
            .Open()
            .WithRules(closed)
            .Expect(CheckName.LoadBalancer, CheckStatus.Failed, "rule 5 of front does not forward the call", "fixed-response 404")
            .ExpectAnswer(404, string.Empty, string.Empty);
        LoadBalancerScene
            .Open()
            .WithRules(closed)
            .Calling(call => call with { Path = "/" })
            .Expect(CheckName.LoadBalancer, CheckStatus.Passed);
        LoadBalancerScene
            .Open()
            .WithRules(closed with { Conditions = [new RuleConditionFact { Field = "http-header", Values = ["x"] }] })
            .Expect(CheckName.LoadBalancer, CheckStatus.Skipped, "rule 5 of front takes the call hangs on its http-header")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void An_internet_facing_load_balancer_is_judged_but_not_the_way_to_its_public_addresses() =>
        LoadBalancerScene
            .Open()
            .WithBalancer(balancer => balancer with { Scheme = "internet-facing" })
            .Expect(CheckName.CallerRoute, CheckStatus.Skipped, "front is internet-facing")
            .Expect(Verdict.Unknown);

    [Fact]
    public void A_policy_on_the_callers_address_sees_the_load_balancers() =>
        LoadBalancerScene
            .Open()
            .WithEndpoint(endpoint =>
                endpoint with
                {
                    Policy =
                        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:VpcSourceIp":"10.0.9.0/24"}}}]}""",
                }
            )
            .Expect(CheckName.EndpointPolicy, CheckStatus.Skipped, "behind front is the address of any of its nodes: 10.0.1.20, 10.0.2.20")
            .Expect(Verdict.Unknown);
}
