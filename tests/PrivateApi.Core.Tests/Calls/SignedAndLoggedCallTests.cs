using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>Signed calls, and the execution log of a call, in the lab.</summary>
public sealed class SignedAndLoggedCallTests
{
    private static CancellationToken Stop => LabScene.Stop;

    [Fact]
    public async Task A_method_with_AWS_IAM_answers_a_signed_call_and_refuses_an_unsigned_one()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await AskForSignatureAsync(scene);
        CallResult unsigned = await scene.CallAsync(scene.Inside);
        Assert.Equal((403, "{\"message\":\"Missing Authentication Token\"}"), (unsigned.StatusCode, unsigned.Content));
        foreach (UrlForm form in new[] { UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns })
        {
            Assert.Equal(200, (await scene.CallAsync(scene.Inside with { SignRequest = true, UrlForm = form })).StatusCode);
        }
    }

    [Fact]
    public async Task The_lines_of_the_call_come_with_it_where_logging_is_on()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await LevelAsync(scene, "INFO");
        await scene.CallAsync(scene.Inside);
        CallResult result = await scene.CallAsync(scene.Inside with { Log = true });
        Assert.NotNull(result.Log);
        Assert.All(result.Log, line => Assert.StartsWith($"({result.RequestId}) ", line, StringComparison.Ordinal));
        Assert.Contains(result.Log, line => line.EndsWith("HTTP Method: GET, Resource Path: /pets", StringComparison.Ordinal));
        Assert.EndsWith("Method completed with status: 200", result.Log[^1], StringComparison.Ordinal);
        Assert.Empty(scene.Lab.ProgressEvents.Warnings);

        CallResult unlogged = await scene.CallAsync(scene.Inside);
        Assert.Null(unlogged.Log);
    }

    [Fact]
    public async Task A_denial_by_the_resource_policy_is_in_the_log()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await LevelAsync(scene, "ERROR");
        await scene.Lab.Witness.ApiGateway.UpdateRestApiAsync(
            new UpdateRestApiRequest
            {
                RestApiId = scene.Api.RestApiId,
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = "replace",
                        Path = "/policy",
                        Value =
                            """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""",
                    },
                ],
            },
            Stop
        );
        await DeployAsync(scene);
        CallResult result = await scene.CallAsync(scene.Inside with { Log = true });
        Assert.Equal(403, result.StatusCode);
        Assert.Contains(
            result.Log!,
            line => line.EndsWith("The client is not authorized to perform this operation.", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_call_that_never_arrived_has_an_empty_log_and_a_notice_says_so()
    {
        using CallScene scene = await CallScene.MakeAsync();
        await LevelAsync(scene, "INFO");
        CallResult outside = await scene.CallAsync(scene.Outside with { UrlForm = UrlForm.PrivateDns, Log = true });
        Assert.Empty(outside.Log!);
        Assert.Contains("never arrived", scene.Lab.ProgressEvents.Warnings.Last(), StringComparison.Ordinal);

        // API Gateway answers for a path that is not there, but no method of the stage was reached.
        CallResult nowhere = await scene.CallAsync(scene.Inside with { Path = "/nowhere", Log = true });
        Assert.Equal(403, nowhere.StatusCode);
        Assert.Empty(nowhere.Log!);
        Assert.Contains(nowhere.RequestId!, scene.Lab.ProgressEvents.Warnings.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_logging_is_off_the_notice_says_how_to_switch_it_on()
    {
        using CallScene scene = await CallScene.MakeAsync();
        CallResult result = await scene.CallAsync(scene.Inside with { Log = true });
        Assert.Equal(200, result.StatusCode);
        Assert.Null(result.Log);
        Assert.Contains("-NoDeployment -LoggingLevel Info", Assert.Single(scene.Lab.ProgressEvents.Warnings), StringComparison.Ordinal);
    }

    private static async Task LevelAsync(CallScene scene, string level)
    {
        await LabScene.GiveLogRoleAsync(scene.Lab.Lab);
        await scene.Lab.Witness.ApiGateway.UpdateStageAsync(
            new UpdateStageRequest
            {
                RestApiId = scene.Api.RestApiId,
                StageName = "demo",
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = "replace",
                        Path = "/*/*/logging/loglevel",
                        Value = level,
                    },
                ],
            },
            Stop
        );
    }

    private static async Task AskForSignatureAsync(CallScene scene)
    {
        const string Definition = """
            {
              "openapi": "3.0.1", "info": { "title": "PetStore", "version": "1" },
              "paths": { "/pets": { "get": {
                "responses": { "200": { "description": "pets" } },
                "x-amazon-apigateway-auth": { "type": "AWS_IAM" },
                "x-amazon-apigateway-integration": { "type": "mock", "requestTemplates": { "application/json": "{\"statusCode\": 200}" }, "responses": { "default": { "statusCode": "200" } } } } } }
            }
            """;
        await scene.Lab.Witness.ApiGateway.PutRestApiAsync(
            new PutRestApiRequest
            {
                RestApiId = scene.Api.RestApiId,
                Mode = "merge",
                Body = System.Text.Encoding.UTF8.GetBytes(Definition),
            },
            Stop
        );
        await DeployAsync(scene);
    }

    private static async Task DeployAsync(CallScene scene)
    {
        await Polling.UntilAsync(
            "available",
            TimeSpan.FromMilliseconds(50),
            TimeSpan.FromSeconds(30),
            async token =>
                (
                    await scene.Lab.Witness.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = scene.Api.RestApiId }, token)
                ).ApiStatus == "AVAILABLE",
            null,
            Stop
        );
        await scene.Lab.Witness.ApiGateway.CreateDeploymentAsync(
            new CreateDeploymentRequest { RestApiId = scene.Api.RestApiId, StageName = "demo" },
            Stop
        );
    }
}
