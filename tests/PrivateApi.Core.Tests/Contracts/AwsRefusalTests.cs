using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Contracts;

/// <summary>The lab refuses what the module believes that AWS refuses: otherwise the module's handling of it is never run.</summary>
public sealed partial class AwsRefusalTests
{
    public static TheoryData<string> Codes => [.. Refusals.Produced.Keys];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_lab_refuses_with_each_code_that_the_module_understands(string code)
    {
        string answer = await Refusals.Produced[code]();
        Assert.True(
            answer.Split(' ')[0] is { } said
                && (said == code || (code == Refusals.Beginning && said.StartsWith(code, StringComparison.Ordinal))),
            answer
        );
    }

    [Fact]
    public void Every_code_that_the_module_understands_is_one_of_the_labs_or_has_a_reason()
    {
        SortedSet<string> understood =
        [
            .. Directory
                .GetFiles(Path.Combine(Peer.Root, "src", "PrivateApi.Core"), "*.cs", SearchOption.AllDirectories)
                .SelectMany(Understood),
        ];
        Assert.Contains("DependencyViolation", understood);
        Assert.Contains("SlowDown", understood);
        string[] listed = [.. Refusals.Produced.Keys, .. Refusals.Elsewhere.Keys];
        Assert.Empty(understood.Except(listed));
        Assert.Empty(listed.Except(understood));
        Assert.Empty(Refusals.Produced.Keys.Intersect(Refusals.Elsewhere.Keys));
    }

    /// <summary>EC2 user guide, "Delete your VPC", and what each of these actions says in the API reference.</summary>
    [Theory]
    [InlineData("DeleteVpc", "Action=DeleteVpc&VpcId={vpc}")]
    [InlineData("DetachInternetGateway with addresses", "Action=DetachInternetGateway&VpcId={vpc}&InternetGatewayId={igw}")]
    [InlineData("DeleteInternetGateway attached", "Action=DeleteInternetGateway&InternetGatewayId={igw}")]
    [InlineData("DeleteSubnet with an interface", "Action=DeleteSubnet&SubnetId={subnet}")]
    [InlineData("DeleteSecurityGroup of an endpoint", "Action=DeleteSecurityGroup&GroupId={used}")]
    [InlineData("DeleteSecurityGroup in a rule", "Action=DeleteSecurityGroup&GroupId={named}")]
    [InlineData("DeleteRouteTable with a subnet", "Action=DeleteRouteTable&RouteTableId={table}")]
    public async Task What_is_in_use_is_not_deleted(string what, string form)
    {
        using RefusalScene lab = new();
        Dictionary<string, string> ids = await UsedAsync(lab);
        string answer = await lab.Ec2Async(Regex.Replace(form, @"\{(\w+)\}", match => ids[match.Groups[1].Value]));
        Assert.True(answer.StartsWith("DependencyViolation ", StringComparison.Ordinal), $"{what}: {answer}");
    }

    [Fact]
    public async Task Each_of_the_things_in_a_VPC_keeps_it()
    {
        foreach (
            string part in new[]
            {
                "Action=CreateSubnet&CidrBlock=10.0.0.0/24",
                "Action=CreateSecurityGroup&GroupName=a&GroupDescription=x",
                "Action=CreateRouteTable",
                "Action=CreateNetworkAcl",
                "attach",
            }
        )
        {
            using RefusalScene lab = new();
            string vpc = await lab.VpcAsync();
            string form =
                part == "attach"
                    ? $"Action=AttachInternetGateway&InternetGatewayId={RefusalScene.Id(await lab.Ec2Async("Action=CreateInternetGateway"), "igw")}"
                    : part;
            Assert.StartsWith("<", await lab.Ec2Async($"{form}&VpcId={vpc}"), StringComparison.Ordinal);
            string answer = await lab.Ec2Async($"Action=DeleteVpc&VpcId={vpc}");
            Assert.True(answer.StartsWith("DependencyViolation ", StringComparison.Ordinal), $"{part}: {answer}");
        }
    }

    /// <summary>
    /// AWS PrivateLink guide, "Create an interface endpoint": one subnet a zone; so a swap within a zone takes two calls.
    /// </summary>
    [Fact]
    public async Task An_endpoint_takes_one_subnet_of_a_zone()
    {
        using RefusalScene lab = new();
        string vpc = await lab.VpcAsync();
        (string first, string second) = (await lab.SubnetAsync(vpc), await lab.SubnetAsync(vpc, 1));
        Assert.StartsWith(
            "DuplicateSubnetsInSameZone ",
            await lab.EndpointAsync(vpc, $"PrivateDnsEnabled=false&SubnetId.1={first}&SubnetId.2={second}"),
            StringComparison.Ordinal
        );
        string endpoint = RefusalScene.Id(await lab.EndpointAsync(vpc, $"PrivateDnsEnabled=false&SubnetId.1={first}"), "vpce");
        Assert.StartsWith(
            "DuplicateSubnetsInSameZone ",
            await lab.Ec2Async($"Action=ModifyVpcEndpoint&VpcEndpointId={endpoint}&AddSubnetId.1={second}"),
            StringComparison.Ordinal
        );

        // An endpoint without private DNS is no obstacle to one that has it.
        await lab.Ec2Async($"Action=ModifyVpcAttribute&VpcId={vpc}&EnableDnsHostnames.Value=true");
        Assert.StartsWith("<", await lab.EndpointAsync(vpc, "PrivateDnsEnabled=true"), StringComparison.Ordinal);
    }

