using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the ids of subnets, in the given VPC if there is one; the beginning of a name works too.</summary>
public sealed class SubnetIdCompleter : AccountCompleter
{
    private protected override IReadOnlyList<string> Scope(CompletionScene scene) => scene.Values("VpcId");

    private protected override async Task<IReadOnlyList<Suggestion>> ListAsync(
        AwsSession session,
        IReadOnlyList<string> scope,
        CancellationToken stop
    )
    {
        List<Subnet> subnets = await session.Ec2.Paginators.DescribeSubnets(new DescribeSubnetsRequest()).Subnets.ToListAsync(stop);
        return
        [
            .. subnets
                .Where(subnet => scope.Count == 0 || scope.Contains(subnet.VpcId))
                .OrderBy(subnet => NameOf(subnet) is null)
                .ThenBy(NameOf, StringComparer.OrdinalIgnoreCase)
                .Select(subnet => new Suggestion(
                    subnet.SubnetId,
                    $"{NameOf(subnet) ?? "no name"}, {subnet.AvailabilityZone}, {SubnetRanges.First(subnet)}, in {subnet.VpcId}",
                    NameOf(subnet)
                )),
        ];
    }

    private static string? NameOf(Subnet subnet) => Ec2Tags.Value(subnet.Tags, "Name");
}
