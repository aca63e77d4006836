using System.Globalization;
using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>The steps that create the subnets of a network.</summary>
internal sealed class SubnetSteps(NetworkBuild build, IReadOnlyList<string> zones, PlanStep? ipv6)
{
    /// <param name="stepPrefix">The step's name without its number.</param>
    /// <param name="kind">private or public.</param>
    /// <param name="index">The zone, from 0.</param>
    /// <param name="range">Its range.</param>
    /// <param name="ipv6Index">Which /64 of the VPC's IPv6 range it gets, where there is one.</param>
    public PlanStep Subnet(string stepPrefix, string kind, int index, IPNetwork range, int ipv6Index)
    {
        string name = stepPrefix + (index + 1).ToString(CultureInfo.InvariantCulture);
        return new PlanStep
        {
            Name = name,
            Run = build.Run,
            Description = $"Create the {kind} subnet {range} in {zones[index]}",
            Within = build.Vpc,
            Find = async stop =>
            {
                Subnet? found = (await SubnetsAsync(name, stop)).FirstOrDefault();
                if (found is not null)
                {
                    ParameterMismatch.Require(
                        $"Subnet '{name}' of network '{build.Spec.Name}'",
                        found.SubnetId,
                        "CIDR block",
                        found.CidrBlock,
                        range.ToString()
                    );
                }

                return found?.SubnetId;
            },
            FindOwn = async stop => (await SubnetsAsync(name, stop)).Find(subnet => build.Run.IsOn(Ec2Tags.Read(subnet.Tags)))?.SubnetId,
            Create = async stop => (
                    await build.Calls.OnNewAsync(
                        token =>
                            build.Ec2.CreateSubnetAsync(
                                new CreateSubnetRequest(build.Vpc.RequiredId, range.ToString())
                                {
                                    AvailabilityZone = zones[index],
                                    Ipv6CidrBlock = ipv6 is null ? null : Ipv6Range.PartOf(ipv6, ipv6Index),
                                    TagSpecifications = build.Tags(ResourceType.Subnet, name),
                                },
                                token
                            ),
                        stop
                    )
                ).Subnet.SubnetId,
            Undo = (id, progress, stop) =>
                build.Calls.TakeBackAsync(id, token => build.Ec2.DeleteSubnetAsync(new DeleteSubnetRequest(id), token), progress, stop),
            RemovalCommand = build.RemoveNetwork,
        };
    }

    private Task<List<Subnet>> SubnetsAsync(string name, CancellationToken stop) =>
        build
            .Ec2.Paginators.DescribeSubnets(
                new DescribeSubnetsRequest
                {
                    Filters = [.. Ec2Tags.OfStep(build.Spec.Name, name), Ec2Tags.Filter("vpc-id", build.Vpc.RequiredId)],
                }
            )
            .Subnets.ToListAsync(stop);
}
