using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab.Hosting;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Calls;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>CreateDeployment has no client token, so a deployment whose answer got lost has to be found again.</summary>
public sealed class LostDeploymentTests : IDisposable
{
    private readonly EmbeddedAws _lab = new();
    private readonly WireTap _tap;
    private readonly ShortPages _pages;
    private readonly AwsSession _session;
    private readonly AwsSession _witness;
    private readonly NoticeLog _progress = new();

    public LostDeploymentTests()
    {
        _pages = new ShortPages(_lab.CreateHandler(), "/deployments");
        _tap = new WireTap(_pages);
        _session = Open(_tap);
        _witness = Open(_lab.CreateHandler());
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _session.Dispose();
        _witness.Dispose();
        _tap.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task A_lost_deployment_is_found_on_the_second_page_and_made_once()
    {
        string api = await NewApiAsync();
        LoseFirstAnswer(
            api,
            async () =>
            {
                // Deployments come in no order that AWS documents: older ones are made until one of them fills the first page.
                while ((await FirstPageAsync(api)).Description?.Contains("release 7", StringComparison.Ordinal) == true)
                {
                    await DeployAsync(api, null);
                }
            }
        );

        Stage stage = await PublishAsync(api);

        Assert.True(_pages.Read >= 2, $"{_pages.Read} pages were read");
        Deployment mine = Assert.Single(
            await DeploymentsAsync(api),
            deployment => deployment.Description?.StartsWith("release 7", StringComparison.Ordinal) == true
        );
        Assert.Equal(mine.Id, stage.DeploymentId);
        Assert.NotNull(await new StageRecords(_witness).IsLiveAsync(api, "demo", Stop));
    }

    [Fact]
    public async Task A_lost_deployment_that_the_stage_does_not_serve_is_not_taken_for_live()
    {
        string api = await NewApiAsync();
        string other = string.Empty;

        // Somebody deploys to the stage between our deployment and our look at it.
        LoseFirstAnswer(api, async () => other = (await DeployAsync(api, "demo")).Id);

        Stage stage = await PublishAsync(api);

        Assert.NotEqual(other, stage.DeploymentId);
        Assert.StartsWith(
            "release 7",
            (await DeploymentsAsync(api)).Single(deployment => deployment.Id == stage.DeploymentId).Description,
            StringComparison.Ordinal
        );
        Assert.NotNull(await new StageRecords(_witness).IsLiveAsync(api, "demo", Stop));
    }

    private static AwsSession Open(HttpMessageHandler handler) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    private async Task<string> NewApiAsync()
    {
        ApiDefinitionDocument sample = DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));
        ApiSpec spec = ApiSpec.Create(
            "pets",
            sample,
            [],
            new PolicyChoice(null, ["vpce-0123456789abcdef0"], []),
            null,
            null,
            new Dictionary<string, string>(),
            _progress
        );
        Plan plan = await ApiPlan.MakeAsync(_witness, spec, _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);
        return plan.Steps[0].RequiredId;
    }

    /// <summary>The first deployment of the session is carried out; then this happens; then the connection breaks.</summary>
    private void LoseFirstAnswer(string api, Func<Task> then)
    {
        bool lost = false;
        _tap.After = async operation =>
        {
            if (operation == $"POST /restapis/{api}/deployments" && !lost)
            {
                lost = true;
                await then();
                throw new HttpRequestException("The connection was reset.", new IOException("reset by peer"));
            }
        };
    }

    private Task<Stage> PublishAsync(string api) => new Publisher(_session).PublishAsync(api, "demo", "release 7", null, _progress, Stop);

    private async Task<Deployment> DeployAsync(string api, string? stage) =>
        await _witness.ApiGateway.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = api, StageName = stage }, Stop);

    private async Task<Deployment> FirstPageAsync(string api) =>
        Assert.Single(
            (await _witness.ApiGateway.GetDeploymentsAsync(new GetDeploymentsRequest { RestApiId = api, Limit = 1 }, Stop)).Items
        );

    private async Task<IReadOnlyList<Deployment>> DeploymentsAsync(string api) =>
        (await _witness.ApiGateway.GetDeploymentsAsync(new GetDeploymentsRequest { RestApiId = api, Limit = 500 }, Stop)).Items;
}
