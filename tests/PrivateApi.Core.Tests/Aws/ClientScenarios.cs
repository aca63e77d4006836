using System.IO.Compression;
using System.Text;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using Environment = PrivateApi.Aws.Clients.Lambda.Environment;
using GetPolicyRequest = PrivateApi.Aws.Clients.Lambda.GetPolicyRequest;
using Tag = PrivateApi.Aws.Clients.Iam.Tag;
using TagResourceRequest = PrivateApi.Aws.Clients.Lambda.TagResourceRequest;

namespace PrivateApi.Tests.Aws;

/// <summary>What every AWS lets our clients do, a real one, moto or the lab.</summary>
internal static class ClientScenarios
{
    private const string Definition = """
        {
          "openapi": "3.0.1",
          "info": { "title": "Pets", "description": "Pets for sale", "version": "1" },
          "paths": {
            "/pets": {
              "get": {
                "responses": { "200": { "description": "pets" } },
                "x-amazon-apigateway-integration": {
                  "type": "http", "httpMethod": "GET", "uri": "http://example.com/pets", "responses": { "default": { "statusCode": "200" } }
                }
              }
            }
          }
        }
        """;

    private const string Policy =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task ApiAsync(AwsSession session)
    {
        ApiGatewayClient api = session.ApiGateway;
        CreateRestApiResponse made = await api.CreateRestApiAsync(
            new CreateRestApiRequest
            {
                Name = "Pets",
                Description = "for sale: ä, \"quoted\"",
                EndpointConfiguration = new EndpointConfiguration { Types = ["PRIVATE"] },
                Policy = Policy,
                Tags = new() { ["privateapi:name"] = "Pets" },
            },
            Stop
        );
        Assert.Matches("^[a-z0-9]{10}$", made.Id);
        Assert.InRange(made.CreatedDate!.Value, DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddMinutes(5));

        PutRestApiResponse put = await api.PutRestApiAsync(
            new PutRestApiRequest
            {
                RestApiId = made.Id,
                Mode = "merge",
                Body = Encoding.UTF8.GetBytes(Definition),
            },
            Stop
        );
        Assert.Equal(made.Id, put.Id);
        await AvailableAsync(api, made.Id);
        GetResourcesResponse resources = await api.GetResourcesAsync(
            new GetResourcesRequest { RestApiId = made.Id, Embed = ["methods"] },
            Stop
        );
        Resource pets = Assert.Single(resources.Items, item => item.Path == "/pets");
        Assert.Equal("http://example.com/pets", pets.ResourceMethods!["GET"].MethodIntegration?.Uri);
        GetMethodResponse method = await api.GetMethodAsync(
            new GetMethodRequest
            {
                RestApiId = made.Id,
                ResourceId = pets.Id,
                HttpMethod = "GET",
            },
            Stop
        );
        Assert.Equal("GET", method.HttpMethod);

        UpdateRestApiResponse changed = await api.UpdateRestApiAsync(
            new UpdateRestApiRequest
            {
                RestApiId = made.Id,
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = "replace",
                        Path = "/name",
                        Value = "Pets2",
                    },
                ],
            },
            Stop
        );
        Assert.Equal("Pets2", changed.Name);
        await AvailableAsync(api, made.Id);
        Assert.Equal(
            "Pets2",
            Assert.Single((await api.GetRestApisAsync(new GetRestApisRequest { Limit = 500 }, Stop)).Items, item => item.Id == made.Id).Name
        );

        CreateDeploymentResponse deployed = await api.CreateDeploymentAsync(
            new CreateDeploymentRequest { RestApiId = made.Id, Description = "first" },
            Stop
        );
        await api.CreateStageAsync(
            new CreateStageRequest
            {
                RestApiId = made.Id,
                StageName = "demo",
                DeploymentId = deployed.Id,
                Variables = new() { ["a"] = "b" },
            },
            Stop
        );
        await api.UpdateStageAsync(
            new UpdateStageRequest
            {
                RestApiId = made.Id,
                StageName = "demo",
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = "replace",
                        Path = "/description",
                        Value = "shown",
                    },
                ],
            },
            Stop
        );
        GetStageResponse stage = await api.GetStageAsync(new GetStageRequest { RestApiId = made.Id, StageName = "demo" }, Stop);
        Assert.Equal((deployed.Id, "shown", "b"), (stage.DeploymentId, stage.Description, stage.Variables!["a"]));
        Assert.Equal("demo", Assert.Single((await api.GetStagesAsync(new GetStagesRequest { RestApiId = made.Id }, Stop)).Item).StageName);
        Assert.Equal(
            "first",
            (await api.GetDeploymentAsync(new GetDeploymentRequest { RestApiId = made.Id, DeploymentId = deployed.Id }, Stop)).Description
        );
        Assert.Single((await api.GetDeploymentsAsync(new GetDeploymentsRequest { RestApiId = made.Id }, Stop)).Items);
        Assert.Empty((await api.GetAuthorizersAsync(new GetAuthorizersRequest { RestApiId = made.Id }, Stop)).Items);

        await api.DeleteStageAsync(new DeleteStageRequest { RestApiId = made.Id, StageName = "demo" }, Stop);
        await api.DeleteDeploymentAsync(new DeleteDeploymentRequest { RestApiId = made.Id, DeploymentId = deployed.Id }, Stop);
        await api.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = made.Id }, Stop);
        AmazonServiceException gone = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            api.GetRestApiAsync(new GetRestApiRequest { RestApiId = made.Id }, Stop)
        );
        Assert.Equal("NotFoundException", gone.ErrorCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, gone.StatusCode);
    }

    public static async Task ImportAsync(AwsSession session)
    {
        ImportRestApiResponse made = await session.ApiGateway.ImportRestApiAsync(
            new ImportRestApiRequest { Body = Encoding.UTF8.GetBytes(Definition), FailOnWarnings = false },
            Stop
        );
        Assert.Equal("Pets", made.Name);
        await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = made.Id }, Stop);
    }

    public static async Task RoleAsync(AwsSession session)
    {
        IamClient iam = session.Iam;
        const string Trust =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        const string Allowed =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:CreateNetworkInterface","Resource":"*"}]}""";
        CreateRoleResponse made = await iam.CreateRoleAsync(
            new CreateRoleRequest
            {
                RoleName = "probe",
                AssumeRolePolicyDocument = Trust,
                Description = "a & b",
                Tags = [new Tag { Key = "privateapi:name", Value = "x y" }],
            },
            Stop
        );
        Assert.Equal("arn:aws:iam::123456789012:role/probe", made.Role.Arn);
        await iam.TagRoleAsync(new TagRoleRequest { RoleName = "probe", Tags = [new Tag { Key = "two", Value = "2" }] }, Stop);
        Assert.Equal(
            ["privateapi:name=x y", "two=2"],
            (await iam.ListRoleTagsAsync(new ListRoleTagsRequest { RoleName = "probe" }, Stop))
                .Tags.Select(tag => $"{tag.Key}={tag.Value}")
                .Order()
        );
        await iam.PutRolePolicyAsync(
            new PutRolePolicyRequest
            {
                RoleName = "probe",
                PolicyName = "interfaces",
                PolicyDocument = Allowed,
            },
            Stop
        );
        Assert.Equal(
            ["interfaces"],
            (await iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "probe" }, Stop)).PolicyNames
        );
        GetRolePolicyResponse policy = await iam.GetRolePolicyAsync(
            new GetRolePolicyRequest { RoleName = "probe", PolicyName = "interfaces" },
            Stop
        );
        Assert.Equal(Allowed, Uri.UnescapeDataString(policy.PolicyDocument));
        Assert.Empty(
            (await iam.ListAttachedRolePoliciesAsync(new ListAttachedRolePoliciesRequest { RoleName = "probe" }, Stop)).AttachedPolicies
        );
        await iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = "probe", PolicyName = "interfaces" }, Stop);
        await iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = "probe" }, Stop);
        AmazonServiceException gone = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            iam.GetRoleAsync(new GetRoleRequest { RoleName = "probe" }, Stop)
        );
        Assert.Equal("NoSuchEntity", gone.ErrorCode);
        Assert.NotEmpty(gone.RequestId);
    }

    public static async Task FunctionAsync(AwsSession session)
    {
        const string Trust =
            """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";
        Role role = (
            await session.Iam.CreateRoleAsync(new CreateRoleRequest { RoleName = "function", AssumeRolePolicyDocument = Trust }, Stop)
        ).Role;
        LambdaClient lambda = session.Lambda;
        CreateFunctionRequest request = new()
        {
            FunctionName = "probe",
            Role = role.Arn,
            Runtime = "python3.13",
            Handler = "probe.handler",
            Code = new FunctionCode { ZipFile = Zip("probe.py", "def handler(event, context): return event") },
            Environment = new Environment { Variables = new() { ["A"] = "b" } },
            Tags = new() { ["privateapi:name"] = "probe" },
            Timeout = 20,
        };
        CreateFunctionResponse made = await NewRole.UseAsync("function", token => lambda.CreateFunctionAsync(request, token), null, Stop);
        await Polling.UntilAsync(
            "Active",
            Often,
            Patience,
            async token =>
                (await lambda.GetFunctionConfigurationAsync(new GetFunctionConfigurationRequest { FunctionName = "probe" }, token)).State
                    is null
                        or "Active",
            null,
            Stop
        );
        Assert.Equal(20, made.Timeout);
        Assert.Equal("b", made.Environment!.Variables!["A"]);
        Assert.Equal(
            "probe",
            (await lambda.GetFunctionConfigurationAsync(new GetFunctionConfigurationRequest { FunctionName = "probe" }, Stop)).FunctionName
        );
        Assert.Equal(
            "probe",
            (await lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = "probe" }, Stop)).Tags!["privateapi:name"]
        );
        Assert.Equal("probe", Assert.Single((await lambda.ListFunctionsAsync(new ListFunctionsRequest(), Stop)).Functions).FunctionName);
        await lambda.UpdateFunctionConfigurationAsync(
            new UpdateFunctionConfigurationRequest { FunctionName = "probe", Timeout = 30 },
            Stop
        );
        await lambda.TagResourceAsync(
            new TagResourceRequest
            {
                Resource = made.FunctionArn,
                Tags = new() { ["two"] = "2" },
            },
            Stop
        );
        Assert.Equal("2", (await lambda.ListTagsAsync(new ListTagsRequest { Resource = made.FunctionArn }, Stop)).Tags!["two"]);
        AmazonServiceException none = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            lambda.GetPolicyAsync(new GetPolicyRequest { FunctionName = "probe" }, Stop)
        );
        Assert.Equal("ResourceNotFoundException", none.ErrorCode);
        await lambda.DeleteFunctionAsync(new DeleteFunctionRequest { FunctionName = "probe" }, Stop);
    }

    /// <summary>The module reads names and makes none, so an account without zones and endpoints is what there is to read.</summary>
    public static async Task NamesAsync(AwsSession session)
    {
        AmazonServiceException none = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            session.Route53.ListResourceRecordSetsAsync(new ListResourceRecordSetsRequest { HostedZoneId = "/hostedzone/Z0" }, Stop)
        );
        Assert.Equal(("NoSuchHostedZone", "No hosted zone found with ID: Z0"), (none.ErrorCode, none.Message));
        Assert.Empty(
            (
                await session.Resolver.ListResolverEndpointsAsync(
                    new ListResolverEndpointsRequest
                    {
                        Filters = [new Filter { Name = "Direction", Values = ["INBOUND"] }],
                        MaxResults = 10,
                    },
                    Stop
                )
            ).ResolverEndpoints
        );
        AmazonServiceException wrong = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            session.Resolver.ListResolverRulesAsync(
                new ListResolverRulesRequest { Filters = [new Filter { Name = "Colour", Values = ["red"] }] },
                Stop
            )
        );
        Assert.Equal(("InvalidParameterException", "The filter 'Colour' is invalid"), (wrong.ErrorCode, wrong.Message));
        AmazonServiceException gone = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            session.Resolver.ListResolverEndpointIpAddressesAsync(
                new ListResolverEndpointIpAddressesRequest { ResolverEndpointId = "rslvr-in-0" },
                Stop
            )
        );
        Assert.Equal("ResourceNotFoundException", gone.ErrorCode);
    }

    private static Task AvailableAsync(ApiGatewayClient api, string id) =>
        Polling.UntilAsync(
            "Available",
            Often,
            Patience,
            async token => (await api.GetRestApiAsync(new GetRestApiRequest { RestApiId = id }, token)).ApiStatus is null or "AVAILABLE",
            null,
            Stop
        );

    private static byte[] Zip(string name, string text)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        using (StreamWriter writer = new(zip.CreateEntry(name).Open()))
        {
            writer.Write(text);
        }

        return stream.ToArray();
    }
}
