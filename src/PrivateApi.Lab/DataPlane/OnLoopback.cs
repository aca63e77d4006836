using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Calls from other tools to the lab's own URL, which has no name server and no networks: headers name the
/// endpoint that the call comes through. Without one it comes from outside any VPC, where a private API does not resolve.
/// </summary>
internal static class OnLoopback
{
    public static LabResponse Send(LabStore store, LabRequest request, CredentialScope? scope, Backends backends)
    {
        LabRequest call = Unfold(request);
        ApiHost host = ApiHost.Parse(call.Host.Split(':')[0]);
        string? api = call.Header("x-apigw-api-id") ?? host.RestApiId;
        string? endpointId = call.Header(LabCallProtocol.EndpointHeader) ?? host.VpcEndpointId;
        string region = host.Region ?? (api is null ? null : LabApis.RegionOf(store, api)) ?? scope?.Region ?? store.Options.Region;
        if (endpointId is null)
        {
            bool isPublic =
                api is not null
                && (LabApis.Find(store, region, api) is { Api.IsPrivate: false } || LabApis.V2(store, region).Any(item => item.Id == api));
            return isPublic
                ? Gateway.Send(
                    ApiDataPlane.New(
                        store,
                        call,
                        Ingress.Public(call.Header(LabCallProtocol.SourceAddressHeader) ?? "127.0.0.1"),
                        scope,
                        region,
                        backends
                    )
                )
                : NoAnswer(
                    CallFailure.NameNotResolved,
                    $"From outside a VPC the name of {api ?? "no API"} does not resolve. "
                        + $"The header {LabCallProtocol.EndpointHeader} names the endpoint that a call comes through."
                );
        }

        if (Find(store, endpointId) is not var (endpoint, place))
        {
            return NoAnswer(CallFailure.NameNotResolved, $"The lab has no endpoint {endpointId}.");
        }

        if (endpoint.StateAt(store.Now) != "available")
        {
            return NoAnswer(CallFailure.ConnectTimeout, $"Endpoint {endpointId} is {endpoint.StateAt(store.Now)}.");
        }

        string source =
            call.Header(LabCallProtocol.SourceAddressHeader)
            ?? (endpoint.Interfaces.FirstOrDefault()?.Subnet is { } subnet ? subnet.CidrBlock ?? subnet.Ipv6CidrBlock : null)?.At(10)
            ?? "10.0.0.10";
        return Gateway.Send(ApiDataPlane.New(store, call, Ingress.Through(endpoint, null, source), scope, place, backends));
    }

    /// <summary>Removes <c>/_api/{id}</c> from the path; the lab's own headers never reach an API.</summary>
    private static LabRequest Unfold(LabRequest request)
    {
        if (!request.RawPath.StartsWith(LabCallProtocol.ApiPath, StringComparison.Ordinal))
        {
            return request;
        }

        string[] parts = request.RawPath[LabCallProtocol.ApiPath.Length..].Split('/', 2);
        return request with
        {
            RawPath = "/" + (parts.Length > 1 ? parts[1] : string.Empty),
            Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { ["x-apigw-api-id"] = parts[0] },
        };
    }

    private static (LabVpcEndpoint Endpoint, string Region)? Find(LabStore store, string id)
    {
        foreach ((_, string region, Ec2State state) in store.All<Ec2State>())
        {
            state.Settle();
            if (state.VpcEndpoints.TryGetValue(id, out LabVpcEndpoint? endpoint))
            {
                return (endpoint, region);
            }
        }

        return null;
    }

    /// <summary>The lab's own answer where AWS would give none.</summary>
    private static LabResponse NoAnswer(CallFailure failure, string message)
    {
        LabResponse response = LabResponse.Json(421, Answer.Text(new JsonObject { ["lab"] = failure.ToString(), ["message"] = message }));
        response.Headers[LabCallProtocol.FailureHeader] = failure.ToString();
        return response;
    }
}
