using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Reachability;
using static PrivateApi.Tests.Reachability.LoadBalancerScene;

namespace PrivateApi.Tests.Street;

/// <summary>
/// What stands before the endpoint and behind the API, and what is another account's. tests/peers/load_balancer.py makes the load balancer
/// with boto3 and breaks it (LoadBalancerLabTests).
/// </summary>
public sealed class NetworkStreetTests
{
    [Fact]
    [Trait(ReportTests.Trait, "16")]
    public void From_the_consumers_account_a_private_API_of_another_one_is_unknown_and_not_blocked() =>
        Scene
            .Open()
            .With(s => s with { AccountId = "210987654321", Apis = [] })
            .Names(16, CheckStatus.Skipped, "If it is a private API of another account")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

    [Fact]
    [Trait(ReportTests.Trait, "16")]
    public void From_the_providers_account_the_consumers_endpoint_is_not_called_missing()
    {
        // Without a caller every endpoint that the policy names is tried.
        Scene provider = Scene
            .Open()
            .With(s => s with { Endpoints = [], NetworkInterfaces = [] })
            .From(_ => Caller.Nobody)
            .Calling(call => call with { VpcEndpointId = Scene.Vpce })
            .DoesNoHarm();
        provider.Expect(CheckName.EndpointExists, CheckStatus.Skipped).Expect(Verdict.Unknown);
    }

    [Fact]
    [Trait(ReportTests.Trait, "41")]
    public void A_shared_custom_domain_names_its_owner_and_is_not_called_missing_or_blocked()
    {
        Scene consumer = DomainTests
            .Domain(domain => domain with { IsShared = true, Policy = null, Mappings = [] })
            .With(s => s with { AccountId = "210987654321", Apis = [] })
            .Calling(call => call with { RestApiId = string.Empty, StageName = null, Path = "/shop/pets" });
        consumer
            .Names(
                41,
                CheckStatus.Skipped,
                $"api.example.com is a private custom domain of account {Scene.Account} that is shared with this one",
                $"{Scene.Vpce} is associated with it",
                $"Test-PrivateApi -Uri https://api.example.com/shop/pets -VpcEndpointId {Scene.Vpce}"
            )
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed)
            .Expect(CheckName.ApiIsPrivate, CheckStatus.Skipped, $"account {Scene.Account} alone can see")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();

        // Whoever has the endpoint makes the association.
        consumer
            .With(s => s with { Domains = [s.Domains[0] with { Associated = [] }] })
            .Names(
                41,
                CheckStatus.Failed,
                $"private custom domain of account {Scene.Account}",
                "New-AGDomainNameAccessAssociation",
                $"arn:aws:apigateway:eu-west-1:{Scene.Account}:/domainnames/api.example.com+d1e2f3"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        consumer
            .With(s => s with { Domains = [s.Domains[0] with { Associated = [] }] })
            .Denied("DomainAssociation", "apigateway:GET on /domainnameaccessassociations", s => s)
            .Names(41, CheckStatus.Skipped, "could not be read")
            .Expect(Verdict.Unknown);

        // Of a domain that nobody shared this account knows nothing.
        DomainTests
            .Domain(domain => domain)
            .With(s => s with { AccountId = "210987654321", Apis = [], Domains = [] })
            .DoesNoHarm()
            .Expect(Verdict.Unknown);
    }

    [Fact]
    [Trait(ReportTests.Trait, "24")]
    public void A_load_balancer_without_a_certificate_for_the_name_breaks_TLS()
    {
        LoadBalancerScene
            .Open()
            .WithListener(listener =>
                listener with
                {
                    Certificates = [new CertificateFact { Arn = CertificateArn, Names = ["www.example.com"] }],
                }
            )
            .Names(24, CheckStatus.Failed, $"no certificate of front on 443 is for {Name}")
            .Expect(CallFailure.TlsFailed);
        Network("TCP")
            .WithoutDomain()
            .Calling(call => call with { ApiIdHeader = Scene.Api })
            .Names(24, CheckStatus.Failed, "*.execute-api.eu-west-1.amazonaws.com")
            .Expect(CallFailure.TlsFailed);
        StreetScene.Explains(24, $"curl: (60) SSL: no alternative certificate subject name matches target host name '{Name}'");
    }

    [Fact]
    [Trait(ReportTests.Trait, "25")]
    public void A_load_balancer_that_forwards_its_own_Host_gets_403() =>
        LoadBalancerScene
            .Open()
            .WithoutDomain()
            .Names(25, CheckStatus.Failed, $"front forwards Host {Name}, which is neither a name of {Scene.Api} nor a custom domain")
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    [Trait(ReportTests.Trait, "25")]
    public void A_load_balancer_whose_targets_are_not_the_endpoints_any_more_gets_no_answer() =>
        LoadBalancerScene
            .Open()
            .WithTargets(group => group with { Targets = [Target("10.0.1.77", "unhealthy", "Target.Timeout")] })
            .Names(25, CheckStatus.Failed, $"10.0.1.77 of endpoint is not an address of {Scene.Vpce}", "Register-ELB2Target")
            .ExpectAnswer(504, string.Empty, "Gateway Time-out");

    [Fact]
    [Trait(ReportTests.Trait, "32")]
    public void A_VPC_link_without_a_healthy_target_is_named_with_its_load_balancer_and_targets()
    {
        // In the thread the call waited ten seconds and got 500.
        BackendScene
            .Open()
            .WithBackendTargets(BackendScene.Target("10.0.1.30", "unhealthy", "Target.FailedHealthChecks"))
            .Names(32, CheckStatus.Failed, BackendScene.Arn, "can connect to no target of pets", "10.0.1.30 unhealthy")
            .ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
        StreetScene.Explains(32, """{"message": "Network error communicating with endpoint"}""");
    }

    [Fact]
    [Trait(ReportTests.Trait, "36")]
    public void A_closed_group_of_the_endpoint_is_opened_for_the_callers_subnet_and_no_address_of_nobodys()
    {
        Scene
            .Open()
            .From(caller => caller with { Label = "subnet-caller with sg-caller", Address = null, Ranges = ["10.0.9.0/24"] })
            .WithGroup("sg-endpoint")
            .Names(36, CheckStatus.Failed, "Grant-EC2SecurityGroupIngress -GroupId sg-endpoint", "10.0.9.0/24")
            .Expect(CallFailure.ConnectTimeout);
        StreetScene.Explains(
            36,
            $"*   Trying 10.0.1.5:443...\ncurl: (28) Failed to connect to {Scene.DefaultHost} port "
                + "443 after 130000 ms: Connection timed out"
        );
    }
}
