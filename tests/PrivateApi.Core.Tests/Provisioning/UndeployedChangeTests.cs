using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Errors;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Language;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A failure undoes what the run made: a change that could not be deployed would go live with somebody else's deployment.</summary>
public sealed class UndeployedChangeTests : IAsyncLifetime
{
    private CallScene _scene = null!;
    private TappedScene _run = null!;
    private bool _isPatchRefused;

    private static CancellationToken Stop => LabScene.Stop;

    public async ValueTask InitializeAsync()
    {
        _scene = await CallScene.MakeAsync();
        _run = new TappedScene(_scene);
        int patches = 0;
        _run.Tap.Answer = (operation, _) =>
            operation == $"POST /restapis/{_scene.Api.RestApiId}/deployments"
            || (_isPatchRefused && operation == $"PATCH /restapis/{_scene.Api.RestApiId}" && ++patches > 1)
                ? WireTap.Error(HttpStatusCode.Forbidden, "AccessDeniedException")
                : null;
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        _scene.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Associations_and_settings_are_put_back_where_the_deployment_is_denied()
    {
        string before = await StateAsync();
        AmazonServiceException denied = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => SetAsync([], disables: true));
        Assert.Equal("AccessDeniedException", denied.ErrorCode);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_policy_is_put_back_where_the_deployment_is_denied()
    {
        string before = await StateAsync();
        ApiPolicies policies = new(_run.Session);
        PolicyDocument policy = PolicyDocument.Parse(
            _scene.Api.Policy!.Replace(_scene.Endpoint.VpcEndpointId, "vpce-0aaaaaaaaaaaaaaaa", StringComparison.Ordinal)
        );
        PolicyUpdate update = await policies.CompareAsync(_scene.Api.RestApiId, policy, "demo", force: true, _run.ProgressEvents, Stop);
        await Assert.ThrowsAnyAsync<Exception>(() => policies.ApplyAsync(update, _run.ProgressEvents, Stop));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_definition_that_cannot_be_put_back_is_said_to_wait_for_its_deployment()
    {
        PrivateApiException denied = await Assert.ThrowsAsync<PrivateApiException>(() =>
            SetAsync(null, null, DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")))
        );
        Assert.Contains(
            "has its new definition, which is not deployed: the same command finishes it",
            denied.Message,
            StringComparison.Ordinal
        );
        _run.Tap.Answer = (_, _) => null;
        string served = (await StageAsync()).DeploymentId!;
        await SetAsync(null, null, DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com")));
        Assert.NotEqual(served, (await StageAsync()).DeploymentId);
    }

    [Fact]
    public async Task Settings_that_cannot_be_put_back_are_named()
    {
        _isPatchRefused = true;
        PrivateApiException denied = await Assert.ThrowsAsync<PrivateApiException>(() => SetAsync([], null));
        Assert.Contains("could not be put back", denied.Message, StringComparison.Ordinal);
    }

    private async Task SetAsync(IReadOnlyList<string>? endpoints, bool? disables, ApiDefinitionDocument? definition = null)
    {
        ApiUpdate update = new(_run.Session);
        if (definition is not null)
        {
            // Another definition than the one that was imported.
            await _scene.Lab.Witness.ApiGateway.TagResourceAsync(
                new TagResourceRequest
                {
                    ResourceArn = Publisher.Arn(_scene.Lab.Witness, _scene.Api.RestApiId),
                    Tags = new() { ["privateapi:definition"] = "other" },
                },
                Stop
            );
        }

        ApiRevision revision = await update.PlanAsync(
            _scene.Api.RestApiId,
            definition,
            overwrite: true,
            endpoints,
            disables,
            "demo",
            _run.ProgressEvents,
            Stop
        );
        await update.ApplyAsync(revision, _run.ProgressEvents, Stop);
    }

    private async Task<Stage> StageAsync() =>
        await _scene.Lab.Witness.ApiGateway.GetStageAsync(
            new GetStageRequest { RestApiId = _scene.Api.RestApiId, StageName = "demo" },
            Stop
        );

    private async Task<string> StateAsync()
    {
        RestApi api = await _scene.Lab.Witness.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = _scene.Api.RestApiId }, Stop);
        return string.Join(
            ' ',
            [api.Policy, $"{api.DisableExecuteApiEndpoint ?? false}", .. api.EndpointConfiguration!.VpcEndpointIds ?? []]
        );
    }
}
