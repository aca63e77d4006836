using System.Net;
using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;

namespace PrivateApi.Calls.Lambda;

/// <summary>Whether the endpoint's groups let a probe in, whose group nobody but us knows.</summary>
internal sealed class EndpointAdmission(AwsSession session)
{
    private const int Https = 443;

    /// <summary>Says so where they do not. Other people's groups are not changed.</summary>
    public async Task WarnAsync(ProbePlace place, string probeGroup, IProgress<Notice> notices, CancellationToken stop)
    {
        IReadOnlyList<string> groups = place.Endpoint?.SecurityGroupId ?? [];
        if (groups.Count == 0)
        {
            return;
        }

        List<Subnet> subnets = (await session.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. place.SubnetIds] }, stop)).Subnets ?? [];
        List<SecurityGroup> found = (await session.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [.. groups] }, stop)).SecurityGroups ?? [];
        List<IpPermission> rules = [.. found.SelectMany(group => group.IpPermissions ?? []).Where(IsHttps)];

        // What a prefix list holds is not read here, and subnets without IPv4 are not judged: the benefit of the doubt.
        bool isAdmitted = rules.Exists(rule => rule.PrefixListIds is { Count: > 0 })
            || subnets.Exists(subnet => string.IsNullOrEmpty(subnet.CidrBlock))
            || rules.Exists(rule => (rule.UserIdGroupPairs ?? []).Exists(pair => pair.GroupId == probeGroup))
            || subnets.TrueForAll(subnet => rules.Exists(rule => (rule.Ipv4Ranges ?? []).Exists(range => Covers(range.CidrIp, subnet.CidrBlock))));
        if (!isAdmitted)
        {
            notices.Report(Notice.Warning(
                $"The security groups of {place.Endpoint!.VpcEndpointId} ({string.Join(", ", groups)}) admit neither the probe's group {probeGroup} nor its subnets on TCP {Https}, so calls time out. Use the -SecurityGroupId of a caller that they admit, or admit {probeGroup} in one of them."));
        }
    }

    private static bool IsHttps(IpPermission rule) =>
        rule.IpProtocol == "-1" || (rule.IpProtocol is "tcp" or "6" && rule.FromPort <= Https && rule.ToPort >= Https);

    private static bool Covers(string range, string part)
    {
        IPNetwork outer = IPNetwork.Parse(range);
        IPNetwork inner = IPNetwork.Parse(part);
        return outer.PrefixLength <= inner.PrefixLength && outer.Contains(inner.BaseAddress);
    }
}
