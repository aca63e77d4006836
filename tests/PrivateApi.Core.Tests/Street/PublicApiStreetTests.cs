using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Tests.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Street;

/// <summary>
/// Public APIs seen from a VPC with private DNS. tests/peers/public_apis.py makes the same accounts with boto3 and calls the APIs
/// (PublicApiReportTests).
/// </summary>
public sealed class PublicApiStreetTests
{
    private const string Domain = "api.example.com";
    private const string Target = "d-a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait(ReportTests.Trait, "1")]
    public void A_public_API_behind_private_DNS_is_the_one_thing_that_fails()
    {
        Scene scene = Public()
            .Names(1, CheckStatus.Failed, "is a REGIONAL REST API", $"private DNS of {Scene.Vpce} takes its name")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Assert.Single(scene.Verdict.Findings, item => item.Finding.Status == CheckStatus.Failed);
        StreetScene.Explains(1, StreetScene.Forbidden);
    }

    [Fact]
    [Trait(ReportTests.Trait, "2")]
    public void An_id_that_this_account_does_not_have_may_be_another_accounts_public_API()
    {
        Scene
            .Open()
            .Calling(call => call with { RestApiId = "zzz999yyy8" })
            .Names(2, CheckStatus.Skipped, "If it is a public API of another account", $"private DNS of {Scene.Vpce} captures its name")
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
        StreetScene.Explains(2, StreetScene.Forbidden);
    }

    /// <summary>The cmdlets ask with these words before private DNS goes on (PrivateDnsQuestionTests, Pester).</summary>
    [Fact]
    [Trait(ReportTests.Trait, "3")]
    public async Task What_private_DNS_will_cut_off_is_listed_before_it_is_on()
    {
        using EmbeddedAws lab = new();
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = new Uri("http://127.0.0.1:9/"),
                Handler = lab.CreateHandler(),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );
        Assert.NotNull(Reports.Of(3).Otherwise);
        Assert.Null(await PrivateDnsSurvey.WarnAsync(session, "vpc-home", new Progress<ProgressEvent>(), Stop));
        CreateRestApiResponse shop = await session.ApiGateway.CreateRestApiAsync(new CreateRestApiRequest { Name = "Shop" }, Stop);
        string? words = await PrivateDnsSurvey.WarnAsync(session, "vpc-home", new Progress<ProgressEvent>(), Stop);
        Assert.Contains($"will cut vpc-home off from 1 public API in eu-west-1: Shop ({shop.Id})", words, StringComparison.Ordinal);
    }

    [Fact]
    [Trait(ReportTests.Trait, "4")]
    public void A_public_custom_domain_by_CNAME_is_taken_and_by_alias_it_is_not()
    {
        ByDomain(Record(Domain, "CNAME", Target))
            .Names(4, CheckStatus.Failed, $"{Domain} is a CNAME to {Target}", "Make its record an alias")
            .Expect(CheckName.NameResolves, CheckStatus.Passed)
            .Expect(Verdict.Blocked);
        ByDomain(Alias(Domain, Target))
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Passed)
            .Expect(CheckName.NameResolves, CheckStatus.Passed);
    }

    [Fact]
    [Trait(ReportTests.Trait, "5")]
    public void A_WebSocket_API_is_taken_as_well() =>
        Second("WEBSOCKET")
            .Names(5, CheckStatus.Failed, "is a WebSocket API", $"private DNS of {Scene.Vpce} takes its name")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");

    [Fact]
    [Trait(ReportTests.Trait, "6")]
    public void An_HTTP_API_cannot_be_private() =>
        Second("HTTP")
            .Names(6, CheckStatus.Warning, "is an HTTP API; only REST APIs can be private")
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Failed)
            .Expect(Verdict.Blocked);

    private static Scene Public() =>
        Scene
            .Open()
            .WithApi(api => api with { EndpointType = "REGIONAL", Associated = [], Policy = null })
            .WithStage(stage => stage with { ExportedPolicy = null });

    private static Scene Second(string protocol) =>
        Scene
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
                            ProtocolType = protocol,
                        },
                    ],
                }
            );

    private static Scene ByDomain(RecordFact record) =>
        Public()
            .With(s =>
                s with
                {
                    Domains =
                    [
                        new DomainFact
                        {
                            Name = Domain,
                            OwnerId = Scene.Account,
                            IsPublic = true,
                            TargetName = Target,
                            Mappings =
                            [
                                new DomainMappingFact
                                {
                                    BasePath = string.Empty,
                                    RestApiId = Scene.Api,
                                    StageName = "demo",
                                },
                            ],
                        },
                    ],
                    HostedZones = [Zone("example.com", record) with { IsPublic = true, VpcIds = [] }],
                }
            )
            .Calling(call => call with { UrlForm = UrlForm.CustomDomain, DomainName = Domain });
}
