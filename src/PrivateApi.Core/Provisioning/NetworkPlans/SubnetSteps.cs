using System.Globalization;
using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>The steps that create the subnets of a network.</summary>
internal sealed class SubnetSteps(NetworkBuild build, IReadOnlyList<string> zones)
{
    public PlanStep Subnet(string stepPrefix, string kind, int index, IPNetwork range)
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
            Create = async stop =>
                (
                    await build.Calls.OnNewAsync(
                        token =>
                            build.Ec2.CreateSubnetAsync(
                                new CreateSubnetRequest(build.Vpc.RequiredId, range.ToString())
                                {
                                    AvailabilityZone = zones[index],
                                    TagSpecifications = build.Tags(ResourceType.Subnet, name),
                                },
                                token
                            ),
                        stop
                    )
                )
                    .Subnet
                    .SubnetId,
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
