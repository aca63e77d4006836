using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Session;
using PrivateApi.Facts;
using PrivateApi.Reachability;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// The network interfaces that a function's calls leave by. Lambda shares one between all functions of the same subnet and
/// groups, and adds others as they need more connections (Lambda developer guide, "Giving Lambda functions access to resources
/// in an Amazon VPC").
/// </summary>
internal sealed class FunctionInterfaces(AwsSession session)
{
    /// <summary>By subnet; empty where there is none yet, or where they may not be read.</summary>
    public async Task<ILookup<string, InterfaceFact>> ReadAsync(
        IReadOnlyList<string> subnets,
        IReadOnlyList<string> groups,
        CancellationToken stop
    )
    {
        DescribeNetworkInterfacesRequest request = new()
        {
            Filters = [Ec2Tags.Filter("subnet-id", subnets), Ec2Tags.Filter("interface-type", "lambda")],
        };
        List<NetworkInterface> found;
        try
        {
            found = await session.Ec2.Paginators.DescribeNetworkInterfaces(request).NetworkInterfaces.ToListAsync(stop);
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            // The function's subnets still say which addresses it may have.
            found = [];
        }

        return found
            .Select(NetworkFactReader.NetworkInterface)
            .Where(item => groups.ToHashSet(StringComparer.Ordinal).SetEquals(item.SecurityGroupIds))
            .ToLookup(item => item.SubnetId, StringComparer.Ordinal);
    }

    /// <summary>The function in one of its subnets, with the addresses that it has there.</summary>
    public static Caller Place(Caller caller, string name, ILookup<string, InterfaceFact> own)
    {
        InterfaceFact[] items = [.. own[caller.SubnetId!]];
        string[] addresses = [.. items.Select(item => item.Address).OfType<string>(), .. items.SelectMany(item => item.Ipv6Address)];
        return items switch
        {
            [] => caller with { Label = $"function {name} in {caller.Label}" },
            _ => caller with
            {
                Label =
                    $"function {name} in {caller.SubnetId} ({string.Join(", ", addresses)}) with "
                    + string.Join(", ", caller.SecurityGroupIds ?? []),
                Address = items.Length == 1 ? items[0].Address : null,
                Ipv6Address = items.Length == 1 && items[0].Ipv6Address is [string v6, ..] ? v6 : null,
                Ranges = items.Length == 1 ? [] : addresses,
            },
        };
    }
}
