using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Text;

namespace PrivateApi.Tests.Provisioning;

/// <summary>A lab, a session that can be spoilt, and Amazon's own EC2 client to look at what came of it.</summary>
internal sealed class LabScene : IDisposable
{
    private readonly AwsSession _session;

    public LabScene(LabOptions? options = null)
    {
        Lab = new EmbeddedAws(options);
        ProgressEvents = new RecordedNotices(options?.Clock as WaitedClock);
        Handler = new FaultyHandler(Lab.CreateHandler());
        _session = Open(Handler);
        Witness = Open(Lab.CreateHandler());
    }

    public EmbeddedAws Lab { get; }

    public FaultyHandler Handler { get; }

    public AwsSession Session => _session;

    /// <summary>A second session, never spoilt.</summary>
    public AwsSession Witness { get; }

    public IAmazonEC2 Ec2 => Witness.Ec2;

    public RecordedNotices ProgressEvents { get; }

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Gives API Gateway the role by which it writes logs, as an account has it that ever switched logs on.</summary>
    public static async Task GiveLogRoleAsync(EmbeddedAws lab)
    {
        using HttpClient http = new(lab.CreateHandler());
        using HttpRequestMessage request = new(HttpMethod.Patch, "http://lab/account");
        request.Content = new StringContent(
            """{"patchOperations":[{"op":"replace","path":"/cloudwatchRoleArn","value":"arn:aws:iam::123456789012:role/logs"}]}"""
        );
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=LAB/20260101/eu-west-1/apigateway/aws4_request, SignedHeaders=host, Signature=0"
        );
        using HttpResponseMessage answer = await http.SendAsync(request, Stop);
        answer.EnsureSuccessStatusCode();
    }

    public async Task<Network> NewNetworkAsync(
        string name = "Demo",
        string cidrBlock = "10.0.0.0/16",
        CancellationToken? stop = null,
        bool hasIpv6 = false,
        params (string Key, string Value)[] tags
    )
    {
        Networks networks = new(Session);
        NetworkSpec spec = new(name, cidrBlock, tags.ToDictionary(tag => tag.Key, tag => tag.Value), hasIpv6);
        Plan plan = await networks.PlanAsync(spec, ProgressEvents, stop ?? Stop);
        return await networks.ApplyAsync(plan, ProgressEvents, stop ?? Stop);
    }

    /// <summary>An IPv6-only subnet in each zone of a network that has an IPv6 range, and in others.</summary>
    public async Task<IReadOnlyList<string>> NewNativeSubnetsAsync(Network network, params string[] others)
    {
        List<string> made = [];
        foreach (string zone in network.AvailabilityZone.Concat(others))
        {
            CreateSubnetRequest request = new()
            {
                VpcId = network.VpcId,
                AvailabilityZone = zone,
                Ipv6Native = true,
                Ipv6CidrBlock = System.Net.IPNetwork.Parse(network.Ipv6CidrBlock!).Part(64, 100 + made.Count).ToString(),
            };
            made.Add((await Ec2.CreateSubnetAsync(request, Stop)).Subnet.SubnetId);
        }

        return made;
    }

    public async Task<Endpoint> NewEndpointAsync(EndpointSpec spec, CancellationToken? stop = null)
    {
        Endpoints endpoints = new(Session, new NoProbes());
        Plan plan = await endpoints.PlanAsync(spec, ProgressEvents, stop ?? Stop);
        return await endpoints.ApplyAsync(plan, ProgressEvents, stop ?? Stop);
    }

    public Task RemoveNetworkAsync(string vpcId, CancellationToken? stop = null) =>
        new NetworkRemoval(Session, new NoProbes()).RemoveAsync(vpcId, ProgressEvents, stop ?? Stop);

    public async Task RemoveEndpointAsync(string id, bool force = false)
    {
        EndpointRemoval removal = new(Session, new NoProbes());
        await removal.RemoveAsync(await removal.CheckAsync(id, force, Stop), ProgressEvents, Stop);
    }

    /// <summary>Counts of everything that a network or an endpoint can leave behind.</summary>
    public async Task<string> InventoryAsync()
    {
        int vpcs = (await Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), Stop)).Vpcs?.Count ?? 0;
        int subnets = (await Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest(), Stop)).Subnets?.Count ?? 0;
        int gateways = (await Ec2.DescribeInternetGatewaysAsync(new DescribeInternetGatewaysRequest(), Stop)).InternetGateways?.Count ?? 0;
        List<RouteTable> tables = (await Ec2.DescribeRouteTablesAsync(new DescribeRouteTablesRequest(), Stop)).RouteTables ?? [];
        List<SecurityGroup> groups =
            (await Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest(), Stop)).SecurityGroups ?? [];
        int endpoints =
            (await Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest(), Stop)).VpcEndpoints?.Count(endpoint =>
                endpoint.State?.Value != "deleted"
            ) ?? 0;
        int interfaces =
            (await Ec2.DescribeNetworkInterfacesAsync(new DescribeNetworkInterfacesRequest(), Stop)).NetworkInterfaces?.Count ?? 0;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{vpcs} VPCs, {subnets} subnets, {gateways} gateways, {tables.Count} tables with "
                + $"{tables.Sum(table => table.Associations?.Count(a => a.Main != true) ?? 0)} associations and "
                + $"{tables.Sum(table => table.Routes?.Count ?? 0)} routes, {groups.Count} groups with "
                + $"{groups.Sum(group => group.IpPermissions?.Count ?? 0)} permissions, {endpoints} endpoints, {interfaces} interfaces"
        );
    }

    public void Dispose()
    {
        _session.Dispose();
        Witness.Dispose();
        Lab.Dispose();
    }

    /// <summary>A connection to a lab in eu-west-1 as an account: the lab takes twelve digits for the account.</summary>
    public static AwsSession OpenAs(EmbeddedAws lab, string account) =>
        AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = "eu-west-1",
                AccessKey = account,
                SecretKey = "x",
                Pacer = new Pacer(TimeProvider.System),
            }
        );

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
}
