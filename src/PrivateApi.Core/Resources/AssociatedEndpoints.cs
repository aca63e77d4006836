using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Resources;

/// <summary>Reads the VPC endpoints that APIs name. They may belong to another account, and reading them may be forbidden.</summary>
internal static class AssociatedEndpoints
{
    private const int IdsPerCall = 200;

    /// <summary>The endpoints that this account can see, by id; null if it is not allowed to look at all.</summary>
    public static async Task<Dictionary<string, VpcEndpoint>?> ReadAsync(
        AwsSession session,
        IReadOnlyCollection<string> ids,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        Dictionary<string, VpcEndpoint> found = new(StringComparer.Ordinal);
        try
        {
            // With a filter, because one unknown id would fail a call by ids as a whole.
            foreach (string[] some in ids.Distinct(StringComparer.Ordinal).Chunk(IdsPerCall))
            {
                DescribeVpcEndpointsRequest request = new() { Filters = [new Filter("vpc-endpoint-id", [.. some])] };
                await foreach (
                    VpcEndpoint endpoint in session.Ec2.Paginators.DescribeVpcEndpoints(request).VpcEndpoints.WithCancellation(stop)
                )
                {
                    found[endpoint.VpcEndpointId] = endpoint;
                }
            }
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress?.Report(
                ProgressEvent.Verbose(
                    "ec2:DescribeVpcEndpoints is not permitted, so addresses through endpoint names are not "
                        + "shown and endpoint ids are not checked."
                )
            );
            return null;
        }

        return found;
    }

    /// <summary>Refuses endpoints through which an API could not be reached, before anything is created.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>, <c>WrongEndpointService</c>.</exception>
    public static async Task CheckAsync(
        AwsSession session,
        IReadOnlyCollection<string> ids,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (ids.Count == 0 || await ReadAsync(session, ids, progress, stop) is not { } found)
        {
            return;
        }

        foreach (string id in ids)
        {
            if (!found.TryGetValue(id, out VpcEndpoint? endpoint))
            {
                throw new PrivateApiException(
                    "EndpointNotFound",
                    FaultKind.NotFound,
                    $"There is no VPC endpoint {id} in account {await session.GetAccountIdAsync(stop)}, {session.Region}. "
                        + "Get-PrivateApiEndpoint lists those that exist. To allow another account's endpoint without associating "
                        + "it, name it in -SourceVpce or -Policy.",
                    id
                );
            }

            if (!endpoint.ServiceName.EndsWith(".execute-api", StringComparison.Ordinal))
            {
                throw new PrivateApiException(
                    "WrongEndpointService",
                    FaultKind.InvalidArgument,
                    $"{id} is an endpoint for {endpoint.ServiceName}; a private API answers only through endpoints for "
                        + "execute-api. New-PrivateApiEndpoint creates one.",
                    id
                );
            }
        }
    }
}
