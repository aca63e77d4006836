using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Templates;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Templates;

/// <summary>A set-up as a CloudFormation template.</summary>
public sealed class TemplateTests
{
    private readonly RecordedNotices _progress = new();

    [Fact]
    public void Nothing_of_the_old_set_up_is_named_by_its_id_but_what_the_template_says_it_leaves_to_others()
    {
        string text = Write(SetupScene.Whole).Write(TemplateFormat.Yaml);
        foreach (
            string id in new[]
            {
                "vpc-1",
                "subnet-",
                "rtb-",
                "igw-",
                "nat-1",
                "acl-",
                "sg-",
                SetupScene.Endpoint,
                "tgw-",
                "eu-west-1",
                "amazonaws.com/",
            }
        )
        {
            Assert.DoesNotContain(id, text.Replace("Default: arn:aws:acm:eu-west-1", string.Empty, StringComparison.Ordinal));
        }

        // The old API's id is a default: an endpoint that an API names cannot name the API.
        Assert.Single(
            text.Split('\n'),
            line => line.Contains(SetupScene.Api, StringComparison.Ordinal) && line.Contains("Default", StringComparison.Ordinal)
        );
        Assert.Equal(1, text.Split(SetupScene.Api).Length - 1);
    }

    [Fact]
    public void References_take_the_place_of_ids_in_policies_routes_and_rules()
    {
        JsonObject resources = Resources(SetupScene.Whole);
        JsonNode statement = resources["PetStore2ndApi"]!["Properties"]!["Policy"]!["Statement"]![0]!;
        Assert.Equal("execute-api:/live/GET/*", statement["Resource"]!.GetValue<string>());
        Assert.Equal("Vpc", statement["Condition"]!["StringEquals"]!["aws:SourceVpc"]!["Ref"]!.GetValue<string>());
        Assert.Equal("${aws:username}", statement["Condition"]!["StringEquals"]!["aws:PrincipalTag/${aws:username}"]!.GetValue<string>());
        Assert.Equal(
            "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ExistingPetStore2ndApiId}/*",
            resources["Endpoint"]!["Properties"]!["PolicyDocument"]!["Statement"]![0]!["Resource"]!["Fn::Sub"]!.GetValue<string>()
        );
        Assert.Equal("NatGateway", resources["RouteTableDefault"]!["Properties"]!["NatGatewayId"]!["Ref"]!.GetValue<string>());
        Assert.Equal("""{"Fn::Select":[1,{"Fn::GetAZs":""}]}""", resources["Subnet"]!["Properties"]!["AvailabilityZone"]!.ToJsonString());
    }

    [Fact]
    public void Groups_that_name_each_other_can_be_made_and_a_group_that_lets_nothing_out_still_does_not()
    {
        JsonObject resources = Resources(SetupScene.Whole);
        Assert.Equal(
            """["AppSecurityGroup","GroupId"]""",
            resources["EndpointSecurityGroupIngress"]!["Properties"]!["SourceSecurityGroupId"]!["Fn::GetAtt"]!.ToJsonString()
        );
        Assert.Null(resources["EndpointSecurityGroup"]!["Properties"]!["SecurityGroupIngress"]);
        Assert.Equal(
            "127.0.0.1/32",
            resources["AppSecurityGroup"]!["Properties"]!["SecurityGroupEgress"]![0]!["CidrIp"]!.GetValue<string>()
        );
        Assert.Null(resources["EndpointSecurityGroup"]!["Properties"]!["SecurityGroupEgress"]);
    }

    [Fact]
    public void Subnets_without_a_table_of_their_own_keep_the_main_ones_routes()
    {
        JsonObject resources = Resources(SetupScene.Whole);
        string[] placed =
        [
            .. resources
                .Where(item => item.Value!["Type"]!.GetValue<string>() == "AWS::EC2::SubnetRouteTableAssociation")
                .Select(item => $"{item.Value!["Properties"]!["SubnetId"]!["Ref"]} {item.Value!["Properties"]!["RouteTableId"]!["Ref"]}")
                .Order(),
        ];
        Assert.Equal(["App1Subnet RouteTable", "PublicSubnet PublicRouteTable", "Subnet RouteTable"], placed);
    }

    [Fact]
    public void The_definition_comes_without_what_ties_it_to_the_old_API_and_may_call_its_function()
    {
        JsonObject resources = Resources(SetupScene.Whole);
        JsonObject body = resources["PetStore2ndApi"]!["Properties"]!["Body"]!.AsObject();
        Assert.Equal(["openapi", "info", "paths"], body.Select(item => item.Key));
        Assert.Equal(
            "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:pets",
            resources["PetStore2ndApiPetsPermission"]!["Properties"]!["FunctionName"]!["Fn::Sub"]!.GetValue<string>()
        );
    }

