using System.Text.Json.Nodes;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Templates;
using GatewayDomain = PrivateApi.Aws.Clients.ApiGateway.DomainName;
using GatewayStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Tests.Templates;

/// <summary>A set-up that has everything a template can hold, as AWS would describe it.</summary>
internal static class SetupScene
{
    public const string Api = "a1b2c3d4e5";
    public const string Endpoint = "vpce-0123456789abcdef0";
    private const string Account = "123456789012";

    public static Setup Whole =>
        new()
        {
            AccountId = Account,
            Region = "eu-west-1",
            Partition = "aws",
            Vpcs = [Network],
            Apis = [Gateway],
            Domains =
            [
                new DomainSetup(
                    new GatewayDomain
                    {
                        Name = "pets.example.com",
                        DomainNameId = "abcd1234",
                        DomainNameArn = $"arn:aws:apigateway:eu-west-1:{Account}:/domainnames/pets.example.com+abcd1234",
                        CertificateArn = $"arn:aws:acm:eu-west-1:{Account}:certificate/fb1b9770-a305-495d-aefb-27e5e101ff3a",
                        SecurityPolicy = "TLS_1_2",
                        Policy = Policy(
                            $"arn:aws:execute-api:eu-west-1:{Account}:/domainnames/pets.example.com+abcd1234",
                            $",\"Condition\":{{\"StringEquals\":{{\"aws:SourceVpce\":\"{Endpoint}\"}}}}"
                        ),
                    },
                    [
                        new BasePathMapping { BasePath = "(none)", RestApiId = Api },
                        new BasePathMapping
                        {
                            BasePath = "shop",
                            RestApiId = Api,
                            Stage = "live",
                        },
                    ],
                    [new DomainNameAccessAssociation { AccessAssociationSource = Endpoint }]
                ),
            ],
        };

    /// <summary>The API alone, with secrets in each place that holds some.</summary>
    public static Setup Secret =>
        Whole with
        {
            Vpcs = [],
            Domains = [],
            Apis =
            [
                Gateway with
                {
                    Definition = JsonNode
                        .Parse(
                            """
                            {"openapi":"3.0.1","info":{"title":"Pets","version":"1","description":"see https://reader:pl4nt-info@wiki.example.com"},
                             "paths":{"/pets":{"get":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{
                               "type":"http","httpMethod":"GET","connectionId":"${stageVariables.tokenLink}",
                               "uri":"https://admin:pl4nt-user@${stageVariables.host}/pets?api_key=pl4nt-query&type=dog&sig=${stageVariables.plain}",
                               "requestParameters":{"integration.request.header.Authorization":"'Bearer pl4nt-header'","integration.request.header.Accept":"'text/plain'",
                                 "integration.request.header.X-Api-Key":"stageVariables.other","integration.request.header.Cookie":"method.request.header.Cookie"},
                               "requestTemplates":{"application/json":"{\"hook\":\"https://hooks.slack.com/services/T0/B0/pl4nt-hook\"}"}}},
                              "post":{"responses":{"200":{"description":"ok"}},"x-amazon-apigateway-integration":{
                               "type":"aws_proxy","httpMethod":"POST","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.tokenFunction}/invocations"}}}}}
                            """
                        )!
                        .AsObject(),
                    Stages =
                    [
                        new GatewayStage
                        {
                            StageName = "live",
                            DeploymentId = "dep123",
                            Variables = new()
                            {
                                ["dbPassword"] = "pl4nt-name",
                                ["plain"] = "pl4nt-place",
                                ["other"] = "pl4nt-mapped",
                                ["host"] = "u:pl4nt-host@backend.example.com",
                                ["tokenFunction"] = "pets",
                                ["tokenLink"] = "abc123",
                                ["level"] = "10",
                            },
                        },
                    ],
                },
            ],
        };

    /// <summary>A security scheme that asks a function, in the form of API Gateway's guide.</summary>
    public static JsonObject Authorizer(string function, string? role)
    {
        JsonObject asks = new()
        {
            ["type"] = "token",
            ["authorizerUri"] = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:{function}/invocations",
        };
        if (role is not null)
        {
            asks["authorizerCredentials"] = role;
        }

        return new JsonObject
        {
            ["type"] = "apiKey",
            ["name"] = "Authorization",
            ["in"] = "header",
            ["x-amazon-apigateway-authtype"] = "custom",
            ["x-amazon-apigateway-authorizer"] = asks,
        };
    }

