using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>The Regions that an account can use.</summary>
internal static class AccountRegions
{
    /// <summary>
    /// The Regions, by name: those that are enabled (EC2 reference, DescribeRegions); all of the partition where that is denied.
    /// </summary>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        AwsSession session,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        try
        {
            DescribeRegionsResponse answer = await session.Ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), stop);
            return [.. (answer.Regions ?? []).Select(region => region.RegionName).Order(StringComparer.Ordinal)];
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress?.Report(
                ProgressEvent.Verbose("ec2:DescribeRegions is not permitted, so Regions that the account has not enabled are asked, too.")
            );
            return [.. KnownRegions.All.Where(known => known.PartitionName == session.Partition).Select(known => known.SystemName)];
        }
    }
}
