using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>What happens to an API when things go wrong in the middle.</summary>
public sealed class ApiFaultTests
{
    private readonly NoticeLog _progress = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("CreateRestApi")]
    [InlineData("CreateDeployment")]
    public async Task A_lost_answer_makes_nothing_twice(string operation)
    {
        using EmbeddedAws lab = new(
            new LabOptions
            {
                Faults = new LabFaults { LostAnswerRate = 1, Operations = [operation] },
            }
        );
        using AwsSession session = Open(lab);
        Plan plan = await ApiPlan.MakeAsync(session, Spec(Sample(), "demo"), _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);

        RestApi api = Assert.Single(await new Apis(session).ListRestApisAsync(_ => true, Stop));
        Assert.Single((await session.ApiGateway.GetDeploymentsAsync(new GetDeploymentsRequest { RestApiId = api.Id }, Stop)).Items);
        Assert.NotNull(await new StageRecords(session).IsLiveAsync(api.Id, "demo", Stop));
        Assert.Contains(_progress.Verbose, line => line.Contains("the answer was lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_definition_that_API_Gateway_refuses_takes_the_API_away_again()
    {
        using EmbeddedAws lab = new();
        using AwsSession session = Open(lab);
        ApiDefinitionDocument bad = Read(
            """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":"no-arn"}}}}}"""
        );
        Plan plan = await ApiPlan.MakeAsync(session, Spec(bad, null), _progress, Stop);
        await Assert.ThrowsAnyAsync<Exception>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Empty(await new Apis(session).ListRestApisAsync(_ => true, Stop));
    }

    [Fact]
    public async Task A_stop_leaves_what_was_made_and_the_same_command_finishes_it()
    {
        using EmbeddedAws lab = new(new LabOptions { PendingTime = TimeSpan.FromSeconds(1) });
        using AwsSession session = Open(lab);
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        Plan plan = await ApiPlan.MakeAsync(session, Spec(Sample(), "demo"), _progress, Stop);
        StopAt stopper = new(stopping, "Import its definition");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.ApplyAsync(stopper, stopping.Token));
        RestApi half = Assert.Single(await new Apis(session).ListRestApisAsync(_ => true, Stop));

        Plan again = await ApiPlan.MakeAsync(session, Spec(Sample(), "demo"), _progress, Stop);
        Assert.Equal(PlanStepState.Found, again.Steps[0].State);
        await again.ApplyAsync(_progress, Stop);
        Assert.Equal(half.Id, again.Steps[0].RequiredId);
        Assert.Equal(6, (await ApiMethods.ReadAsync(session, half.Id, Stop)).Count);
    }

    [Fact]
    public async Task A_private_API_without_a_policy_is_not_deployed_and_the_message_names_the_command()
    {
        using EmbeddedAws lab = new();
        using AwsSession session = Open(lab);
        RestApi api = await session.ApiGateway.CreateRestApiAsync(
            new CreateRestApiRequest
            {
                Name = "bare",
                EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
            },
            Stop
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            new Publisher(session).PublishAsync(api.Id, "demo", null, null, _progress, Stop)
        );
        Assert.Equal("PolicyRequired", error.ErrorId);
        Assert.Contains("Set-PrivateApiPolicy sets one, for instance with -SourceVpce", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_another_deployment_proves_nothing()
    {
        using EmbeddedAws lab = new();
        using AwsSession session = Open(lab);
        Plan plan = await ApiPlan.MakeAsync(session, Spec(Sample(), "demo"), _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);
        string id = plan.Steps[0].RequiredId;

        // Somebody deploys with another tool, after changing the policy: our record is of the deployment before.
        ApiPolicies policies = new(session);
        await policies.ApplyAsync(
            await policies.CompareAsync(id, PolicyTemplates.SourceVpc("vpc-1"), null, force: false, _progress, Stop),
            _progress,
            Stop
        );
        await session.ApiGateway.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = id, StageName = "demo" }, Stop);

        ApiPolicy deployed = await policies.DeployedAsync(id, "demo", _progress, Stop);
        Assert.Equal("Export", deployed.Evidence);
        Assert.Contains("vpc-1", deployed.Policy);
        Assert.Contains(_progress.Warnings, line => line.Contains("does not document", StringComparison.Ordinal));
    }

    /// <summary>
    /// No page says which policy an export shows: what it shows is the answer with the doubt said, and so is that it shows none.
    /// </summary>
    [Theory]
    [InlineData("{}", "Export", "shows none")]
    [InlineData("", "Unknown", "could not be read")]
    [InlineData("[]", "Unknown", "could not be read")]
    public async Task Without_a_record_the_export_is_what_there_is_to_go_by(string export, string evidence, string warning)
    {
        using EmbeddedAws lab = new();
        using AwsSession session = Open(lab, inner => new GivenExport(inner, export));
        Plan plan = await ApiPlan.MakeAsync(session, Spec(Sample(), "demo"), _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);
        string id = plan.Steps[0].RequiredId;
        await session.ApiGateway.CreateDeploymentAsync(new CreateDeploymentRequest { RestApiId = id, StageName = "demo" }, Stop);

        ApiPolicy deployed = await new ApiPolicies(session).DeployedAsync(id, "demo", _progress, Stop);
        Assert.Equal((evidence, null), (deployed.Evidence, deployed.Policy));
        Assert.Contains(
            _progress.Warnings,
            line => line.Contains("no record", StringComparison.Ordinal) && line.Contains(warning, StringComparison.Ordinal)
        );
    }

    private static ApiDefinitionDocument Read(string text) => DefinitionReader.Read(DefinitionSource.FromText(text));

    private static ApiDefinitionDocument Sample() => DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));

    private static AwsSession Open(EmbeddedAws lab, Func<HttpMessageHandler, HttpMessageHandler>? around = null) =>
        AwsSession.Open(
            new AwsConnection
            {
                Handler = around is null ? lab.CreateHandler() : around(lab.CreateHandler()),
                EndpointUrl = lab.Listen(),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    private ApiSpec Spec(ApiDefinitionDocument definition, string? stage) =>
        ApiSpec.Create(
            "pets",
            definition,
            [],
            new PolicyChoice(null, ["vpce-0123456789abcdef0"], []),
            null,
            stage,
            new Dictionary<string, string>(),
            _progress
        );

    private sealed class GivenExport(HttpMessageHandler inner, string text) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.RequestUri!.AbsolutePath.Contains("/exports/", StringComparison.Ordinal)
                ? Task.FromResult(
                    new HttpResponseMessage
                    {
                        Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json"),
                        RequestMessage = request,
                    }
                )
                : base.SendAsync(request, cancellationToken);
    }

    private sealed class StopAt(CancellationTokenSource source, string status) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value)
        {
            if (value.Kind == ProgressEventKind.Progress && value.Text.StartsWith(status, StringComparison.Ordinal))
            {
                source.Cancel();
            }
        }
    }
}
