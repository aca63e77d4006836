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
/// <param name="session">The connection to the place that the call is made from.</param>
/// <param name="apiSession">The API's account, where that is another one; null for the same.</param>
internal sealed class CallPreparation(AwsSession session, AwsSession? apiSession = null)
{
    private readonly CallPlaces _places = new(session);

    public async Task<PreparedCall> PrepareAsync(CallRequest request, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (request.Via == CallVia.Ssm)
        {
            SsmSecrets.Refuse(request);
            Require(
                request.InstanceId,
                "InstanceRequired",
                "A call -Via Ssm starts on an instance that Systems Manager manages. "
                    + "Name it with -InstanceId; Get-SSMInstanceInformation lists them.",
                request
            );
        }

        if (request is { Mapping: { } mapping, Url: null })
        {
            request = await DomainUrl.ByAsync(session, request, mapping, progress, stop);
        }
        else if (request is { UrlForm: UrlForm.CustomDomain, Url: null })
        {
            request = await DomainUrl.ApplyAsync(session, request, progress, stop);
        }

        CallTarget target = await CallTarget.FindAsync(session, request, progress, stop);
        CallAddresses addresses = new(
            new ApiHosts(target.Api.RestApiId, session.Region, session.DnsSuffix),
            target.Api.AssociatedVpcEndpointId
        )
        {
            Given = request.Url?.Host,
        };
        return request.Via switch
        {
            CallVia.Lambda => await FromInsideAsync(await AsInstanceAsync(request, stop), target, addresses, progress, stop),
            CallVia.Ssm => await FromInstanceAsync(request, target, addresses, progress, stop),
            _ => await DirectAsync(request, target, addresses, stop),
        };
    }

    private static void Require(object? value, string errorId, string message, CallRequest request)
    {
        if (value is null)
        {
            throw new PrivateApiException(errorId, FaultKind.InvalidArgument, message, request.InstanceId ?? request.RestApiId);
        }
    }

    /// <summary>Nothing is made. Where the instance is tells which names lead to the endpoint; unknown, every form is tried.</summary>
    private async Task<PreparedCall> FromInstanceAsync(
        CallRequest request,
        CallTarget target,
        CallAddresses addresses,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string? vpcId = (await _places.TryReadInstanceAsync(request.InstanceId!, stop))?.VpcId;
        Endpoint? endpoint = await _places.EndpointAsync(request, target.Api, vpcId, stop);
        bool mayUsePrivateDns = await MayUsePrivateDnsAsync(request, vpcId, stop);
        IReadOnlyList<CallAddress> chosen = addresses.Choose(request.UrlForm, endpoint?.VpcEndpointId, endpoint, mayUsePrivateDns);
        return new PreparedCall(
            session,
            request,
            target,
            chosen,
            new SsmCaller(session, request.InstanceId!, request.AllowRepeat, progress),
            null,
            null
        )
        {
            ApiSession = apiSession,
        };
    }

    private async Task<bool> MayUsePrivateDnsAsync(CallRequest request, string? vpcId, CancellationToken stop)
    {
        if (vpcId is null)
        {
            return request.VpcEndpointId is null;
        }

        Endpoint? answering = request.UrlForm == UrlForm.Auto ? await _places.PrivateDnsAsync(vpcId, stop) : null;
        return answering is not null && (request.VpcEndpointId is null || answering.VpcEndpointId == request.VpcEndpointId);
    }

    /// <summary>An instance as the caller: a probe goes into its subnet, with its security groups.</summary>
    private async Task<CallRequest> AsInstanceAsync(CallRequest request, CancellationToken stop)
    {
        if (request.InstanceId is null || request.SubnetIds.Count > 0)
        {
            return request;
        }

        InstancePlace? place = await _places.TryReadInstanceAsync(request.InstanceId, stop);
        Require(
            place,
            "InstanceNotFound",
            $"EC2 in {session.Region} shows no instance {request.InstanceId} in a VPC. "
                + "Name the caller with -SubnetId and -SecurityGroupId.",
            request
        );
        return request with
        {
            SubnetIds = [place!.SubnetId],
            SecurityGroupIds = request.SecurityGroupIds.Count > 0 ? request.SecurityGroupIds : place.SecurityGroupIds,
        };
    }

    /// <summary>What this machine's resolver answers is not known beforehand: every form that can be is tried.</summary>
    private async Task<PreparedCall> DirectAsync(CallRequest request, CallTarget target, CallAddresses addresses, CancellationToken stop)
    {
        IReadOnlyList<string> named = EndpointChoice.NamedBy(target.Api.AssociatedVpcEndpointId, target.Api.Policy);
        string? id = request.VpcEndpointId ?? (named is [string first, ..] ? first : null);
        Endpoint? endpoint =
            id is null || request.UrlForm is UrlForm.PrivateDns or UrlForm.Alias ? null : await _places.TryReadAsync(id, stop);
        ICaller caller = new DirectCaller
        {
            EndpointAddresses = token => EndpointAddressesAsync(target.Api, id, token),
            IsPublic = request.IsPublic,
        };
        if (session.EndpointUrl is { IsLoopback: true })
        {
            caller = new LabInternetCaller(session, caller);
        }

        return new PreparedCall(
            session,
            request,
            target,
            addresses.Choose(request.UrlForm, id, endpoint, mayUsePrivateDns: request.VpcEndpointId is null),
            caller,
            null,
            null
        );
    }

    /// <summary>The VPC of the probe is known, and with it whether private DNS answers there.</summary>
    private async Task<PreparedCall> FromInsideAsync(
        CallRequest request,
        CallTarget target,
        CallAddresses addresses,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        ProbePlace place = await _places.FindAsync(request, target.Api, stop);
        bool mayUsePrivateDns = await MayUsePrivateDnsAsync(request, place.VpcId, stop);
        IReadOnlyList<CallAddress> chosen = addresses.Choose(
            request.UrlForm,
            place.Endpoint?.VpcEndpointId,
            place.Endpoint,
            mayUsePrivateDns
        );
        ProbePlan plan = await new ProbePlacement(session).PlanAsync(place, progress, stop);
        return new PreparedCall(session, request, target, chosen, null, place, plan) { ApiSession = apiSession };
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
