using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Tests.Lab.RestApis;

public sealed class ApiPlanTests : IDisposable
{
    private const string Other = """
        {"openapi":"3.0.1","info":{"title":"Other","version":"1"},"paths":{
        "/pets":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}},
        "/new":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\": 200}"},"responses":{"default":{"statusCode":"200"}}}}}}}
        """;

    private readonly EmbeddedAws _lab = new();
    private readonly AwsSession _session;
    private readonly NoticeLog _progress = new();

    public ApiPlanTests() =>
        _session = AwsSession.Open(
            new AwsConnection
            {
                Handler = _lab.CreateHandler(),
                EndpointUrl = _lab.Listen(),
                Region = "eu-west-1",
                IsLab = true,
            }
        );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _session.Dispose();
        _lab.Dispose();
    }

    [Fact]
    public async Task The_sample_is_born_private_with_its_policy_and_deployed_with_a_record_of_it()
    {
        string id = await MakeAsync(Spec(stage: "demo"));
        RestApi api = await _session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, Stop);
        Assert.Equal(["PRIVATE"], api.EndpointConfiguration!.Types!);
        Assert.Equal("pets", api.Name);
        Assert.Equal("pets", api.Tags![ResourceTags.Name]);
        PolicyContext context = await new Apis(_session).ContextAsync(id, Stop);
        Assert.True(PolicyTemplates.SourceVpce("vpce-0123456789abcdef0").MeansSame(Apis.PolicyOf(api), context));
        Dictionary<string, Method> methods = await ApiMethods.ReadAsync(_session, id, Stop);
        Assert.Equal(
            ["GET /", "GET /pets", "GET /pets/{petId}", "OPTIONS /pets", "OPTIONS /pets/{petId}", "POST /pets"],
            methods.Keys.Order(StringComparer.Ordinal)
        );
        Assert.Equal("http://petstore.execute-api.eu-west-1.amazonaws.com/petstore/pets", methods["GET /pets"].MethodIntegration!.Uri);

        AwsStage stage = Assert.Single(await new Apis(_session).StagesAsync(id, Stop));
        Assert.Equal($"{stage.DeploymentId}/{Apis.PolicyOf(api)!.CanonicalHash(context)}", stage.Tags![ApiTags.Policy]);
    }

    [Fact]
    public async Task The_same_command_again_finds_everything_and_changes_nothing()
    {
        string id = await MakeAsync(Spec(stage: "demo"));
        AwsStage before = Assert.Single(await new Apis(_session).StagesAsync(id, Stop));
        Plan again = await ApiPlan.MakeAsync(_session, Spec(stage: "demo"), _progress, Stop);
        Assert.True(again.IsComplete, again.Describe());
        Assert.Equal(before.DeploymentId, Assert.Single(await new Apis(_session).StagesAsync(id, Stop)).DeploymentId);
    }

    [Fact]
    public async Task An_API_whose_making_broke_off_is_completed()
    {
        await MakeAsync(Spec());
        RestApi half = await _session.ApiGateway.CreateRestApiAsync(
            new CreateRestApiRequest
            {
                Name = "half",
                EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                Policy = PolicyTemplates.SourceVpce("vpce-0123456789abcdef0").ToJson(),
                Description = Sample().Description,
                Tags = new() { [ResourceTags.Name] = "half", [ApiTags.Definition] = Sample().ContentHash },
            },
            Stop
        );
        Assert.Equal(half.Id, await MakeAsync(Spec(name: "half", stage: "demo")));
        Assert.Equal(6, (await ApiMethods.ReadAsync(_session, half.Id, Stop)).Count);
    }

    [Fact]
    public async Task Another_definition_or_policy_for_the_same_name_is_a_mismatch_that_names_the_difference()
    {
        await MakeAsync(Spec());
        PrivateApiException definition = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ApiPlan.MakeAsync(_session, Spec(definition: Definition(Other)) with { Description = null }, _progress, Stop)
        );
        Assert.Equal("ParameterMismatch", definition.ErrorId);
        Assert.Contains("+ GET /new", definition.Message);
        Assert.Contains("- POST /pets", definition.Message);
        PrivateApiException policy = await Assert.ThrowsAsync<PrivateApiException>(() =>
            ApiPlan.MakeAsync(_session, Spec(vpce: "vpce-99999999999999999"), _progress, Stop)
        );
        Assert.Equal("ParameterMismatch", policy.ErrorId);
        Assert.Contains("vpce-99999999999999999", policy.Message);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_refused_and_no_API_is_made()
    {
        ApiSpec spec = ApiSpec.Create(
            "pets",
            Sample(),
            ["vpce-0123456789abcdef0"],
            new PolicyChoice(null, [], []),
            null,
            "demo",
            new Dictionary<string, string>(),
            _progress
        );
        PrivateApiException error = await Assert.ThrowsAsync<PrivateApiException>(() => ApiPlan.MakeAsync(_session, spec, _progress, Stop));
        Assert.Equal("EndpointNotFound", error.ErrorId);
        Assert.Empty(await new Apis(_session).ListRestApisAsync(_ => true, Stop));
    }

    [Theory]
    [InlineData("a stage", "InvalidStageName")]
    [InlineData("ok", "IntegrationMissing")]
    public void What_could_not_be_deployed_is_refused_without_a_call(string stage, string errorId)
    {
        ApiDefinitionDocument bare = Definition(
            """{"openapi":"3.0.1","info":{"title":"T","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"ok"}}}}}}"""
        );
        Assert.Equal(errorId, Assert.Throws<PrivateApiException>(() => Spec(stage: stage, definition: bare)).ErrorId);
    }

    [Fact]
    public void Without_endpoints_and_policy_nobody_could_say_who_may_call() =>
        Assert.Equal(
            "PolicyRequired",
            Assert
                .Throws<PrivateApiException>(() =>
                    ApiSpec.Create(
                        "pets",
                        Sample(),
                        [],
                        new PolicyChoice(null, [], []),
                        null,
                        null,
                        new Dictionary<string, string>(),
                        _progress
                    )
                )
                .ErrorId
        );

    [Fact]
    public async Task Overwriting_keeps_policy_name_and_tags_and_the_same_definition_again_is_no_change()
    {
        string id = await MakeAsync(Spec());
        ApiUpdate update = new(_session);
        DefinitionChange change = await update.CompareAsync(id, Definition(Other), overwrite: true, Stop);
        Assert.Equal(
            ["+ GET /new", "- GET /", "- GET /pets/{petId}", "- OPTIONS /pets", "- OPTIONS /pets/{petId}", "- POST /pets", "~ GET /pets"],
            change.Methods.Lines()
        );
        await update.PutAsync(change, _progress, Stop);

        RestApi after = await _session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, Stop);
        Assert.Equal("pets", after.Name);
        Assert.Equal("pets", after.Tags![ResourceTags.Name]);
        Assert.True(
            PolicyTemplates
                .SourceVpce("vpce-0123456789abcdef0")
                .MeansSame(Apis.PolicyOf(after), await new Apis(_session).ContextAsync(id, Stop))
        );
        Assert.Equal(["GET /new", "GET /pets"], (await ApiMethods.ReadAsync(_session, id, Stop)).Keys.Order(StringComparer.Ordinal));
        Assert.True((await update.CompareAsync(id, Definition(Other), overwrite: true, Stop)).IsUnchanged);
        Assert.Empty(_progress.Warnings);
    }

    private static ApiDefinitionDocument Definition(string text) => DefinitionReader.Read(DefinitionSource.FromText(text));

    private static ApiDefinitionDocument Sample() => DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));

    private ApiSpec Spec(
        string name = "pets",
        string? stage = null,
        ApiDefinitionDocument? definition = null,
        string vpce = "vpce-0123456789abcdef0"
    ) =>
        ApiSpec.Create(
            name,
            definition ?? Sample(),
            [],
            new PolicyChoice(null, [vpce], []),
            null,
            stage,
            new Dictionary<string, string>(),
            _progress
        );

    private async Task<string> MakeAsync(ApiSpec spec)
    {
        Plan plan = await ApiPlan.MakeAsync(_session, spec, _progress, Stop);
        await plan.ApplyAsync(_progress, Stop);
        return plan.Steps[0].RequiredId;
    }
}
