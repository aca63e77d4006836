using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Waits for endpoints; the SDK has no waiter for them.</summary>
internal static class EndpointWait
{
    /// <summary>A creation with subnets takes some four minutes on AWS; other tools give up after ten.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(8);

    /// <summary>Waits until it is available with one network interface per subnet.</summary>
    /// <exception cref="PrivateApiException"><c>EndpointFailed</c>, <c>EndpointNotFound</c>, <c>TimedOut</c>.</exception>
    public static Task<VpcEndpoint> UntilCompleteAsync(
        IAmazonEC2 ec2,
        Ec2Calls calls,
        string id,
        TimeSpan limit,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    ) =>
        Polling.UntilAsync(
            $"Waiting for endpoint {id} to become available",
            Interval,
            limit,
            async token =>
            {
                DescribeVpcEndpointsResponse answer = await calls.OnNewAsync(
                    cancel => ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest { VpcEndpointIds = [id] }, cancel),
                    token
                );
                VpcEndpoint endpoint =
                    answer.VpcEndpoints?.FirstOrDefault() ?? throw Endpoints.NotFound(id, $"Endpoint {id} was deleted during the wait.");
                if (EndpointStates.HasFailed(endpoint) || EndpointStates.IsLeaving(endpoint))
                {
                    throw Failed(endpoint);
                }

                return EndpointStates.IsComplete(endpoint) ? Polling.Ready(endpoint) : Polling.NotYet<VpcEndpoint>(Status(endpoint));
            },
            progress,
            stop
        );

    /// <summary>Waits until it and its network interfaces are gone; only then are its subnets and security groups free.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>.</exception>
    public static Task UntilGoneAsync(
        IAmazonEC2 ec2,
        string id,
        IReadOnlyList<string> interfaces,
        TimeSpan limit,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    ) =>
        Polling.UntilAsync(
            $"Waiting for endpoint {id} to be deleted",
            Interval,
            limit,
            async token =>
            {
                VpcEndpoint? endpoint = await EndpointsById.FindAsync(ec2, id, token);
                if (endpoint is not null && !EndpointStates.IsGone(endpoint))
                {
                    return EndpointStates.HasFailed(endpoint) ? throw Failed(endpoint) : Polling.NotYet<bool>(Status(endpoint));
                }

                int left = interfaces.Count == 0 ? 0 : await CountAsync(ec2, interfaces, token);
                return left == 0
                    ? Polling.Ready(true)
                    : Polling.NotYet<bool>(string.Create(CultureInfo.InvariantCulture, $"{left} network interfaces left"));
            },
            progress,
            stop
        );

    private static async Task<int> CountAsync(IAmazonEC2 ec2, IReadOnlyList<string> interfaces, CancellationToken stop)
    {
        DescribeNetworkInterfacesRequest request = new() { Filters = [Ec2Tags.Filter("network-interface-id", interfaces)] };
        return (await ec2.Paginators.DescribeNetworkInterfaces(request).NetworkInterfaces.ToListAsync(stop)).Count;
    }

    private static string Status(VpcEndpoint endpoint) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{EndpointStates.Name(endpoint.State)}, {endpoint.NetworkInterfaceIds?.Count ?? 0} of "
                + $"{endpoint.SubnetIds?.Count ?? 0} network interfaces"
        );

    private static PrivateApiException Failed(VpcEndpoint endpoint)
    {
        string reason =
            endpoint.LastError is { } error ? $" {error.Code}: {error.Message}"
            : endpoint.FailureReason is { Length: > 0 } text ? " " + text
            : string.Empty;
        return new PrivateApiException(
            "EndpointFailed",
            FaultKind.ServiceFault,
            $"Endpoint {endpoint.VpcEndpointId} is {EndpointStates.Name(endpoint.State)}.{reason} "
                + $"{EndpointRemoval.Command(endpoint.VpcEndpointId)} removes it.",
            endpoint.VpcEndpointId
        );
    }
}
