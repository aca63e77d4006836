using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Model;
using PrivateApi.Provisioning;

namespace PrivateApi.Probe;

/// <summary>Lays a call out: what is called, by which names, from where. Reads only.</summary>
internal sealed class CallPreparation(AwsSession session)
{
    private readonly CallPlaces _places = new(session);

    public async Task<PreparedCall> PrepareAsync(CallOrder order, IProgress<Notice> notices, CancellationToken stop)
    {
        CallTarget target = await CallTarget.FindAsync(session, order, notices, stop).ConfigureAwait(false);
        CallAddresses addresses = new(target.Api.RestApiId, session.Region, session.DnsSuffix, target.Api.AssociatedVpcEndpointId);
        return order.Via == CallVia.Lambda
            ? await FromInsideAsync(order, target, addresses, notices, stop).ConfigureAwait(false)
            : await DirectAsync(order, target, addresses, stop).ConfigureAwait(false);
    }

    /// <summary>What this machine's resolver answers is not known beforehand: every form that can be is tried.</summary>
    private async Task<PreparedCall> DirectAsync(CallOrder order, CallTarget target, CallAddresses addresses, CancellationToken stop)
    {
        string? id = order.VpcEndpointId ?? (CallPlaces.NamedBy(target.Api) is [string first, ..] ? first : null);
        Endpoint? endpoint = id is null || order.UrlForm is UrlForm.PrivateDns or UrlForm.Alias ? null : await _places.TryReadAsync(id, stop).ConfigureAwait(false);
        ICaller caller = new DirectCaller { EndpointAddresses = token => EndpointAddressesAsync(target.Api, id, token) };
        if (session.EndpointUrl is { IsLoopback: true })
        {
            caller = new LabInternetCaller(session, caller);
        }

        return new PreparedCall(session, order, target, addresses.Choose(order.UrlForm, id, endpoint, mayUsePrivateDns: order.VpcEndpointId is null), caller, null, null);
    }

    /// <summary>The VPC of the probe is known, and with it whether private DNS answers there.</summary>
    private async Task<PreparedCall> FromInsideAsync(CallOrder order, CallTarget target, CallAddresses addresses, IProgress<Notice> notices, CancellationToken stop)
    {
        ProbePlace place = await _places.FindAsync(order, target.Api, stop).ConfigureAwait(false);
        Endpoint? answering = order.UrlForm == UrlForm.Auto ? await _places.PrivateDnsAsync(place.VpcId, stop).ConfigureAwait(false) : null;
        bool mayUsePrivateDns = answering is not null && (order.VpcEndpointId is null || answering.VpcEndpointId == order.VpcEndpointId);
        IReadOnlyList<CallAddress> chosen = addresses.Choose(order.UrlForm, place.Endpoint?.VpcEndpointId, place.Endpoint, mayUsePrivateDns);
        Plan plan = await new ProbePlacement(session).PlanAsync(place, notices, stop).ConfigureAwait(false);
        return new PreparedCall(session, order, target, chosen, null, place, plan);
    }

    private async Task<IReadOnlySet<string>> EndpointAddressesAsync(Api api, string? vpcEndpointId, CancellationToken stop)
    {
        HashSet<string> addresses = new(StringComparer.Ordinal);
        foreach (string id in CallPlaces.NamedBy(api).Append(vpcEndpointId ?? string.Empty).Where(id => id.Length > 0).Distinct())
        {
            try
            {
                if (await _places.TryReadAsync(id, stop).ConfigureAwait(false) is { } endpoint)
                {
                    addresses.UnionWith(endpoint.NetworkInterface.SelectMany(item => item.Ipv6Address.Prepend(item.PrivateIpAddress)).OfType<string>());
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
