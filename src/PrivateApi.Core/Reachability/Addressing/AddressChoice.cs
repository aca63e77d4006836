using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Names;

namespace PrivateApi.Reachability.Addressing;

/// <summary>How a call addresses the API: the form, its host, and what the caller's resolver says to it.</summary>
/// <param name="Form">The form.</param>
/// <param name="Host">The host of the URL.</param>
/// <param name="Name">The resolver's answer; null where there is no caller whose resolver it would be.</param>
internal sealed record AddressChoice(UrlForm Form, string Host, NameAnswer? Name)
{
    /// <summary>The form asked for, or the first of PrivateDns, Alias and EndpointDns that leads to the endpoint.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="call">The call.</param>
    /// <param name="api">The API; null for one that is not known.</param>
    /// <param name="endpoint">The endpoint; null where none is known.</param>
    /// <param name="endpointId">Its id, also where it is not there; null for none.</param>
    public static AddressChoice Choose(AccountSnapshot snapshot, PathCall call, ApiFact? api, EndpointFact? endpoint, string? endpointId)
    {
        if (call is { LoadBalancerArn: not null, ConnectTo: null })
        {
            return LoadBalancerNames.Choose(snapshot, call);
        }

        if (call.Host is { } given)
        {
            return new AddressChoice(
                ApiHost.Parse(given).Form,
                given,
                call.Caller.Kind == CallerKind.None ? null
                    : call.ConnectTo is { } address
                        ? AddressOwners.AnswerFor(snapshot, call.Caller, [address], $"the call connects to {address}")
                    : NameRules.Resolve(snapshot, call.Caller, given)
            );
        }

        endpointId = endpoint?.Id ?? endpointId;
        bool isAssociated = endpointId is { } id && api?.Aliased.Contains(id) == true;

        // A public API has one name of its own, wherever that leads; the other forms are names of an endpoint, which never leads to it.
        IReadOnlyList<UrlForm> forms =
            call.UrlForm != UrlForm.Auto ? [call.UrlForm]
            : PublicTarget.Find(snapshot, call, api) is not null ? [UrlForm.PrivateDns]
            : ApiHosts.InOrder(isAssociated);
        if (call.Caller.Kind == CallerKind.None)
        {
            // No resolver can be asked: without private DNS it is the first form that does without it.
            UrlForm form =
                call.UrlForm == UrlForm.Auto && forms.Count > 1 && endpoint is { PrivateDnsEnabled: false } ? forms[1] : forms[0];
            return new AddressChoice(form, HostOf(snapshot, call, form, endpoint, endpointId) ?? string.Empty, null);
        }

        AddressChoice? first = null;
        foreach (UrlForm form in forms)
        {
            if (HostOf(snapshot, call, form, endpoint, endpointId) is not { } host)
            {
                continue;
            }

            AddressChoice choice = new(form, host, NameRules.Resolve(snapshot, call.Caller, host));
            if (
                choice.Name!.Kind == NameAnswerKind.Endpoint
                && (call.VpcEndpointId is null || choice.Name.Endpoint!.Id == call.VpcEndpointId)
                && CallerAddresses.Meets(call.Caller, choice.Name)
            )
            {
                return choice;
            }

            // A name that may or may not resolve is the better guess than one that does not.
            first =
                first is null || (first.Name!.Kind != NameAnswerKind.Unknown && choice.Name.Kind == NameAnswerKind.Unknown)
                    ? choice
                    : first;
        }

        return first
            ?? new AddressChoice(
                call.UrlForm == UrlForm.Auto ? UrlForm.PrivateDns : call.UrlForm,
                HostOf(snapshot, call, UrlForm.PrivateDns, endpoint, endpointId)!,
                NameAnswer.None($"the form {call.UrlForm} needs an endpoint, and none is known; name one with -VpcEndpointId")
            );
    }

    private static string? HostOf(AccountSnapshot snapshot, PathCall call, UrlForm form, EndpointFact? endpoint, string? endpointId) =>
        form == UrlForm.CustomDomain
            ? call.DomainName
            : new ApiHosts(call.RestApiId, snapshot.Region, snapshot.DnsSuffix).HostFor(form, endpointId, endpoint?.DnsNames);
}
