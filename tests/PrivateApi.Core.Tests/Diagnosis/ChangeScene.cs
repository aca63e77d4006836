using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Network;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;
using PrivateApi.Tests.Reachability;
using PrivateApi.Tests.Reliability;
using Change = PrivateApi.Reachability.Changes.Change;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A lab with something to change of each kind, over a session whose changing calls can be spoilt and stopped.</summary>
internal sealed partial class ChangeScene : IDisposable
{
    private const string Statement =
        """{"Sid":"AllowApi","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:abcde12345/*"}""";

    private const string Zone = "example.com";

    private const string Pets = "pets.example.com";

    /// <summary>One change of each kind that can be made in the scene.</summary>
    private static readonly Dictionary<ChangeKind, Func<ChangeScene, Task<Change>>> OfKind = new()
    {
        [ChangeKind.VpcAttribute] = async scene =>
        {
            ModifyVpcAttributeRequest off = new() { VpcId = scene.Network.VpcId, EnableDnsHostnames = false };
            await scene.Witness.Ec2.ModifyVpcAttributeAsync(off, LabScene.Stop);
            return new VpcAttributeChange(scene.Network.VpcId, VpcAttributeChange.Hostnames);
        },
        [ChangeKind.PrivateDns] = async scene =>
        {
            ModifyVpcEndpointRequest off = new() { VpcEndpointId = scene.EndpointId, PrivateDnsEnabled = false };
            await scene.Witness.Ec2.ModifyVpcEndpointAsync(off, LabScene.Stop);
            return new PrivateDnsChange(scene.EndpointId, scene.Network.VpcId, IsOn: true, string.Empty);
        },
        [ChangeKind.EndpointAssociation] = async scene =>
        {
            await scene.PatchAsync("remove", "/endpointConfiguration/vpcEndpointIds", scene.EndpointId);
            return new AssociationChange(scene.ApiId, scene.EndpointId, [], "demo");
        },
        [ChangeKind.SecurityGroupRule] = scene =>
            Task.FromResult<Change>(
                new SecurityGroupChange(scene.Network.SecurityGroupId!, IsEgress: false, "10.9.0.0/24", [new Traffic("tcp", "6", 443)])
            ),
        [ChangeKind.NetworkAclEntry] = async scene =>
        {
            DescribeNetworkAclsResponse acls = await scene.Witness.Ec2.DescribeNetworkAclsAsync(
                new DescribeNetworkAclsRequest { Filters = [new Filter("vpc-id", [scene.Network.VpcId])] },
                LabScene.Stop
            );
            return new NetworkAclChange(
                acls.NetworkAcls[0].NetworkAclId,
                AccountFacts.Enter(77, isAllow: true, "10.9.0.0/24", "6", 443, 443),
                new HashSet<int>()
            );
        },
        [ChangeKind.Route] = async scene =>
        {
            Network peer = await scene.Calls.Lab.NewNetworkAsync("Peer", "10.1.0.0/16");
            VpcPeeringConnection peering = (
                await scene.Witness.Ec2.CreateVpcPeeringConnectionAsync(
                    new CreateVpcPeeringConnectionRequest { VpcId = scene.Network.VpcId, PeerVpcId = peer.VpcId },
                    LabScene.Stop
                )
            ).VpcPeeringConnection;
            await scene.Witness.Ec2.AcceptVpcPeeringConnectionAsync(
                new AcceptVpcPeeringConnectionRequest { VpcPeeringConnectionId = peering.VpcPeeringConnectionId },
                LabScene.Stop
            );
            DescribeRouteTablesResponse tables = await scene.Witness.Ec2.DescribeRouteTablesAsync(
                new DescribeRouteTablesRequest { Filters = [new Filter("vpc-id", [scene.Network.VpcId])] },
                LabScene.Stop
            );
            return new RouteChange(tables.RouteTables[0].RouteTableId, "10.1.0.0/16", peering.VpcPeeringConnectionId);
        },
        [ChangeKind.ResourcePolicy] = scene =>
            Task.FromResult<Change>(
                new ResourcePolicyChange(scene.ApiId, "demo", PolicyTemplates.SourceVpc(scene.Network.VpcId).ToJson(), "another policy")
                {
                    Place = scene.Network.VpcId,
                }
            ),
        [ChangeKind.Deployment] = scene => Task.FromResult<Change>(new DeploymentChange(scene.ApiId, "demo")),
        [ChangeKind.DefaultEndpoint] = async scene =>
        {
            await scene.PatchAsync("replace", "/disableExecuteApiEndpoint", "true");
            return new DefaultEndpointChange(scene.ApiId, "demo");
        },
        [ChangeKind.EndpointPolicy] = scene =>
            Task.FromResult<Change>(
                new EndpointPolicyChange(
                    scene.EndpointId,
                    $$"""{"Version":"2012-10-17","Statement":[{{Statement}}]}""",
                    Statement,
                    "arn:aws:execute-api:eu-west-1:123456789012:abcde12345/*"
                )
            ),
        [ChangeKind.FunctionPermission] = async scene =>
        {
            await scene.Calls.CallAsync(scene.Calls.Inside);
            ListFunctionsResponse functions = await scene.Witness.Lambda.ListFunctionsAsync(new ListFunctionsRequest(), LabScene.Stop);
            scene._function = functions.Functions[0].FunctionName;
            return new FunctionPermissionChange(
                scene._function!,
                "repair",
                $"arn:aws:execute-api:eu-west-1:123456789012:{scene.ApiId}/*/GET/pets"
            );
        },
        [ChangeKind.ApiKey] = async scene => new ApiKeyChange(await scene.NewKeyAsync(isEnabled: false)),
        [ChangeKind.UsagePlan] = async scene => new NewPlanChange("Repair", scene.ApiId, "demo", await scene.NewKeyAsync(isEnabled: true)),
        [ChangeKind.UsagePlanKey] = async scene => new PlanKeyChange(
            await scene.NewPlanAsync(isForStage: true),
            await scene.NewKeyAsync(isEnabled: true)
        ),
        [ChangeKind.HostedZone] = async scene =>
        {
            DnsEntry regional = await scene.RegionalNameAsync();
            return new HostedZoneChange(
                Pets,
                scene.Network.VpcId,
                "eu-west-1",
                ["A", "AAAA"],
                scene.EndpointId,
                regional.DnsName,
                regional.HostedZoneId,
                "repair"
            );
        },
        [ChangeKind.DnsRecord] = async scene =>
        {
            DnsEntry regional = await scene.RegionalNameAsync();
            string zone = await scene.NewZoneAsync(scene.Network.VpcId);
            return new DnsRecordChange(zone, Zone, Pets, ["A", "AAAA"], scene.EndpointId, regional.DnsName, regional.HostedZoneId);
        },
        [ChangeKind.ZoneAssociation] = async scene =>
        {
            Network other = await scene.Calls.Lab.NewNetworkAsync("Other", "10.1.0.0/16");
            return new ZoneAssociationChange(await scene.NewZoneAsync(other.VpcId), Zone, scene.Network.VpcId, "eu-west-1");
        },
        [ChangeKind.DomainAssociation] = async scene =>
        {
            (string id, string arn) = await scene.NewDomainAsync();
            return new DomainAssociationChange(Pets, id, arn, scene.EndpointId);
        },
        [ChangeKind.BasePathMapping] = async scene => new BasePathChange(Pets, (await scene.NewDomainAsync()).Id, scene.ApiId, "demo"),
        [ChangeKind.DomainPolicy] = async scene => new DomainPolicyChange(
            Pets,
            (await scene.NewDomainAsync()).Id,
            PolicyTemplates.SourceVpc(scene.Network.VpcId).ToJson(),
            "another policy",
            scene.Network.VpcId
        ),
        [ChangeKind.UsagePlanStage] = async scene => new PlanStageChange(
            await scene.NewPlanAsync(isForStage: false),
            scene.ApiId,
            "demo",
            "key"
        ),
    };

