using Amazon.Runtime;
using PrivateApi.Aws.Session;
using PrivateApi.Calls.Direct;
using PrivateApi.Calls.Lambda;
using PrivateApi.Calls.Ssm;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Calls;

/// <summary>Lays a call out: what is called, by which names, from where. Reads only.</summary>
internal sealed class CallPreparation(AwsSession session)
{
    private readonly CallPlaces _places = new(session);

    public async Task<PreparedCall> PrepareAsync(CallRequest order, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (order.Via == CallVia.Ssm)
        {
            SsmSecrets.Refuse(order);
            Require(
                order.InstanceId,
                "InstanceRequired",
                "A call -Via Ssm starts on an instance that Systems Manager manages. "
                    + "Name it with -InstanceId; Get-SSMInstanceInformation lists them.",
                order
            );
        }

        CallTarget target = await CallTarget.FindAsync(session, order, progress, stop);
        CallAddresses addresses = new(
            new ApiHosts(target.Api.RestApiId, session.Region, session.DnsSuffix),
            target.Api.AssociatedVpcEndpointId
        );
        return order.Via switch
        {
            CallVia.Lambda => await FromInsideAsync(await AsInstanceAsync(order, stop), target, addresses, progress, stop),
            CallVia.Ssm => await FromInstanceAsync(order, target, addresses, progress, stop),
            _ => await DirectAsync(order, target, addresses, stop),
        };
    }

    private static void Require(object? value, string errorId, string message, CallRequest order)
    {
        if (value is null)
        {
            throw new PrivateApiException(errorId, FaultKind.InvalidArgument, message, order.InstanceId ?? order.RestApiId);
        }
    }

    /// <summary>Nothing is made. Where the instance is tells which names lead to the endpoint; unknown, every form is tried.</summary>
    private async Task<PreparedCall> FromInstanceAsync(
        CallRequest order,
        CallTarget target,
        CallAddresses addresses,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string? vpcId = (await _places.TryReadInstanceAsync(order.InstanceId!, stop))?.VpcId;
        Endpoint? endpoint = await _places.EndpointAsync(order, target.Api, vpcId, stop);
        bool mayUsePrivateDns = await MayUsePrivateDnsAsync(order, vpcId, stop);
        IReadOnlyList<CallAddress> chosen = addresses.Choose(order.UrlForm, endpoint?.VpcEndpointId, endpoint, mayUsePrivateDns);
        return new PreparedCall(
            session,
            order,
            target,
            chosen,
            new SsmCaller(session, order.InstanceId!, order.AllowRepeat, progress),
            null,
            null
        );
    }

    private async Task<bool> MayUsePrivateDnsAsync(CallRequest order, string? vpcId, CancellationToken stop)
    {
        if (vpcId is null)
        {
            return order.VpcEndpointId is null;
        }

        Endpoint? answering = order.UrlForm == UrlForm.Auto ? await _places.PrivateDnsAsync(vpcId, stop) : null;
        return answering is not null && (order.VpcEndpointId is null || answering.VpcEndpointId == order.VpcEndpointId);
    }

    /// <summary>An instance as the caller: a probe goes into its subnet, with its security groups.</summary>
    private async Task<CallRequest> AsInstanceAsync(CallRequest order, CancellationToken stop)
    {
        if (order.InstanceId is null || order.SubnetIds.Count > 0)
        {
            return order;
        }

        InstancePlace? place = await _places.TryReadInstanceAsync(order.InstanceId, stop);
        Require(
            place,
            "InstanceNotFound",
            $"EC2 in {session.Region} shows no instance {order.InstanceId} in a VPC. Name the caller with -SubnetId and -SecurityGroupId.",
            order
        );
        return order with
        {
            SubnetIds = [place!.SubnetId],
            SecurityGroupIds = order.SecurityGroupIds.Count > 0 ? order.SecurityGroupIds : place.SecurityGroupIds,
        };
    }

    /// <summary>What this machine's resolver answers is not known beforehand: every form that can be is tried.</summary>
    private async Task<PreparedCall> DirectAsync(CallRequest order, CallTarget target, CallAddresses addresses, CancellationToken stop)
    {
        IReadOnlyList<string> named = EndpointChoice.NamedBy(target.Api.AssociatedVpcEndpointId, target.Api.Policy);
        string? id = order.VpcEndpointId ?? (named is [string first, ..] ? first : null);
        Endpoint? endpoint =
            id is null || order.UrlForm is UrlForm.PrivateDns or UrlForm.Alias ? null : await _places.TryReadAsync(id, stop);
        ICaller caller = new DirectCaller { EndpointAddresses = token => EndpointAddressesAsync(target.Api, id, token) };
        if (session.EndpointUrl is { IsLoopback: true })
        {
            caller = new LabInternetCaller(session, caller);
        }

        return new PreparedCall(
            session,
            order,
            target,
            addresses.Choose(order.UrlForm, id, endpoint, mayUsePrivateDns: order.VpcEndpointId is null),
            caller,
            null,
            null
        );
    }

    /// <summary>The VPC of the probe is known, and with it whether private DNS answers there.</summary>
    private async Task<PreparedCall> FromInsideAsync(
        CallRequest order,
        CallTarget target,
        CallAddresses addresses,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ProbePlace place = await _places.FindAsync(order, target.Api, stop);
        bool mayUsePrivateDns = await MayUsePrivateDnsAsync(order, place.VpcId, stop);
        IReadOnlyList<CallAddress> chosen = addresses.Choose(
            order.UrlForm,
            place.Endpoint?.VpcEndpointId,
            place.Endpoint,
            mayUsePrivateDns
        );
        ProbePlan plan = await new ProbePlacement(session).PlanAsync(place, progress, stop);
        return new PreparedCall(session, order, target, chosen, null, place, plan);
    }

    private async Task<IReadOnlySet<string>> EndpointAddressesAsync(Api api, string? vpcEndpointId, CancellationToken stop)
    {
        HashSet<string> addresses = new(StringComparer.Ordinal);
        IReadOnlyList<string> named = EndpointChoice.NamedBy(api.AssociatedVpcEndpointId, api.Policy);
        foreach (string id in named.Append(vpcEndpointId ?? string.Empty).Where(id => id.Length > 0).Distinct())
        {
            try
            {
                if (await _places.TryReadAsync(id, stop) is { } endpoint)
                {
                    addresses.UnionWith(
                        endpoint.NetworkInterface.SelectMany(item => item.Ipv6Address.Prepend(item.PrivateIpAddress)).OfType<string>()
                    );
                }
            }
            catch (AmazonServiceException)
            {
                // Without the list every public address is refused.
            }
        }

        return addresses;
    }
}
