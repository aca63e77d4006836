using PrivateApi.Model;
using PrivateApi.OpenApi;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.KeyPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Templates;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Templates;

/// <summary>Templates of what runs in the lab, made by others elsewhere.</summary>
public sealed class SetupReaderTests(MotoServer moto) : IClassFixture<MotoServer>
{
    [Fact]
    public async Task A_running_API_with_network_endpoint_and_domain_is_a_template_that_cfn_lint_accepts()
    {
        using LabScene scene = new();
        string api = await MakeAsync(scene);
        string endpoint = (await new Endpoints(scene.Session, new NoProbes()).ListAsync(null, _ => true, LabScene.Stop))[0].VpcEndpointId;
        await Peer.BotoAsync("template_domain.py", scene.Lab.Listen(), api, "demo", endpoint);
        Setup setup = await new SetupReader(scene.Session).ReadAsync([api], [], scene.ProgressEvents, LabScene.Stop);
        string text = SetupTemplate.Write(setup, scene.ProgressEvents).Write(TemplateFormat.Yaml);
        foreach (
            string type in new[]
            {
                "EC2::VPC",
                "EC2::VPCEndpoint",
                "ApiGateway::RestApi",
                "ApiGateway::Deployment",
                "ApiGateway::Stage",
                "ApiGateway::DomainNameV2",
                "ApiGateway::BasePathMappingV2",
                "ApiGateway::DomainNameAccessAssociation",
            }
        )
        {
            Assert.Single(text.Split('\n'), line => line == $"    Type: AWS::{type}");
        }

        Assert.DoesNotContain(api, text);
        Assert.DoesNotContain(endpoint, text);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.yaml"), text);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.yaml")));
    }

    /// <summary>CloudFormation reference: AWS::ApiGateway::UsagePlan, ApiKey (Value left out: a new one is made) and UsagePlanKey.</summary>
    [Fact]
    public async Task Usage_plans_and_keys_are_in_the_template_without_the_keys_values()
    {
        using LabScene scene = new();
        string api = await MakeAsync(scene);
        const string secret = "never-in-a-template-1234567890";
        KeySpec spec = new()
        {
            Name = "mobile",
            RestApiId = api,
            StageName = "demo",
            Value = secret,
            Limits = new UsageLimits
            {
                RateLimit = 2.5,
                BurstLimit = 5,
                Quota = 100,
                QuotaPeriod = QuotaPeriod.Week,
                MethodThrottles =
                [
                    new MethodThrottle
                    {
                        Method = "GET",
                        Path = "/pets",
                        RateLimit = 1,
                        BurstLimit = 2,
                    },
                ],
            },
        };
        Plan plan = await KeyPlan.MakeAsync(scene.Session, spec, scene.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.ProgressEvents, LabScene.Stop);
        Setup setup = await new SetupReader(scene.Session).ReadAsync([api], [], scene.ProgressEvents, LabScene.Stop);
        string text = SetupTemplate.Write(setup, scene.ProgressEvents).Write(TemplateFormat.Yaml);
        foreach (string type in new[] { "UsagePlan", "ApiKey", "UsagePlanKey" })
        {
            Assert.Single(text.Split('\n'), line => line == $"    Type: AWS::ApiGateway::{type}");
        }

        Assert.DoesNotContain(secret, text);
        Assert.DoesNotContain(plan.Steps[0].RequiredId, text);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(folder.File("setup.yaml"), text);
        Assert.Equal(string.Empty, await Peer.CfnLintAsync(folder.File("setup.yaml")));
    }

    [Fact]
    public async Task The_same_set_up_built_twice_is_the_same_template()
    {
        async Task<string> TextAsync()
        {
            using LabScene scene = new();
            string api = await MakeAsync(scene);
            return SetupTemplate
                .Write(await new SetupReader(scene.Session).ReadAsync([api], [], scene.ProgressEvents, LabScene.Stop), scene.ProgressEvents)
                .Write(TemplateFormat.Yaml);
        }

        Assert.Equal(await TextAsync(), await TextAsync());
    }

    [Fact]
    public async Task A_network_taken_from_the_lab_rises_again_in_moto()
    {
        using LabScene scene = new();
        await MakeAsync(scene);
        string vpc = (await new Networks(scene.Session).ListAsync(_ => true, LabScene.Stop))[0].VpcId;
        Setup setup = await new SetupReader(scene.Session).ReadAsync([], [vpc], scene.ProgressEvents, LabScene.Stop);
        using TempFolder folder = new();
        await File.WriteAllTextAsync(
            folder.File("network.yaml"),
            SetupTemplate.Write(setup, scene.ProgressEvents).Write(TemplateFormat.Yaml)
        );
        System.Text.Json.JsonElement made = await Peer.BotoAsync("create_stack.py", moto.Url, folder.File("network.yaml"));
        Assert.Equal(
            """{"subnets": ["10.0.0.0/18", "10.0.128.0/18", "10.0.192.0/18", "10.0.64.0/18"], "zones": 2, "service": "com.amazonaws.eu-west-1.execute-api", "endpointSubnets": 2, "statuses": ["CREATE_COMPLETE"]}""",
            made.GetRawText()
        );
    }

    private static async Task<string> MakeAsync(LabScene scene)
    {
        Network network = await scene.NewNetworkAsync();
        Endpoint endpoint = await scene.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                SubnetIds = network.SubnetId,
                SecurityGroupIds = [network.SecurityGroupId!],
            }
        );
        ApiDefinitionDocument definition = DefinitionReader.Read(PetStoreSample.For("eu-west-1", "amazonaws.com"));
        ApiSpec spec = ApiSpec.Create(
            "PetStore",
            definition,
            [endpoint.VpcEndpointId],
            new PolicyChoice(null, [], []),
            null,
            "demo",
            new Dictionary<string, string>(),
            scene.ProgressEvents
        );
        Plan plan = await ApiPlan.MakeAsync(scene.Session, spec, scene.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.ProgressEvents, LabScene.Stop);
        return plan.Steps[0].RequiredId;
    }
}