    /// <summary>IAM API reference, DeleteRole: policies are deleted and detached, and instance profiles left, before.</summary>
    [Fact]
    public async Task A_role_with_policies_is_not_deleted()
    {
        using RefusalScene lab = new();
        await lab.RoleAsync("a");
        string policy = Uri.EscapeDataString("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""");
        await lab.IamAsync($"Action=PutRolePolicy&RoleName=a&PolicyName=p&PolicyDocument={policy}");
        Assert.StartsWith("DeleteConflict ", await lab.IamAsync("Action=DeleteRole&RoleName=a"), StringComparison.Ordinal);
        await lab.IamAsync("Action=DeleteRolePolicy&RoleName=a&PolicyName=p");
        string arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole";
        await lab.IamAsync($"Action=AttachRolePolicy&RoleName=a&PolicyArn={arn}");
        Assert.StartsWith("DeleteConflict ", await lab.IamAsync("Action=DeleteRole&RoleName=a"), StringComparison.Ordinal);
        await lab.IamAsync($"Action=DetachRolePolicy&RoleName=a&PolicyArn={arn}");
        Assert.StartsWith("<", await lab.IamAsync("Action=DeleteRole&RoleName=a"), StringComparison.Ordinal);
    }

    /// <summary>API Gateway: known limits and refusals that localstack recorded (tests/aws/services/apigateway).</summary>
    [Fact]
    public async Task A_deployment_in_use_stays_and_a_private_API_without_a_policy_is_not_deployed()
    {
        using RefusalScene lab = new();
        string api = await lab.PrivateApiAsync();
        string root = (string)JsonNode.Parse(await lab.ApiAsync(HttpMethod.Get, $"/restapis/{api}/resources"))!["item"]![0]!["id"]!;
        await lab.ApiAsync(HttpMethod.Put, $"/restapis/{api}/resources/{root}/methods/GET", """{"authorizationType":"NONE"}""");
        await lab.ApiAsync(HttpMethod.Put, $"/restapis/{api}/resources/{root}/methods/GET/integration", """{"type":"MOCK"}""");
        Task<string> DeployAsync(string stage) =>
            lab.ApiAsync(HttpMethod.Post, $"/restapis/{api}/deployments", $$"""{"stageName":"{{stage}}"}""");
        Assert.Contains("doesn't have a resource policy", await DeployAsync("v1"), StringComparison.Ordinal);
        await lab.ApiAsync(HttpMethod.Patch, $"/restapis/{api}", Patch(api, 300));
        string first = (string)JsonNode.Parse(await DeployAsync("v1"))!["id"]!;
        Assert.StartsWith(
            "BadRequestException ",
            await lab.ApiAsync(HttpMethod.Delete, $"/restapis/{api}/deployments/{first}"),
            StringComparison.Ordinal
        );
        string canary = (string)
            JsonNode.Parse(
                await lab.ApiAsync(
                    HttpMethod.Post,
                    $"/restapis/{api}/deployments",
                    """{"stageName":"v1","canarySettings":{"percentTraffic":10}}"""
                )
            )!["id"]!;
        Assert.StartsWith(
            "BadRequestException ",
            await lab.ApiAsync(HttpMethod.Delete, $"/restapis/{api}/deployments/{canary}"),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "BadRequestException ",
            await lab.ApiAsync(HttpMethod.Post, $"/restapis/{api}/stages", """{"stageName":"v2","deploymentId":"abcdef"}"""),
            StringComparison.Ordinal
        );
    }

    /// <summary>API Gateway developer guide, "Quotas for configuring and running a REST API": resource policy, 8192 characters.</summary>
    [Fact]
    public async Task A_policy_of_8192_characters_is_taken_and_one_of_8193_is_not()
    {
        using RefusalScene lab = new();
        string api = await lab.PrivateApiAsync();
        Assert.StartsWith("{", await lab.ApiAsync(HttpMethod.Patch, $"/restapis/{api}", Patch(api, 8192)), StringComparison.Ordinal);
        Assert.StartsWith(
            "BadRequestException ",
            await lab.ApiAsync(HttpMethod.Patch, $"/restapis/{api}", Patch(api, 8193)),
            StringComparison.Ordinal
        );
    }

