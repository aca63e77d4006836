using Amazon.EC2.Model;
using PrivateApi.Calls.Lambda;
using PrivateApi.Model;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Tests.Provisioning;
using Endpoint = PrivateApi.Model.Endpoint;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// A warning where the endpoint's groups keep a probe out, by the rules of the VPC user guide, "Security group rules": the
/// same that Test-PrivateApi judges by.
/// </summary>
public sealed class EndpointAdmissionTests
{
    private const string Subnets = "both subnets",
        First = "the first subnet",
        Probe = "the probe's group";

    private static CancellationToken Stop => LabScene.Stop;

    [Theory]
    [InlineData(Subnets, "tcp", 443, 443, true)]
    [InlineData(Subnets, "tcp", 1, 65535, true)]
    [InlineData(Subnets, "-1", -1, -1, true)]
    [InlineData(Subnets, "udp", 443, 443, false)]
    [InlineData(Subnets, "tcp", 444, 500, false)]
    [InlineData(First, "tcp", 443, 443, false)]
    [InlineData("10.0.0.0/8", "tcp", 443, 443, true)]
    [InlineData("192.168.0.0/16", "tcp", 443, 443, false)]
    [InlineData(Probe, "tcp", 443, 443, true)]
    [InlineData(Probe, "tcp", 80, 80, false)]
    public async Task It_comes_only_where_no_rule_lets_the_probe_in(string from, string protocol, int first, int last, bool isAdmitted)
    {
        using LabScene lab = new();
        Network network = await lab.NewNetworkAsync();
        string own = await NewGroupAsync(lab, network, "endpoint"),
            probe = await NewGroupAsync(lab, network, "probe");
        Endpoint endpoint = await lab.NewEndpointAsync(
            new EndpointSpec
            {
                Name = "Demo",
                VpcId = network.VpcId,
                SubnetIds = network.SubnetId,
                SecurityGroupIds = [own],
            }
        );
        List<Subnet> subnets = (
            await lab.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. network.SubnetId] }, Stop)
        ).Subnets;
        IpPermission rule = new()
        {
            IpProtocol = protocol,
            FromPort = first,
            ToPort = last,
        };
        if (from == Probe)
        {
            rule.UserIdGroupPairs = [new UserIdGroupPair { GroupId = probe }];
        }
        else
        {
            string[] ranges =
                from == Subnets ? [.. subnets.Select(subnet => subnet.CidrBlock)]
                : from == First ? [subnets[0].CidrBlock]
                : [from];
            rule.Ipv4Ranges = [.. ranges.Select(range => new IpRange { CidrIp = range })];
        }

        await lab.Ec2.AuthorizeSecurityGroupIngressAsync(
            new AuthorizeSecurityGroupIngressRequest { GroupId = own, IpPermissions = [rule] },
            Stop
        );
        ProbePlace place = new()
        {
            VpcId = network.VpcId,
            SubnetIds = network.SubnetId,
            Endpoint = endpoint,
        };
        await new EndpointAdmission(lab.Session).WarnAsync(place, probe, lab.ProgressEvents, Stop);
        if (isAdmitted)
        {
            Assert.Empty(lab.ProgressEvents.Warnings);
        }
        else
        {
            Assert.Contains(own, Assert.Single(lab.ProgressEvents.Warnings), StringComparison.Ordinal);
        }
    }

    private static async Task<string> NewGroupAsync(LabScene lab, Network network, string name) =>
        (await lab.Ec2.CreateSecurityGroupAsync(new CreateSecurityGroupRequest(name, name) { VpcId = network.VpcId }, Stop)).GroupId;
}
