using Amazon.EC2.Model;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;

namespace PrivateApi.Resources;

/// <summary>What PrivateLink offers for execute-api in a Region.</summary>
/// <param name="Name">The service's name; its prefix differs between partitions, so it is looked up, never composed.</param>
/// <param name="AvailabilityZones">Names of the zones that have it, sorted.</param>
/// <param name="IpAddressTypes">Address types it supports: <c>ipv4</c>, <c>ipv6</c>; empty if AWS does not say.</param>
internal sealed record ExecuteApiService(string Name, IReadOnlyList<string> AvailabilityZones, IReadOnlyList<string> IpAddressTypes)
{
    public const string Suffix = ".execute-api";

    /// <summary>Looks the service up in the Region.</summary>
    /// <exception cref="PrivateApiException"><c>ServiceNotFound</c>.</exception>
    public static async Task<ExecuteApiService> FindAsync(AwsSession session, CancellationToken stop)
    {
        // The SDK has no paginator for this call.
        DescribeVpcEndpointServicesRequest request = new();
        await foreach (
            DescribeVpcEndpointServicesResponse page in Pages.OfAsync(request, session.Ec2.DescribeVpcEndpointServicesAsync, stop)
        )
        {
            if (
                page.ServiceDetails?.Find(service =>
                    service.ServiceName.EndsWith($".{session.Region}{Suffix}", StringComparison.Ordinal) && IsInterface(service)
                ) is
                { } found
            )
            {
                return new ExecuteApiService(
                    found.ServiceName,
                    [.. (found.AvailabilityZones ?? []).Order(StringComparer.Ordinal)],
                    [.. found.SupportedIpAddressTypes ?? []]
                );
            }
        }

        throw new PrivateApiException(
            "ServiceNotFound",
            FaultKind.NotFound,
            $"Region {session.Region} does not offer a VPC endpoint service for execute-api, so private REST "
                + "APIs cannot be reached there. Choose another -Region.",
            session.Region
        );
    }

    private static bool IsInterface(ServiceDetail service) =>
        service.ServiceType is not { Count: > 0 } types || types.Exists(type => type.ServiceType == Amazon.EC2.ServiceType.Interface);
}