    private static ApiSetup Gateway =>
        new(
            new RestApi
            {
                Id = Api,
                Name = "Pet store, 2nd",
                Description = "yes",
                EndpointConfiguration = new()
                {
                    Types = ["PRIVATE"],
                    IpAddressType = "dualstack",
                    VpcEndpointIds = [Endpoint],
                },
                Policy = Policy(
                        $"arn:aws:execute-api:eu-west-1:{Account}:{Api}/live/GET/*",
                        $",\"Condition\":{{\"StringEquals\":{{\"aws:SourceVpc\":\"vpc-1\",\"aws:PrincipalTag/${{aws:username}}\":\"${{aws:username}}\"}}}}"
                    )
                    .Replace("\"", "\\\"", StringComparison.Ordinal),
                BinaryMediaTypes = ["image/png"],
                Tags = new()
                {
                    ["team"] = "pets",
                    ["privateapi:name"] = "PetStore",
                    ["aws:cloudformation:stack-name"] = "old",
                },
            },
            [
                new GatewayStage
                {
                    StageName = "live",
                    DeploymentId = "dep123",
                    Variables = new() { ["backend"] = "10", ["on"] = "yes" },
                    Tags = new() { ["privateapi:policy"] = "dep123/abc" },
                    MethodSettings = new()
                    {
                        ["*/*"] = new() { LoggingLevel = "INFO", ThrottlingBurstLimit = -1 },
                        ["~1pets/GET"] = new() { ThrottlingBurstLimit = 5, ThrottlingRateLimit = 2.5 },
                    },
                    AccessLogSettings = new()
                    {
                        DestinationArn = $"arn:aws:logs:eu-west-1:{Account}:log-group:pets",
                        Format = "$context.requestId $context.identity.vpceId",
                    },
                },
            ],
            JsonNode
                .Parse(
                    """
                    {"openapi":"3.0.1","info":{"title":"Pets","version":"2012-10-17"},
                     "servers":[{"url":"https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/{basePath}"}],
                     "x-amazon-apigateway-policy":{"Version":"2012-10-17"},
                     "paths":{"/pets":{"get":{"description":"two\nlines: #1\n","responses":{"200":{"description":"0x1f"}},
                       "x-amazon-apigateway-integration":{"type":"aws_proxy","httpMethod":"POST","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations","requestTemplates":{"application/json":"  #set($x = ${stageVariables.backend})\n\ttab"}}}}}}
                    """
                )!
                .AsObject(),
            "live"
        );

