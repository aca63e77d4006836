using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Errors;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.NetworkPlans;

/// <summary>The step that creates the VPC of a network, or finds it by its tags.</summary>
internal sealed class VpcStep(IAmazonEC2 ec2, Ec2Calls calls, NetworkSpec spec, IPNetwork range, RunMark run, TimeSpan settleTime)
{
    public PlanStep Vpc() =>
        new()
        {
            Name = NetworkSteps.Vpc,
            Run = run,
            Description = $"Create the VPC {range}{(spec.HasIpv6 ? " with an IPv6 range" : string.Empty)}",
            Find = FindVpcAsync,
            FindAll = async stop => await CandidatesAsync(await VpcsAsync(stop), stop),
            Hold = _ => settleTime,
            Create = async stop =>
                (
                    await ec2.CreateVpcAsync(
                        new CreateVpcRequest(range.ToString())
                        {
                            AmazonProvidedIpv6CidrBlock = spec.HasIpv6 ? true : null,
                            TagSpecifications = Ec2Tags.AtBirth(ResourceType.Vpc, spec.Name, NetworkSteps.Vpc, run, spec.Tag),
                        },
                        stop
                    )
                )
                    .Vpc
                    .VpcId,
            Discard = (id, stop) => calls.DiscardAsync(token => ec2.DeleteVpcAsync(new DeleteVpcRequest(id), token), stop),
            Undo = (id, progress, stop) =>
                calls.TakeBackAsync(id, token => ec2.DeleteVpcAsync(new DeleteVpcRequest(id), token), progress, stop),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-PrivateApiNetwork").With("VpcId", id),
        };

    private async Task<string?> FindVpcAsync(CancellationToken stop)
    {
        List<Vpc> found = await VpcsAsync(stop);
        IReadOnlyList<PlanCandidate> all = await CandidatesAsync(found, stop);
        if (PlanCandidate.AreAmbiguous(all))
        {
            throw new PrivateApiException(
                "AmbiguousName",
                FaultKind.Conflict,
                $"More than one network is called '{spec.Name}': "
                    + $"{string.Join(", ", found.Select(vpc => vpc.VpcId))}. Remove one with Remove-PrivateApiNetwork -VpcId.",
                spec.Name
            );
        }

        // Two runs may have created one each just now; one of them is about to give way.
        if (found.Find(item => item.VpcId == PlanCandidate.Preferred(all)?.Id) is not { } vpc)
        {
            return null;
        }

        string what = $"Network '{spec.Name}'";
        ParameterMismatch.Require(what, vpc.VpcId, "CIDR block", vpc.CidrBlock, range.ToString());
        ParameterMismatch.Require(
            what,
            vpc.VpcId,
            "IPv6 range",
            vpc.Ipv6CidrBlockAssociationSet is { Count: > 0 } ? "yes" : "no",
            spec.HasIpv6 ? "yes" : "no"
        );
        ResourceTags.RequireSame(what, vpc.VpcId, Ec2Tags.Read(vpc.Tags), spec.Tag);
        return vpc.VpcId;
    }

    private Task<List<Vpc>> VpcsAsync(CancellationToken stop) =>
        ec2
            .Paginators.DescribeVpcs(new DescribeVpcsRequest { Filters = Ec2Tags.OfStep(spec.Name, NetworkSteps.Vpc) })
            .Vpcs.ToListAsync(stop);

    private async Task<IReadOnlyList<PlanCandidate>> CandidatesAsync(List<Vpc> found, CancellationToken stop)
    {
        if (found.Count == 0)
        {
            return [];
        }

        DescribeSubnetsRequest request = new() { Filters = [Ec2Tags.Filter("vpc-id", found.Select(vpc => vpc.VpcId))] };
        HashSet<string> used =
        [
            .. (await ec2.Paginators.DescribeSubnets(request).Subnets.ToListAsync(stop)).Select(subnet => subnet.VpcId),
        ];
        return [.. found.Select(vpc => Ec2Tags.Candidate(vpc.VpcId, vpc.Tags, isInUse: used.Contains(vpc.VpcId)))];
    }
}