    /// <summary>Both are told apart from other refusals by their words alone (terraform-provider-aws issues 45905 and 27027).</summary>
    [Fact]
    public async Task An_update_under_way_and_a_concurrent_modification_are_refused_in_the_words_that_the_module_knows()
    {
        using RefusalScene lab = new(new LabOptions { PendingTime = TimeSpan.FromMinutes(1) });
        string api = await lab.PrivateApiAsync();
        await lab.ApiAsync(
            HttpMethod.Patch,
            $"/restapis/{api}",
            """{"patchOperations":[{"op":"replace","path":"/endpointConfiguration/types/PRIVATE","value":"REGIONAL"}]}"""
        );
        string vpc = await lab.VpcAsync();
        string endpoint = RefusalScene.Id(
            await lab.EndpointAsync(vpc, $"PrivateDnsEnabled=false&SubnetId.1={await lab.SubnetAsync(vpc)}"),
            "vpce"
        );
        string other = await lab.PrivateApiAsync();
        string add = $$"""{"patchOperations":[{"op":"add","path":"/endpointConfiguration/vpcEndpointIds","value":"{{endpoint}}"}]}""";
        await lab.ApiAsync(HttpMethod.Patch, $"/restapis/{other}", add);
        Assert.Contains(
            "already an update in progress",
            await lab.ApiAsync(HttpMethod.Patch, $"/restapis/{other}", Patch(other, 300)),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Contains(
            "concurrent modification",
            await lab.ApiAsync(HttpMethod.Post, "/restapis/abcdefghij/authorizers", """{"name":"a","type":"TOKEN"}"""),
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>A patch that sets a policy of so many characters, as it is kept.</summary>
    private static string Patch(string api, int length)
    {
        string Policy(string id) =>
            $$"""{"Version":"2012-10-17","Statement":[{"Sid":"{{id}}","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:{{api}}/*"}]}""";
        string text = Policy(new string('a', length - Policy(string.Empty).Length));
        Assert.Equal(length, text.Length);
        return new JsonObject
        {
            ["patchOperations"] = new JsonArray(
                new JsonObject
                {
                    ["op"] = "replace",
                    ["path"] = "/policy",
                    ["value"] = text,
                }
            ),
        }.ToJsonString();
    }

    /// <summary>A VPC in which everything is used by something.</summary>
    private static async Task<Dictionary<string, string>> UsedAsync(RefusalScene lab)
    {
        Dictionary<string, string> ids = new() { ["vpc"] = await lab.VpcAsync() };
        ids["subnet"] = await lab.SubnetAsync(ids["vpc"]);
        ids["used"] = await lab.GroupAsync(ids["vpc"], "used");
        ids["named"] = await lab.GroupAsync(ids["vpc"], "named");
        ids["igw"] = RefusalScene.Id(await lab.Ec2Async("Action=CreateInternetGateway"), "igw");
        ids["table"] = RefusalScene.Id(await lab.Ec2Async($"Action=CreateRouteTable&VpcId={ids["vpc"]}"), "rtb");
        await lab.Ec2Async($"Action=AssociateRouteTable&RouteTableId={ids["table"]}&SubnetId={ids["subnet"]}");
        await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={ids["vpc"]}&InternetGatewayId={ids["igw"]}");
        await lab.Ec2Async(
            $"Action=AuthorizeSecurityGroupIngress&GroupId={await lab.GroupAsync(ids["vpc"], "other")}&IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.Groups.1.GroupId={ids["named"]}"
        );
        await lab.EndpointAsync(ids["vpc"], $"PrivateDnsEnabled=false&SubnetId.1={ids["subnet"]}&SecurityGroupId.1={ids["used"]}");
        string address = RefusalScene.Id(await lab.Ec2Async("Action=AllocateAddress&Domain=vpc"), "eipalloc");
        await lab.Ec2Async($"Action=CreateNatGateway&SubnetId={ids["subnet"]}&AllocationId={address}");
        return ids;
    }

    /// <summary>The codes in the statements of a file that look at a refusal's code, and in the lists that these use.</summary>
    private static IEnumerable<string> Understood(string file)
    {
        string text = Comment().Replace(File.ReadAllText(file), string.Empty);
        return !text.Contains("ErrorCode", StringComparison.Ordinal)
            ? []
            : text.Split(';', '{')
                .Where(part => part.Contains("ErrorCode", StringComparison.Ordinal))
                .Concat(List().Matches(text).Select(match => match.Value))
                .SelectMany(part => Literal().Matches(part).Select(match => match.Groups[1].Value));
    }

    [GeneratedRegex("//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("(Throttling|LostCredential) = new[^;]*;|ErrorCode switch\\s*\\{[^}]*\\}")]
    private static partial Regex List();

    // Only codes: neither ids of the module's own errors, which are no codes of a refusal, nor parts of words.
    [GeneratedRegex("\"([A-Z][A-Za-z0-9]+(?:\\.[A-Z][A-Za-z]+)?)\"")]
    private static partial Regex Literal();
}