    private string? _function;
    private string? _domain;

    private ChangeScene(CallScene calls)
    {
        Calls = calls;
        Handler = new ChangeHandler(calls.Lab.Lab.CreateHandler());
        Session = AwsSession.Open(
            new AwsConnection
            {
                Handler = Handler,
                EndpointUrl = new Uri("http://localhost/"),
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(new InstantClock()),
            }
        );
    }

    public CallScene Calls { get; }

    public ChangeHandler Handler { get; }

    /// <summary>The session that makes changes.</summary>
    public AwsSession Session { get; }

    private AwsSession Witness => Calls.Lab.Witness;

    private Network Network => Calls.Network;

    private string EndpointId => Calls.Endpoint.VpcEndpointId;

    private string ApiId => Calls.Api.RestApiId;

    /// <summary>A change that is made before the one that is looked at.</summary>
    public Change First =>
        new SecurityGroupChange(Network.SecurityGroupId!, IsEgress: false, "10.8.0.0/24", [new Traffic("tcp", "6", 8443)]);

    /// <summary>The scene, and a change of a kind.</summary>
    public static async Task<(ChangeScene Scene, Change Change)> MakeAsync(ChangeKind kind)
    {
        ChangeScene scene = new(await CallScene.MakeAsync());
        Assert.True(OfKind.TryGetValue(kind, out Func<ChangeScene, Task<Change>>? make), $"{kind} is not tried here.");
        return (scene, await make(scene));
    }

