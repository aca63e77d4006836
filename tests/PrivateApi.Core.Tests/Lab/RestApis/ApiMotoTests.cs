using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.RestApis;

/// <summary>
/// The whole life of an API on moto, which knows nothing of ours. moto imports OpenAPI 3.0 with integrations that have
/// a uri, knows no tags of APIs after their birth, ignores patches of associations, and takes no policy apart.
/// </summary>
public sealed class ApiMotoTests(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Http = """
        {"openapi":"3.0.1","info":{"title":"Shop","description":"On moto","version":"1"},"paths":{
        "/pets":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"http","httpMethod":"GET","uri":"http://petstore.example.org/pets","responses":{"default":{"statusCode":"200"}}}}}}}
        """;

    [Fact]
    public async Task An_API_is_made_deployed_changed_and_removed()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        NoticeLog progress = new();
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = moto.Url,
                Region = "eu-west-1",
                AccessKey = "AKIDMOTO",
                SecretKey = "secret",
            }
        );
        ApiSpec spec = ApiSpec.Create(
            "shop",
            Read(Http),
            [],
            new PolicyChoice(null, ["vpce-0123456789abcdef0"], []),
            null,
            "demo",
            new Dictionary<string, string> { ["Team"] = "pets" },
            progress
        );
        Plan plan = await ApiPlan.MakeAsync(session, spec, progress, stop);
        await plan.ApplyAsync(progress, stop);
        string id = plan.Steps[0].RequiredId;

        Api api = await new Apis(session).GetAsync(id, progress, stop);
        Assert.Equal("PRIVATE", api.EndpointType);
        Assert.Equal("pets", api.Tag["Team"]);
        Assert.Equal($"https://{id}.execute-api.eu-west-1.amazonaws.com/demo", Assert.Single(api.Url).Url);
        Assert.Contains("vpce-0123456789abcdef0", api.Policy);
        Assert.Equal(
            "http://petstore.example.org/pets",
            (await ApiMethods.ReadAsync(session, id, stop))["GET /pets"].MethodIntegration!.Uri
        );
        Assert.Equal("Record", (await new ApiPolicies(session).DeployedAsync(id, "demo", progress, stop)).Evidence);
        Assert.True((await ApiPlan.MakeAsync(session, spec, progress, stop)).IsComplete);

        ApiUpdate update = new(session);
        ApiRevision revision = await update.PlanAsync(
            id,
            Read(Http.Replace("/pets\"", "/cats\"", StringComparison.Ordinal)),
            true,
            null,
            null,
            null,
            progress,
            stop
        );
        Assert.Equal(["+ GET /cats", "- GET /pets"], revision.Definition!.Methods.Lines());
        await update.ApplyAsync(revision, progress, stop);
        Assert.Equal("GET /cats", Assert.Single((await ApiMethods.ReadAsync(session, id, stop)).Keys));

        ApiPolicies policies = new(session);
        await policies.ApplyAsync(
            await policies.CompareAsync(id, PolicyTemplates.SourceVpc("vpc-1"), "demo", force: false, progress, stop),
            progress,
            stop
        );
        Assert.Contains("vpc-1", (await policies.CurrentAsync(id, stop)).Policy);

        await ApiRemoval.RemoveAsync(session, id, progress, stop);
        PrivateApiException gone = await Assert.ThrowsAsync<PrivateApiException>(() => new Apis(session).GetRestApiAsync(id, stop));
        Assert.Equal("ApiNotFound", gone.ErrorId);
    }

    private static ApiDefinitionDocument Read(string text) => DefinitionReader.Read(DefinitionSource.FromText(text));
}
