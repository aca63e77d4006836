using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>
/// A Lambda authorizer's function is read with its policy, which names the authorizer by its id; no export has that (API Gateway guide,
/// "Configure a Lambda authorizer", and "x-amazon-apigateway-authorizer object").
/// </summary>
public sealed class AuthorizerReadTests : IDisposable
{
    private ReadScene? _scene;
    private string _function = string.Empty;
    private string _authorizer = string.Empty;
    private string _deployment = string.Empty;

    public void Dispose() => _scene?.Dispose();

    [Fact]
    public async Task An_authorizers_function_that_does_not_let_API_Gateway_in_is_found()
    {
        await MakeAsync();
        (PathVerdict before, ReadHandler reads) = await _scene!.TestAsync(Order);
        Assert.Equal(Verdict.Blocked, before.Verdict);
        Assert.Equal((500, """{"message":null}"""), (before.Answer!.StatusCode, before.Answer.Body));
        Assert.Contains($"/authorizers/{_authorizer}", before[CheckName.MethodAuthorization].Message, StringComparison.Ordinal);
        Assert.Equal((1, 1), (reads.Count["GetAuthorizers"], reads.Count["GetPolicy"]));

        await PermitAsync();
        Assert.Equal(Verdict.Reachable, (await _scene.TestAsync(Order)).Verdict.Verdict);
    }

    [Theory]
    [InlineData("GetAuthorizers", "apigateway:GET on /restapis/")]
    [InlineData("GetPolicy", "lambda:GetPolicy")]
    public async Task What_may_not_be_read_of_an_authorizer_is_named_and_no_failure(string operation, string permission)
    {
        await MakeAsync();
        (PathVerdict verdict, _) = await _scene!.TestAsync(Order, operation);
        Assert.Equal(Verdict.Unknown, verdict.Verdict);
        Assert.Equal(CheckStatus.Skipped, verdict[CheckName.MethodAuthorization].Status);
        Assert.Contains(permission, verdict[CheckName.MethodAuthorization].Message, StringComparison.Ordinal);
    }

    // What a canary serves is not exported.
    [Fact]
    public async Task The_authorizer_of_a_deployment_that_is_not_exported_is_found_by_its_method()
    {
        await MakeAsync();
        string api = _scene!.Calls.Api.RestApiId;
        SnapshotReads reads = new(_scene.Calls.Lab.Witness);
        StageFact stage = await new ResourceReads(reads).ReadAsync(
            api,
            new StageFact { Name = "demo", DeploymentId = _deployment },
            LabScene.Stop
        );
        ApiFact read = await new AuthorizerReads(reads).WithIdsAsync(
            new ApiFact
            {
                Id = api,
                Name = "api",
                EndpointType = "PRIVATE",
                Stages = [stage],
            },
            LabScene.Stop
        );
        AuthorizerFact found = Assert.Single(read.Stages[0].Methods.Select(method => method.Authorizer).OfType<AuthorizerFact>());
        Assert.Equal((_authorizer, "tokens", "TOKEN", true), (found.Id, found.Name, found.Type, found.Uri!.Contains(_function)));
    }

    private TestRequest Order => _scene!.Order with { AuthorizerDecision = "Allow" };

    private async Task MakeAsync()
    {
        _scene = await ReadScene.MakeAsync();
        AwsSession session = _scene.Calls.Lab.Witness;
        string api = _scene.Calls.Api.RestApiId;

        // The probe will do: it is a function.
        await _scene.Calls.CallAsync(_scene.Calls.Inside);
        _function = (await session.Lambda.ListFunctionsAsync(new ListFunctionsRequest(), LabScene.Stop)).Functions![0].FunctionArn!;
        _authorizer = (
            await session.ApiGateway.CreateAuthorizerAsync(
                new CreateAuthorizerRequest
                {
                    RestApiId = api,
                    Name = "tokens",
                    Type = "TOKEN",
                    IdentitySource = "method.request.header.Auth",
                    AuthorizerUri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{_function}/invocations",
                },
                LabScene.Stop
            )
        ).Id;
        Resource pets = (await ApiLists.ResourcesAsync(session.ApiGateway, api, LabScene.Stop)).First(item => item.Path == "/pets");
        await session.ApiGateway.UpdateMethodAsync(
            new UpdateMethodRequest
            {
                RestApiId = api,
                ResourceId = pets.Id,
                HttpMethod = "GET",
                PatchOperations = [Replace("/authorizationType", "CUSTOM"), Replace("/authorizerId", _authorizer)],
            },
            LabScene.Stop
        );
        _deployment = (
            await session.ApiGateway.CreateDeploymentAsync(
                new CreateDeploymentRequest { RestApiId = api, StageName = "demo" },
                LabScene.Stop
            )
        ).Id;
    }

    private static PatchOperation Replace(string path, string value) =>
        new()
        {
            Op = "replace",
            Path = path,
            Value = value,
        };

    private async Task PermitAsync() =>
        await _scene!.Calls.Lab.Witness.Lambda.AddPermissionAsync(
            new AddPermissionRequest
            {
                FunctionName = _function,
                StatementId = "tokens",
                Action = "lambda:InvokeFunction",
                Principal = "apigateway.amazonaws.com",
                SourceArn = $"arn:aws:execute-api:eu-west-1:123456789012:{_scene.Calls.Api.RestApiId}/authorizers/{_authorizer}",
            },
            LabScene.Stop
        );
}