    private static VpcSetup Network =>
        new()
        {
            Vpc = new Vpc
            {
                VpcId = "vpc-1",
                CidrBlock = "10.1.0.0/16",
                InstanceTenancy = Tenancy.Default,
                Tags = [new Tag("Name", "Prod: main")],
            },
            EnableDnsSupport = true,
            EnableDnsHostnames = true,
            Subnets =
            [
                new Subnet
                {
                    SubnetId = "subnet-1",
                    CidrBlock = "10.1.0.0/24",
                    AvailabilityZone = "eu-west-1b",
                    Tags = [new Tag("Name", "app-1")],
                },
                new Subnet
                {
                    SubnetId = "subnet-2",
                    CidrBlock = "10.1.1.0/24",
                    AvailabilityZone = "eu-west-1c",
                    Tags = [],
                },
                new Subnet
                {
                    SubnetId = "subnet-3",
                    CidrBlock = "10.1.2.0/24",
                    AvailabilityZone = "eu-west-1b",
                    MapPublicIpOnLaunch = true,
                    Tags = [new Tag("Name", "public")],
                },
            ],
            RouteTables =
            [
                new RouteTable
                {
                    RouteTableId = "rtb-main",
                    Associations = [new RouteTableAssociation { Main = true }],
                    Routes =
                    [
                        new Route { DestinationCidrBlock = "10.1.0.0/16", GatewayId = "local" },
                        new Route { DestinationCidrBlock = "0.0.0.0/0", NatGatewayId = "nat-1" },
                        new Route { DestinationCidrBlock = "10.9.0.0/16", TransitGatewayId = "tgw-1" },
                    ],
                },
                new RouteTable
                {
                    RouteTableId = "rtb-public",
                    Associations = [new RouteTableAssociation { SubnetId = "subnet-3" }],
                    Routes =
                    [
                        new Route { DestinationCidrBlock = "10.1.0.0/16", GatewayId = "local" },
                        new Route { DestinationCidrBlock = "0.0.0.0/0", GatewayId = "igw-1" },
                    ],
                    Tags = [new Tag("Name", "public")],
                },
            ],
            InternetGateways = [new InternetGateway { InternetGatewayId = "igw-1" }],
            NatGateways =
            [
                new NatGateway
                {
                    NatGatewayId = "nat-1",
                    SubnetId = "subnet-3",
                    ConnectivityType = ConnectivityType.Public,
                },
            ],
            NetworkAcls =
            [
                new NetworkAcl
                {
                    NetworkAclId = "acl-0",
                    IsDefault = true,
                    Associations = [new NetworkAclAssociation { SubnetId = "subnet-3" }],
                    Entries =
                    [
                        new NetworkAclEntry
                        {
                            RuleNumber = 100,
                            Protocol = "-1",
                            RuleAction = RuleAction.Allow,
                            CidrBlock = "0.0.0.0/0",
                            Egress = false,
                        },
                    ],
                },
                new NetworkAcl
                {
                    NetworkAclId = "acl-1",
                    IsDefault = false,
                    Associations =
                    [
                        new NetworkAclAssociation { SubnetId = "subnet-1" },
                        new NetworkAclAssociation { SubnetId = "subnet-2" },
                    ],
                    Entries =
                    [
                        new NetworkAclEntry
                        {
                            RuleNumber = 32767,
                            Protocol = "-1",
                            RuleAction = RuleAction.Deny,
                            CidrBlock = "0.0.0.0/0",
                            Egress = false,
                        },
                        new NetworkAclEntry
                        {
                            RuleNumber = 90,
                            Protocol = "6",
                            RuleAction = RuleAction.Allow,
                            CidrBlock = "10.1.0.0/16",
                            Egress = false,
                            PortRange = new PortRange { From = 443, To = 443 },
                        },
                        new NetworkAclEntry
                        {
                            RuleNumber = 90,
                            Protocol = "-1",
                            RuleAction = RuleAction.Allow,
                            CidrBlock = "0.0.0.0/0",
                            Egress = true,
                        },
                    ],
                },
            ],
            SecurityGroups =
            [
                new SecurityGroup
                {
                    GroupId = "sg-app",
                    GroupName = "app",
                    Description = "callers",
                    IpPermissions = [],
                    IpPermissionsEgress = [To("sg-end")],
                },
                new SecurityGroup
                {
                    GroupId = "sg-end",
                    GroupName = "endpoint",
                    Description = "endpoint",
                    IpPermissions = [To("sg-app"), To("sg-elsewhere")],
                    IpPermissionsEgress = [new IpPermission { IpProtocol = "-1", Ipv4Ranges = [new IpRange { CidrIp = "0.0.0.0/0" }] }],
                },
            ],
            Endpoints =
            [
                new VpcEndpoint
                {
                    VpcEndpointId = Endpoint,
                    VpcId = "vpc-1",
                    ServiceName = "com.amazonaws.eu-west-1.execute-api",
                    SubnetIds = ["subnet-2", "subnet-1"],
                    Groups = [new SecurityGroupIdentifier { GroupId = "sg-end" }],
                    PrivateDnsEnabled = true,
                    PolicyDocument = Policy($"arn:aws:execute-api:eu-west-1:{Account}:{Api}/*", string.Empty),
                    Tags = [],
                },
            ],
        };

    private static IpPermission To(string group) =>
        new()
        {
            IpProtocol = "tcp",
            FromPort = 443,
            ToPort = 443,
            UserIdGroupPairs = [new UserIdGroupPair { GroupId = group }],
        };

    private static string Policy(string resource, string condition) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"{{resource}}"{{condition}}}]}""";
}
