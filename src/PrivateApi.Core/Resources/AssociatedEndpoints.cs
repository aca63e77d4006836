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
    /// <summary>The endpoints that this account can see, by id; null if it is not allowed to look at all.</summary>
    public static async Task<Dictionary<string, VpcEndpoint>?> ReadAsync(
        AwsSession session,
        IReadOnlyCollection<string> ids,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        try
        {
            List<VpcEndpoint> found = await EndpointsById.ReadAsync(session.Ec2, ids, stop);
            return found.ToDictionary(endpoint => endpoint.VpcEndpointId, StringComparer.Ordinal);
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
    }

    /// <summary>Refuses endpoints through which an API could not be reached, before anything is created.</summary>
    /// <param name="session">The connection.</param>
    /// <param name="ids">The endpoints.</param>
    /// <param name="progress">Receives what could not be read.</param>
    /// <param name="stop">Stops the read.</param>
    /// <param name="foreign">Those that are known to be another account's, which only that account sees; null for none.</param>
    /// <exception cref="PrivateApiException"><c>EndpointNotFound</c>, <c>WrongEndpointService</c>.</exception>
    public static async Task CheckAsync(
        AwsSession session,
        IReadOnlyCollection<string> ids,
        IProgress<ProgressEvent> progress,
        CancellationToken stop,
        IReadOnlyDictionary<string, string>? foreign = null
    )
    {
        // An API can be associated with an endpoint of any account: API Gateway's pages name no account, and published set-ups do it
        // (github.com/kyhau/access-private-apigw-in-another-account).
        ids = foreign is null ? ids : [.. ids.Where(id => !foreign.ContainsKey(id))];
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
                        + "Get-PrivateApiEndpoint lists those that exist. "
                        + (
                            foreign is null
                                ? "Another account's endpoint is associated by that account."
                                : "Name another account's endpoint by its ARN, or pass its object. To allow it without associating it, "
                                    + "name it in -SourceVpce or -Policy."
                        ),
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