    /// <summary>All that is in the account, but for when a stage was changed last, and whether AWS is done with what is asked of it.</summary>
    public async Task<string> StateAsync()
    {
        using LabInventory inventory = new(Calls.Lab.Lab);
        string policy = _function is null ? string.Empty : await SendAsync("lambda", "GET", $"/2015-03-31/functions/{_function}/policy");
        return Dates().Replace(Busy().Replace(await inventory.ReadAsync(), string.Empty), string.Empty)
            + policy
            + await ZonesAsync()
            + await DomainAsync();
    }

    public void Dispose()
    {
        Session.Dispose();
        Calls.Dispose();
    }

    private Task<UpdateRestApiResponse> PatchAsync(string operation, string path, string value) =>
        Witness.ApiGateway.UpdateRestApiAsync(
            new UpdateRestApiRequest
            {
                RestApiId = ApiId,
                PatchOperations =
                [
                    new PatchOperation
                    {
                        Op = operation,
                        Path = path,
                        Value = value,
                    },
                ],
            },
            LabScene.Stop
        );

    private async Task<DnsEntry> RegionalNameAsync() =>
        (await Witness.Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [EndpointId] }, LabScene.Stop))
            .VpcEndpoints[0]
            .DnsEntries[0];

    private async Task<string> NewZoneAsync(string vpcId)
    {
        CreateHostedZoneResponse made = await Witness.Route53.CreateHostedZoneAsync(
            new CreateHostedZoneRequest
            {
                Name = Zone,
                VPC = new VPC { VPCId = vpcId, VPCRegion = "eu-west-1" },
                CallerReference = "scene",
            },
            LabScene.Stop
        );
        return HostedZoneIds.Plain(made.HostedZone.Id);
    }

    /// <summary>Each zone with its VPCs and records, as Route 53 lists them.</summary>
    private async Task<string> ZonesAsync()
    {
        StringBuilder text = new();
        string zones = await SendAsync("route53", "GET", "/2013-04-01/hostedzone");
        text.Append(zones);
        foreach (Match zone in ZoneId().Matches(zones))
        {
            text.Append(await SendAsync("route53", "GET", $"/2013-04-01{zone.Value}"))
                .Append(await SendAsync("route53", "GET", $"/2013-04-01{zone.Value}/rrset"));
        }

        return text.ToString();
    }

    /// <summary>The custom domain name with its policy and base paths, and all associations.</summary>
    private async Task<string> DomainAsync() =>
        _domain is null
            ? string.Empty
            : Busy()
                .Replace(
                    await SendAsync("apigateway", "GET", $"/domainnames/{Pets}?domainNameId={_domain}")
                        + await SendAsync("apigateway", "GET", $"/domainnames/{Pets}/basepathmappings?domainNameId={_domain}")
                        + await SendAsync("apigateway", "GET", "/domainnameaccessassociations"),
                    string.Empty
                );

    private async Task<(string Id, string Arn)> NewDomainAsync()
    {
        JsonObject domain = new()
        {
            ["domainName"] = Pets,
            ["certificateArn"] = "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012",
            ["endpointConfiguration"] = new JsonObject { ["types"] = new JsonArray("PRIVATE") },
            ["policy"] = PolicyTemplates.SourceVpce(EndpointId).ToJson(),
        };
        JsonNode made = JsonNode.Parse(await SendAsync("apigateway", "POST", "/domainnames", domain))!;
        _domain = (string)made["domainNameId"]!;
        return (_domain, (string)made["domainNameArn"]!);
    }

    private async Task<string> NewKeyAsync(bool isEnabled) =>
        (string)
            JsonNode.Parse(
                await SendAsync("apigateway", "POST", "/apikeys", new JsonObject { ["name"] = "caller", ["enabled"] = isEnabled })
            )!["id"]!;

    private async Task<string> NewPlanAsync(bool isForStage)
    {
        CreateUsagePlanRequest plan = new()
        {
            Name = "gold",
            ApiStages = isForStage ? [new ApiStage { ApiId = ApiId, Stage = "demo" }] : null,
        };
        return (await Witness.ApiGateway.CreateUsagePlanAsync(plan, LabScene.Stop)).Id;
    }

    private async Task<string> SendAsync(string service, string method, string path, JsonObject? body = null)
    {
        using HttpClient http = new(Calls.Lab.Lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=lab/20260101/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=0"
        );
        request.Content = body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(request, LabScene.Stop);
        return await response.Content.ReadAsStringAsync(LabScene.Stop);
    }

    [GeneratedRegex(
        "\"(apiStatus|domainNameStatus)\":\"(UPDATING|AVAILABLE|PENDING)\"|<status><code>(provisioning|active)</code><message>[^<]*</message>"
    )]
    private static partial Regex Busy();

    [GeneratedRegex("/hostedzone/Z[A-Z0-9]+")]
    private static partial Regex ZoneId();

    // A date or a revision says that something was changed, not what it is.
    [GeneratedRegex("\"(lastUpdatedDate|RevisionId)\":[^,}]+,?")]
    private static partial Regex Dates();
}
