using System.Text.Json;
using PrivateApi.Lab;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Lab.Ec2;

/// <summary>
/// IPv6-only subnets (VPC user guide, "Subnet types"; EC2's CreateSubnet, Ipv6Native) and the types of interface endpoints that they take
/// (PrivateLink guide, "Access an AWS service using an interface VPC endpoint", "IP address types").
/// </summary>
public sealed class NativeSubnetTests
{
    [Fact]
    public async Task Boto3_makes_IPv6_only_subnets_is_refused_where_AWS_refuses_and_makes_an_ipv6_endpoint_in_them()
    {
        using TurnedClock time = new();
        using EmbeddedAws lab = new(new LabOptions { Clock = time });
        JsonElement answer = await Peer.BotoAsync("native_subnets.py", lab.Listen(), time);
        Assert.StartsWith("vpce-", answer.GetProperty("endpoint").GetString(), StringComparison.Ordinal);
    }
}
