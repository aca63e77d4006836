using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The existing VPCs.</summary>
internal static class VpcSuggestions
{
    public static async Task<IEnumerable<Vpc>> ReadAsync(AwsSession session, CancellationToken stop) =>
        (await session.Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Vpcs.ToListAsync(stop))
            .OrderBy(vpc => NameOf(vpc) is null)
            .ThenBy(NameOf, StringComparer.OrdinalIgnoreCase);

    public static string? NameOf(Vpc vpc) => Ec2Tags.Value(vpc.Tags, "Name") ?? Ec2Tags.Value(vpc.Tags, ResourceTags.Name);

    public static string Describe(Vpc vpc) =>
        $"{NameOf(vpc) ?? "no name"} ({vpc.VpcId}), {vpc.CidrBlock}{(vpc.IsDefault == true ? ", the default VPC" : string.Empty)}";
}