    /// <summary>
    /// API Gateway guide, "x-amazon-apigateway-authorizer" and "x-amazon-apigateway-integration": with a role it needs no permission. Lambda
    /// API reference, AddPermission: only the function's own account and Region grant it.
    /// </summary>
    [Fact]
    public void Only_functions_of_the_stacks_account_that_are_called_without_a_role_let_the_new_API_in()
    {
        Setup setup = SetupScene.Whole;
        JsonObject definition = setup.Apis[0].Definition!;
        definition["components"] = new JsonObject
        {
            ["securitySchemes"] = new JsonObject
            {
                ["asked"] = SetupScene.Authorizer("eu-west-1:123456789012:function:asked", null),
                ["both"] = SetupScene.Authorizer("eu-west-1:123456789012:function:pets", null),
                ["role"] = SetupScene.Authorizer("eu-west-1:123456789012:function:role", "arn:aws:iam::123456789012:role/asks"),
                ["theirs"] = SetupScene.Authorizer("eu-west-1:210987654321:function:theirs", null),
                ["far"] = SetupScene.Authorizer("us-east-1:123456789012:function:far", null),
            },
        };
        JsonObject resources = Resources(setup);
        Assert.Equal(
            [
                "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:asked from ${PetStore2ndApi}/authorizers/*",
                "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:pets from ${PetStore2ndApi}/*",
            ],
            resources
                .Select(item => item.Value!)
                .Where(item => item["Type"]!.GetValue<string>() == "AWS::Lambda::Permission")
                .Select(item => item["Properties"]!)
                .Select(item =>
                    $"{item["FunctionName"]!["Fn::Sub"]} from {item["SourceArn"]!["Fn::Sub"]!.GetValue<string>().Split(':')[^1]}"
                )
        );
        foreach (string function in (string[])["function:theirs", "function:far"])
        {
            Assert.Single(_progress.All, notice => notice.Text.Contains(function, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_API_without_a_stage_keeps_its_authorizers_as_resources()
    {
        Setup whole = SetupScene.Whole;
        const string pool = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
        Authorizer authorizer = new()
        {
            Id = "abc123",
            Name = "pool",
            Type = "COGNITO_USER_POOLS",
            ProviderARNs = [pool],
            IdentitySource = "method.request.header.Authorization",
        };
        JsonNode template = JsonNode.Parse(
            Write(
                    whole with
                    {
                        Apis = [whole.Apis[0] with { Stages = [], Definition = null, DefinitionStage = null, Authorizers = [authorizer] }],
                    }
                )
                .Write(TemplateFormat.Json)
        )!;
        JsonNode made = Assert
            .Single(template["Resources"]!.AsObject(), item => item.Value!["Type"]!.GetValue<string>() == "AWS::ApiGateway::Authorizer")
            .Value!["Properties"]!;
        Assert.Equal(
            ("PetStore2ndApi", "pool", "COGNITO_USER_POOLS"),
            (made["RestApiId"]!["Ref"]!.GetValue<string>(), made["Name"]!.GetValue<string>(), made["Type"]!.GetValue<string>())
        );
        Assert.Equal(pool, template["Parameters"]![made["ProviderARNs"]![0]!["Ref"]!.GetValue<string>()]!["Default"]!.GetValue<string>());
    }

    [Fact]
    public void A_changed_policy_deploys_anew_and_an_unchanged_one_does_not()
    {
        string Deployment(Setup setup) =>
            Resources(setup).Single(item => item.Value!["Type"]!.GetValue<string>() == "AWS::ApiGateway::Deployment").Key;
        Setup changed = SetupScene.Whole;
        changed.Apis[0].Api.Policy =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}""";
        Assert.Equal(Deployment(SetupScene.Whole), Deployment(SetupScene.Whole));
        Assert.NotEqual(Deployment(SetupScene.Whole), Deployment(changed));
    }

    [Fact]
    public void Stages_keep_variables_settings_and_logs_and_lose_the_record_of_a_deployment_that_is_not_theirs()
    {
        JsonNode stage = Resources(SetupScene.Whole)["PetStore2ndApiLiveStage"]!["Properties"]!;
        Assert.Equal("yes", stage["Variables"]!["on"]!.GetValue<string>());
        Assert.Equal(
            """[{"HttpMethod":"*","ResourcePath":"/*","LoggingLevel":"INFO"},{"HttpMethod":"GET","ResourcePath":"/~1pets","ThrottlingBurstLimit":5,"ThrottlingRateLimit":2.5}]""",
            stage["MethodSettings"]!.ToJsonString()
        );
        Assert.Null(stage["Tags"]);
    }

    [Fact]
    public void What_the_template_lacks_is_said()
    {
        Write(SetupScene.Whole);
        Assert.Contains(_progress.All, notice => notice.Text.Contains("tgw-1", StringComparison.Ordinal));
        Assert.Contains(_progress.All, notice => notice.Text.Contains("sg-elsewhere", StringComparison.Ordinal));
        Assert.Contains(_progress.All, notice => notice.Text.Contains("ExistingPetStore2ndApiId", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(TemplateFormat.Yaml)]
    [InlineData(TemplateFormat.Json)]
    public void A_template_holds_no_secret_of_its_API(TemplateFormat format) =>
        Assert.DoesNotContain("pl4nt", Write(SetupScene.Secret).Write(format), StringComparison.Ordinal);

    [Fact]
    public void Who_deploys_a_template_gives_the_secrets_as_parameters_that_are_shown_nowhere()
    {
        JsonNode template = JsonNode.Parse(Write(SetupScene.Secret).Write(TemplateFormat.Json))!;
        Dictionary<string, JsonNode> parameters = template["Parameters"]!.AsObject().ToDictionary(item => item.Key, item => item.Value!);
        Assert.All(parameters.Values, parameter => Assert.True(parameter["NoEcho"]!.GetValue<bool>() && parameter["Default"] is null));
        Assert.Equal(9, parameters.Count);
        string warning = Assert.Single(_progress.All, notice => notice.Text.Contains("NoEcho", StringComparison.Ordinal)).Text;
        Assert.All(parameters.Keys, name => Assert.Contains(name, warning, StringComparison.Ordinal));

        // With the values put back, the API has what it had.
        JsonNode integration = template["Resources"]!["PetStore2ndApi"]!["Properties"]!["Body"]!["paths"]!["/pets"]!["get"]![
            "x-amazon-apigateway-integration"
        ]!;
        Assert.Equal(
            "https://${PetStore2ndApiPetsGetSecret}@${!stageVariables.host}/pets?api_key=${PetStore2ndApiPetsGetSecret2}&type=dog&sig=${!stageVariables.plain}",
            integration["uri"]!["Fn::Sub"]!.GetValue<string>()
        );
        Assert.Equal(
            "'${PetStore2ndApiPetsGetSecret3}'",
            integration["requestParameters"]!["integration.request.header.Authorization"]!["Fn::Sub"]!.GetValue<string>()
        );
        Assert.Equal("'text/plain'", integration["requestParameters"]!["integration.request.header.Accept"]!.GetValue<string>());
        JsonNode variables = template["Resources"]!["PetStore2ndApiLiveStage"]!["Properties"]!["Variables"]!;
        Assert.Equal(
            "${PetStore2ndApiPetStore2ndApiLiveStageHostSecret}@backend.example.com",
            variables["host"]!["Fn::Sub"]!.GetValue<string>()
        );
        Assert.Equal(
            ("pets", "abc123", "10"),
            (
                variables["tokenFunction"]!.GetValue<string>(),
                variables["tokenLink"]!.GetValue<string>(),
                variables["level"]!.GetValue<string>()
            )
        );
    }

    [Fact]
    public void An_API_without_secrets_has_no_such_parameters_and_no_such_warning()
    {
        Assert.DoesNotContain("NoEcho", Write(SetupScene.Whole).Write(TemplateFormat.Yaml), StringComparison.Ordinal);
        Assert.DoesNotContain(_progress.All, notice => notice.Text.Contains("NoEcho", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cfn_lint_accepts_every_template_in_both_forms_and_reads_the_same_from_them()
    {
        using TempFolder folder = new();
        (string Name, CloudTemplate Template)[] templates =
        [
            ("everything", Write(SetupScene.Whole)),
            ("secrets", Write(SetupScene.Secret)),
            ("demo-network", DemoNetworkTemplate.Write()),
            ("tester", TesterTemplate.Write()),
        ];
        List<string> files = [];
        foreach ((string name, CloudTemplate template) in templates)
        {
            foreach (TemplateFormat format in (TemplateFormat[])[TemplateFormat.Yaml, TemplateFormat.Json])
            {
                files.Add(folder.File($"{name}.{format}".ToLowerInvariant()));
                await File.WriteAllTextAsync(files[^1], template.Write(format));
            }
        }

        // One process for all: it takes seconds to read what it knows of CloudFormation.
        Assert.Equal(string.Empty, await Peer.CfnLintAsync([.. files]));
        await Peer.PythonAsync("same_template.py", [.. files]);
    }

    private CloudTemplate Write(Setup setup) => SetupTemplate.Write(setup, _progress);

    private JsonObject Resources(Setup setup) => JsonNode.Parse(Write(setup).Write(TemplateFormat.Json))!["Resources"]!.AsObject();
}
