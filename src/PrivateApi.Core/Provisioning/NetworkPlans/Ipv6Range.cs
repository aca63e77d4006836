using System.Net;
using Amazon.EC2.Model;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>
/// The IPv6 range of a network's VPC, a /56 that Amazon chooses: it comes with the VPC, and is associated some seconds later. Subnets get
/// a /64 of it each (VPC user guide, "VPC CIDR blocks", "Subnet CIDR blocks").
/// </summary>
internal static class Ipv6Range
{
    private const int SubnetPrefix = 64;

    /// <summary>The step that waits for the range; its id is the range.</summary>
    public static PlanStep Step(NetworkBuild build) =>
        new()
        {
            Name = "ipv6-range",
            Description = "Wait for its IPv6 range",
            Within = build.Vpc,
            Find = stop => FindAsync(build, stop),
            Create = async stop =>
                await Ec2Calls.ReadUntilAsync(
                    token => FindAsync(build, token),
                    range => range is not null,
                    build.Timing.AtLeast(TimeSpan.FromMinutes(2)),
                    stop
                )
                ?? throw new Errors.PrivateApiException(
                    "TimedOut",
                    Errors.FaultKind.TimedOut,
                    $"The IPv6 range of {build.Vpc.RequiredId} is not associated after two minutes. The same command goes on.",
                    build.Vpc.RequiredId
                ),
        };

    /// <summary>The subnet's part of the range.</summary>
    public static string PartOf(PlanStep range, int index) => IPNetwork.Parse(range.RequiredId).Part(SubnetPrefix, index).ToString();

    /// <summary>The range that is associated; null for none.</summary>
    public static string? Of(Vpc vpc) =>
        vpc.Ipv6CidrBlockAssociationSet?.Find(item => item.Ipv6CidrBlockState?.State?.Value == "associated")?.Ipv6CidrBlock;

    private static async Task<string?> FindAsync(NetworkBuild build, CancellationToken stop) =>
        Of(
            (
                await build.Calls.OnNewAsync(
                    token => build.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { VpcIds = [build.Vpc.RequiredId] }, token),
                    stop
                )
            ).Vpcs[0]
        );
}
