using System.Text.RegularExpressions;
using Amazon.EC2;
using Amazon.EC2.Model;

namespace PrivateApi.Resources;

/// <summary>
/// Reads VPC endpoints by their ids, some of which may be of another account or gone. One unknown id fails a call by ids as a whole, and
/// a filter by ids, which would not fail, is one that emulators lack.
/// </summary>
internal static partial class EndpointsById
{
    private const int IdsPerCall = 200;

    /// <summary>Those that exist in this account and Region.</summary>
    public static async Task<List<VpcEndpoint>> ReadAsync(IAmazonEC2 ec2, IEnumerable<string> ids, CancellationToken stop)
    {
        List<VpcEndpoint> found = [];
        foreach (string[] some in ids.Distinct(StringComparer.Ordinal).Chunk(IdsPerCall))
        {
            found.AddRange(await SomeAsync(ec2, [.. some], stop));
        }

        return found;
    }

    /// <summary>The endpoint with an id as EC2 shows it; null when it shows none.</summary>
    public static async Task<VpcEndpoint?> FindAsync(IAmazonEC2 ec2, string id, CancellationToken stop)
    {
        try
        {
            DescribeVpcEndpointsResponse answer = await ec2.DescribeVpcEndpointsAsync(
                new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] },
                stop
            );
            return answer.VpcEndpoints?.FirstOrDefault();
        }
        catch (AmazonEC2Exception e) when (IsUnknown(e))
        {
            return null;
        }
    }

    private static async Task<List<VpcEndpoint>> SomeAsync(IAmazonEC2 ec2, List<string> ids, CancellationToken stop)
    {
        while (ids.Count > 1)
        {
            try
            {
                DescribeVpcEndpointsRequest request = new() { VpcEndpointIds = ids };
                return (await ec2.DescribeVpcEndpointsAsync(request, stop)).VpcEndpoints ?? [];
            }
            catch (AmazonEC2Exception e) when (IsUnknown(e))
            {
                // AWS names one unknown id or several.
                HashSet<string> unknown = [.. EndpointId().Matches(e.Message).Select(match => match.Value)];
                if (ids.RemoveAll(unknown.Contains) == 0)
                {
                    VpcEndpoint?[] each = await Task.WhenAll(ids.Select(id => FindAsync(ec2, id, stop)));
                    return [.. each.OfType<VpcEndpoint>()];
                }
            }
        }

        return ids is [var last] && await FindAsync(ec2, last, stop) is { } found ? [found] : [];
    }

    private static bool IsUnknown(AmazonEC2Exception failure) =>
        failure.ErrorCode is "InvalidVpcEndpointId.NotFound" or "InvalidVpcEndpointId.Malformed";

    [GeneratedRegex("vpce-[0-9A-Za-z]+")]
    private static partial Regex EndpointId();
}
