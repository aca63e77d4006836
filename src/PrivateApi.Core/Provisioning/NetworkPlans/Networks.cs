using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>Reads networks, complete or not, and carries out the plan of a new one.</summary>
internal sealed class Networks(AwsSession session)
{
    /// <summary>Lays out a network; see <see cref="NetworkPlan.MakeAsync"/>.</summary>
    public Task<Plan> PlanAsync(NetworkSpec spec, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        NetworkPlan.MakeAsync(session, spec, progress, stop);

    /// <summary>Creates what a plan found missing, and reads the result.</summary>
    public async Task<Network> ApplyAsync(Plan plan, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        await plan.ApplyAsync(progress, stop);
        string vpcId = plan.Steps[0].RequiredId;
        Network? network = await new Ec2Calls(PlanTiming.For(session)).ReadNewAsync(
            async token => await FindVpcAsync(vpcId, token) is { } vpc ? (await ReadAsync([vpc], token))[0] : null,
            found => found is { SecurityGroupId: not null, SubnetId.Count: 2, PublicSubnetId.Count: 2 },
            stop
        );
        return network
            ?? throw NotFound(
                vpcId,
                $"{vpcId} was created, but EC2 does not show it yet. "
                    + $"{CommandLine.ForCmdlet("Get-PrivateApiNetwork").With("VpcId", vpcId)} checks again."
            );
    }

    /// <summary>One network by the id of its VPC.</summary>
    /// <exception cref="PrivateApiException"><c>NetworkNotFound</c>.</exception>
    public async Task<Network> GetAsync(string vpcId, CancellationToken stop)
    {
        Vpc? vpc = await FindVpcAsync(vpcId, stop);
        return vpc is not null && IsOurs(vpc)
            ? (await ReadAsync([vpc], stop))[0]
            : throw NotFound(
                vpcId,
                vpc is null
                    ? $"There is no VPC {vpcId} in {session.Region}. Get-PrivateApiNetwork lists the networks."
                    : $"{vpcId} is a VPC, but New-PrivateApiNetwork did not create it. Get-PrivateApiNetwork lists the networks."
            );
    }

    /// <summary>The networks whose name passes, ordered by name.</summary>
    public async Task<IReadOnlyList<Network>> ListAsync(Func<string, bool> named, CancellationToken stop)
    {
        DescribeVpcsRequest request = new()
        {
            Filters = [Ec2Tags.Filter("tag-key", ResourceTags.Name), Ec2Tags.Filter("tag:" + ResourceTags.Step, NetworkSteps.Vpc)],
        };
        List<Vpc> vpcs = await session.Ec2.Paginators.DescribeVpcs(request).Vpcs.ToListAsync(stop);
        IReadOnlyList<Network> all = await ReadAsync([.. vpcs.Where(vpc => named(Ec2Tags.Value(vpc.Tags, ResourceTags.Name)!))], stop);
        return [.. all.OrderBy(network => network.Name, StringComparer.Ordinal)];
    }

    /// <summary>The networks with a name: one, unless a name was used twice.</summary>
    /// <exception cref="PrivateApiException"><c>NetworkNotFound</c>.</exception>
    public async Task<IReadOnlyList<Network>> GetByNameAsync(string name, CancellationToken stop)
    {
        IReadOnlyList<Network> found = await ListAsync(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase), stop);
        return found.Count > 0
            ? found
            : throw NotFound(name, $"There is no network called '{name}' in {session.Region}. Get-PrivateApiNetwork lists the networks.");
    }

    /// <summary>The VPC with an id, ours or not; null when it does not exist.</summary>
    public async Task<Vpc?> FindVpcAsync(string vpcId, CancellationToken stop) =>
        (
            await session
                .Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = [Ec2Tags.Filter("vpc-id", vpcId)] })
                .Vpcs.ToListAsync(stop)
        ).FirstOrDefault();

    public static bool IsOurs(Vpc vpc) =>
        Ec2Tags.Value(vpc.Tags, ResourceTags.Name) is not null && Ec2Tags.Value(vpc.Tags, ResourceTags.Step) == NetworkSteps.Vpc;

    private static PrivateApiException NotFound(string target, string message) =>
        new("NetworkNotFound", FaultKind.NotFound, message, target);

    private async Task<IReadOnlyList<Network>> ReadAsync(IReadOnlyList<Vpc> vpcs, CancellationToken stop)
    {
        if (vpcs.Count == 0)
        {
            return [];
        }

        // Two more calls for all networks together, however many there are.
        List<Filter> ours = [Ec2Tags.Filter("tag-key", ResourceTags.Step), Ec2Tags.Filter("vpc-id", vpcs.Select(vpc => vpc.VpcId))];
        List<Subnet> subnets = await session
            .Ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest { Filters = ours })
            .Subnets.ToListAsync(stop);
        List<SecurityGroup> groups = await session
            .Ec2.Paginators.DescribeSecurityGroups(new DescribeSecurityGroupsRequest { Filters = ours })
            .SecurityGroups.ToListAsync(stop);
        string account = await session.GetAccountIdAsync(stop);
        return
        [
            .. vpcs.Select(vpc =>
                Read(vpc, subnets.Where(subnet => subnet.VpcId == vpc.VpcId), groups.Where(group => group.VpcId == vpc.VpcId), account)
            ),
        ];
    }

    private Network Read(Vpc vpc, IEnumerable<Subnet> subnets, IEnumerable<SecurityGroup> groups, string account)
    {
        List<Subnet> ordered = [.. subnets.OrderBy(StepOf, StringComparer.Ordinal)];
        return new Network
        {
            Name = Ec2Tags.Value(vpc.Tags, ResourceTags.Name)!,
            VpcId = vpc.VpcId,
            CidrBlock = vpc.CidrBlock,
            Ipv6CidrBlock = Ipv6Range.Of(vpc),
            SubnetId = ordered
                .Where(subnet => StepOf(subnet).StartsWith(NetworkSteps.PrivateSubnet, StringComparison.Ordinal))
                .Select(subnet => subnet.SubnetId)
                .ToArray(),
            PublicSubnetId = ordered
                .Where(subnet => StepOf(subnet).StartsWith(NetworkSteps.PublicSubnet, StringComparison.Ordinal))
                .Select(subnet => subnet.SubnetId)
                .ToArray(),
            SecurityGroupId = groups
                .FirstOrDefault(group => Ec2Tags.Value(group.Tags, ResourceTags.Step) == NetworkSteps.SecurityGroup)
                ?.GroupId,
            AvailabilityZone = ordered.Select(subnet => subnet.AvailabilityZone).Distinct().Order(StringComparer.Ordinal).ToArray(),
            Tag = Ec2Tags.Read(vpc.Tags),
            AccountId = account,
            Region = session.Region,
        };
    }

    private static string StepOf(Subnet subnet) => Ec2Tags.Value(subnet.Tags, ResourceTags.Step) ?? string.Empty;
}
