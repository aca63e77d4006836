using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.OpenApi;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Calls;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// A put in mode overwrite clears policy, associations and other settings that the document does not mention, and those that it has
/// replace the API's (hashicorp/terraform-provider-aws issues 13841 and 49823). Whoever is stopped right after it, or
/// may put and not patch, has lost nothing.
/// </summary>
public sealed class DefinitionPutTests
{
    private const string Operation =
        """{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock"}}}""";
    private const string OwnPolicy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":OPERATION}}""")]
    [InlineData(
        true,
        """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"servers":[{"url":"https://example.com/v1"}],"paths":{"/a":OPERATION}}"""
    )]
    [InlineData(true, """{"swagger":"2.0","info":{"title":"T","version":"1"},"paths":{"/a":OPERATION}}""")]
    [InlineData(
        true,
        """{"swagger":"2.0","info":{"title":"T","version":"1"},"x-amazon-apigateway-policy":POLICY,"paths":{"/a":OPERATION}}"""
    )]
    [InlineData(
        false,
        """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"x-amazon-apigateway-policy":POLICY,"paths":{"/a":OPERATION}}"""
    )]
    [InlineData(
        false,
        """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"servers":[{"url":"/","x-amazon-apigateway-endpoint-configuration":{"vpcEndpointIds":["vpce-0123456789abcdef9"]}}],"paths":{"/a":OPERATION}}"""
    )]
    public async Task The_put_itself_loses_nothing(bool overwrites, string text)
    {
        using CallScene scene = await CallScene.MakeAsync();
        string id = scene.Api.RestApiId;
        PatchOperation[] settings =
        [
            new()
            {
                Op = "replace",
                Path = "/minimumCompressionSize",
                Value = "512",
            },
            new()
            {
                Op = "replace",
                Path = "/apiKeySource",
                Value = "AUTHORIZER",
            },
            new() { Op = "add", Path = "/binaryMediaTypes/image~1png" },
            new()
            {
                Op = "replace",
                Path = "/disableExecuteApiEndpoint",
                Value = "true",
            },
        ];
        RestApi before = await scene.Lab.Session.ApiGateway.UpdateRestApiAsync(
            new UpdateRestApiRequest { RestApiId = id, PatchOperations = [.. settings] },
            Stop
        );

        using AwsSession session = Open(
            new EditedAnswers(
                scene.Lab.Lab.CreateHandler(),
                $"PATCH /restapis/{id} ",
                _ => "{\"message\":\"User is not authorized to perform: apigateway:PATCH\"}",
                HttpStatusCode.Forbidden
            )
        );
        await ChangeAsync(session, scene, text, overwrites);

        RestApi after = await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, Stop);
        Assert.Contains(scene.Endpoint.VpcEndpointId, after.Policy, StringComparison.Ordinal);
        Assert.Equal(before.Policy, after.Policy);
        Assert.Equal([scene.Endpoint.VpcEndpointId], after.EndpointConfiguration!.VpcEndpointIds);
        Assert.Equal(
            (before.Name, 512, "AUTHORIZER", true),
            (after.Name, after.MinimumCompressionSize, after.ApiKeySource, after.DisableExecuteApiEndpoint)
        );
        Assert.Equal(["image/png"], after.BinaryMediaTypes);
    }

    [Fact]
    public async Task A_policy_that_was_dropped_all_the_same_and_cannot_be_given_back_is_in_the_error()
    {
        using CallScene scene = await CallScene.MakeAsync();
        string id = scene.Api.RestApiId;
        using AwsSession session = Open(
            new Forgetful(
                new EditedAnswers(
                    scene.Lab.Lab.CreateHandler(),
                    $"PATCH /restapis/{id} ",
                    _ => "{\"message\":\"User is not authorized to perform: apigateway:PATCH\"}",
                    HttpStatusCode.Forbidden
                )
            )
        );
        string text = """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":OPERATION}}""";
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ChangeAsync(session, scene, text, overwrites: true)
        );
        Assert.Equal(("RestoreFailed", id), (error.ErrorId, error.Target));
        Assert.Contains(scene.Endpoint.VpcEndpointId, error.Message, StringComparison.Ordinal);
        Assert.Contains($"Set-PrivateApiPolicy -RestApiId {id} -Policy", error.Message, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(AwsSession session, CallScene scene, string text, bool overwrites)
    {
        ApiDefinitionDocument definition = DefinitionReader.Read(
            DefinitionSource.FromText(
                text.Replace("OPERATION", Operation, StringComparison.Ordinal).Replace("POLICY", OwnPolicy, StringComparison.Ordinal)
            )
        );
        ApiUpdate update = new(session);
        ApiRevision revision = await update.PlanAsync(
            scene.Api.RestApiId,
            definition,
            overwrites,
            null,
            null,
            null,
            scene.Lab.ProgressEvents,
            Stop
        );
        await update.ApplyAsync(revision, scene.Lab.ProgressEvents, Stop);
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

    /// <summary>A service that does not read the policy of a document that is put.</summary>
    private sealed class Forgetful(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Put && request.RequestUri!.AbsolutePath.StartsWith("/restapis/", StringComparison.Ordinal))
            {
                JsonNode body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
                Assert.True(body.AsObject().Remove("x-amazon-apigateway-policy"));
                request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
