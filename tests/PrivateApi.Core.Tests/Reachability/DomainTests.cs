using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Custom domain names for private APIs", "Tasks of API providers and API consumers for custom domain names
/// for private APIs", "Use VPC endpoint policies for private APIs" (examples 4 and 5).
/// </summary>
public sealed class DomainTests
{
    private const string Name = "api.example.com";
    private const string Arn = $"arn:aws:execute-api:eu-west-1:{Scene.Account}:/domainnames/{Name}+d1e2f3";
    private const string Masked = $"arn:aws:execute-api:eu-west-1:********9012:/domainnames/{Name}+d1e2f3";

    [Fact]
    public void A_domain_that_is_associated_mapped_and_allowed_leads_to_the_API()
    {
        Scene scene = ByName()
            .Expect(
                CheckName.DomainAssociated,
                CheckStatus.Passed,
                $"{Scene.Vpce} is associated with {Name}, and base path 'shop' leads to abc123def4/demo"
            )
            .Expect(CheckName.DomainPolicy, CheckStatus.Passed, $"policy of {Name}: Allowed by statement 1")
            .Expect(CheckName.NameResolves, CheckStatus.Passed, "private zone Z0PRIVATE")
            .Expect(CheckName.DefaultEndpointEnabled, CheckStatus.NotApplicable)
            .Expect(Verdict.Reachable);
        Assert.Equal($"https://{Name}/shop/pets", scene.Verdict.Evaluation.Url);
        scene
            .WithApi(api => api with { DisableExecuteApiEndpoint = true, EndpointAccessMode = "STRICT" })
            .Expect(CheckName.AccessMode, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_mapping_without_a_stage_takes_it_from_the_path()
    {
        Scene scene = Mapped(new DomainMappingFact { BasePath = string.Empty, RestApiId = Scene.Api })
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Assert.Equal($"https://{Name}/demo/pets", scene.Verdict.Evaluation.Url);
    }

    [Fact]
    public void The_domain_needs_a_private_zone_of_the_callers_VPC() =>
        ByName()
            .With(s => s with { HostedZones = [] })
            .Expect(CheckName.NameResolves, CheckStatus.Failed, $"{Name} does not resolve")
            .Expect(Verdict.Blocked)
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void The_endpoint_needs_an_association_with_the_domain() =>
        Domain(domain => domain with { Associated = ["vpce-0other"] })
            .Expect(
                CheckName.DomainAssociated,
                CheckStatus.Failed,
                $"{Scene.Vpce} is not associated with {Name}",
                $"New-AGDomainNameAccessAssociation -AccessAssociationSourceType VPCE -AccessAssociationSource {Scene.Vpce}",
                $"-DomainNameArn arn:aws:apigateway:eu-west-1:{Scene.Account}:/domainnames/{Name}+d1e2f3"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    public void A_base_path_has_to_lead_to_the_API_and_stage()
    {
        Mapped(
                new DomainMappingFact
                {
                    BasePath = "shop",
                    RestApiId = "zzz999",
                    StageName = "demo",
                }
            )
            .Expect(
                CheckName.DomainAssociated,
                CheckStatus.Failed,
                $"no base path of {Name} leads to abc123def4/demo",
                $"New-AGBasePathMapping -DomainName {Name} -DomainNameId d1e2f3 -RestApiId abc123def4 -Stage demo"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Mapped(
                new DomainMappingFact
                {
                    BasePath = "shop",
                    RestApiId = Scene.Api,
                    StageName = "prod",
                }
            )
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed);
        Mapped().Expect(CheckName.DomainAssociated, CheckStatus.Failed);
    }

    /// <summary>
    /// API Gateway guide, "Use API mappings to connect API stages to a custom domain name": the longest path that matches takes
    /// the call.
    /// </summary>
    [Fact]
    public void A_longer_base_path_takes_the_call_away_from_a_shorter_one()
    {
        DomainMappingFact whole = new() { BasePath = string.Empty, RestApiId = Scene.Api };
        Mapped(
                whole,
                new DomainMappingFact
                {
                    BasePath = "demo",
                    RestApiId = "zzz999",
                    StageName = "v1",
                }
            )
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, "'demo' takes /demo/pets to zzz999")
            .ExpectNoPrediction();
        Scene both = Mapped(
            whole,
            new DomainMappingFact
            {
                BasePath = "shop",
                RestApiId = Scene.Api,
                StageName = "demo",
            },
            new DomainMappingFact
            {
                BasePath = "demo",
                RestApiId = "zzz999",
                StageName = "v1",
            }
        );
        Assert.Equal($"https://{Name}/shop/pets", both.Expect(CheckName.DomainAssociated, CheckStatus.Passed).Verdict.Evaluation.Url);
    }

    [Fact]
    public void A_domain_that_is_not_there_or_could_not_be_read()
    {
        ByName()
            .With(s => s with { Domains = [] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Failed, $"there is no private custom domain {Name} in account")
            .Expect(CheckName.DomainPolicy, CheckStatus.NotApplicable)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        ByName()
            .Denied("Domain", "apigateway:GET on /domainnames", s => s with { Domains = [] })
            .Expect(CheckName.DomainAssociated, CheckStatus.Skipped, "apigateway:GET on /domainnames is denied")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        ByName().Calling(call => call with { DomainName = "API.example.com" }).Expect(CheckName.DomainAssociated, CheckStatus.Passed);
    }

    [Fact]
    public void The_domains_own_policy_has_to_allow_the_call_as_well()
    {
        Domain(domain => domain with { Policy = null })
            .Expect(CheckName.DomainPolicy, CheckStatus.Failed, "has no policy, so nobody may call it")
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
            );
        Domain(domain => domain with { Policy = Policy("Deny") })
            .Expect(CheckName.DomainPolicy, CheckStatus.Failed, "ExplicitlyDenied by statement 1")
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} with an explicit deny in a resource-based policy"
            );
        Domain(domain => domain with { Policy = Policy("Allow", When("StringEquals", "aws:SourceVpce", Scene.Vpce)) })
            .Expect(CheckName.DomainPolicy, CheckStatus.Passed);
        Domain(domain => domain with { Policy = Policy("Allow", When("StringEquals", "aws:SourceVpce", "vpce-0other")) })
            .Expect(CheckName.DomainPolicy, CheckStatus.Failed);
        Domain(domain => domain with { Policy = Policy("Allow", When("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8")) })
            .From(_ => Caller.Nobody)
            .Expect(CheckName.DomainPolicy, CheckStatus.Skipped, "aws:VpcSourceIp")
            .Expect(Verdict.Unknown);
        Domain(domain => domain with { Policy = "not json" })
            .Expect(CheckName.DomainPolicy, CheckStatus.Skipped, "cannot be parsed")
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void The_APIs_policy_still_has_to_allow_it() =>
        ByName()
            .WithStage(stage => stage with { ExportedPolicy = null })
            .WithApi(api => api with { Policy = null })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .Expect(Verdict.Blocked);

    [Fact]
    public void A_signer_counts_in_the_domains_policy_only_where_the_method_wants_a_signature()
    {
        Scene scene = Domain(domain =>
                domain with
                {
                    Policy = Policy("Allow")
                        .Replace(
                            "\"*\",\"Action\"",
                            "{\"AWS\":\"arn:aws:iam::123456789012:role/caller\"},\"Action\"",
                            StringComparison.Ordinal
                        ),
                }
            )
            .Calling(call => call with { Principal = "arn:aws:sts::123456789012:assumed-role/caller/me", Identity = Effect.Allowed });
        scene.Expect(CheckName.DomainPolicy, CheckStatus.Failed);
        scene
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Expect(CheckName.DomainPolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void An_endpoint_policy_has_to_allow_the_domain_and_the_API()
    {
        const string OfApi = $"arn:aws:execute-api:eu-west-1:{Scene.Account}:{Scene.Api}/*";
        Scene Endpoint(params string[] resources) =>
            ByName()
                .WithEndpoint(item =>
                    item with
                    {
                        Policy =
                            $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["{{string.Join("\",\"", resources)}}"]}]}""",
                    }
                );
        Endpoint(Arn, OfApi).Expect(CheckName.EndpointPolicy, CheckStatus.Passed).Expect(Verdict.Reachable);
        Endpoint(Arn).Expect(CheckName.EndpointPolicy, CheckStatus.Failed, "-AddStatement");
        Endpoint(OfApi)
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed, Arn)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no VPC endpoint policy allows the execute-api:Invoke action"
            );
        Endpoint(OfApi)
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns, DomainName = null })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed);
    }

    [Fact]
    public void Of_domains_with_one_name_the_endpoint_reaches_the_one_that_it_is_associated_with()
    {
        Scene scene = ByName()
            .With(s =>
                s with
                {
                    Domains = [s.Domains[0] with { Id = "z9z9z9", Associated = ["vpce-0other"], Policy = null }, .. s.Domains],
                }
            );
        scene
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed)
            .Expect(CheckName.DomainPolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Assert.Equal("d1e2f3", scene.Verdict.Evaluation.Domain!.Id);
    }

    [Fact]
    public void The_endpoints_own_name_with_the_domain_as_Host_leads_to_it_too() =>
        ByName()
            .Calling(call => call with { UrlForm = UrlForm.EndpointDns })
            .Expect(CheckName.DomainAssociated, CheckStatus.Passed)
            .Expect(CheckName.DomainPolicy, CheckStatus.Passed)
            .Expect(CheckName.DefaultEndpointEnabled, CheckStatus.NotApplicable)
            .Expect(Verdict.Reachable);

    [Fact]
    public void An_endpoint_policy_sees_the_signer_on_the_domain_too() =>
        ByName()
            .WithEndpoint(item =>
                item with
                {
                    Policy =
                        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/caller"},"Action":"execute-api:Invoke","Resource":"*"}]}""",
                }
            )
            .Calling(call => call with { Principal = "arn:aws:sts::123456789012:assumed-role/caller/me" })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_policy_may_ask_by_which_domain_a_call_came()
    {
        Scene scene = ByName()
            .WithEndpoint(item =>
                item with
                {
                    Policy = Policy("Allow", When("ArnEquals", "execute-api:viaDomainArn", Arn))
                        .Replace(Arn + "\",\"Cond", "*\",\"Cond", StringComparison.Ordinal),
                }
            );
        scene.Expect(CheckName.EndpointPolicy, CheckStatus.Passed).Expect(Verdict.Reachable);
        scene
            .Calling(call => call with { UrlForm = UrlForm.PrivateDns, DomainName = null })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed, "execute-api:viaDomainArn");
    }

    [Fact]
    public void Without_a_custom_domain_its_checks_have_no_part_in_the_call() =>
        Scene
            .Open()
            .Expect(CheckName.DomainAssociated, CheckStatus.NotApplicable)
            .Expect(CheckName.DomainPolicy, CheckStatus.NotApplicable);

    private static Scene ByName() =>
        Scene
            .Open()
            .With(s =>
                s with
                {
                    Domains =
                    [
                        new DomainFact
                        {
                            Name = Name,
                            Id = "d1e2f3",
                            OwnerId = Scene.Account,
                            Policy = Policy("Allow"),
                            Associated = [Scene.Vpce],
                            Mappings =
                            [
                                new DomainMappingFact
                                {
                                    BasePath = "shop",
                                    RestApiId = Scene.Api,
                                    StageName = "demo",
                                },
                            ],
                        },
                    ],
                    HostedZones = [Zone("example.com", Alias(Name, Scene.EndpointHost))],
                }
            )
            .Calling(call => call with { UrlForm = UrlForm.CustomDomain, DomainName = Name });

    internal static Scene Domain(Func<DomainFact, DomainFact> change) => ByName().With(s => s with { Domains = [change(s.Domains[0])] });

    private static Scene Mapped(params DomainMappingFact[] mappings) => Domain(domain => domain with { Mappings = mappings });

    private static string When(string test, string key, string value) => $"{{\"{test}\":{{\"{key}\":\"{value}\"}}}}";

    private static string Policy(string effect, string condition = "{}") =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Principal":"*","Action":"execute-api:Invoke","Resource":"{{Arn}}","Condition":{{condition}}}]}""";
}
