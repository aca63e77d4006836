using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Resolver.Model;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>
/// UpdateResolverEndpoint: name, type and protocols. IPv6 addresses for an endpoint that had none are refused, in words: an interface of
/// the lab keeps its addresses.
/// </summary>
internal static class EndpointUpdate
{
    private static readonly string[] Types = ["IPV4", "IPV6", "DUALSTACK"];

    public static JsonObject Run(ResolverCall call)
    {
        LabResolverEndpoint endpoint = call.Endpoint(call.Required("ResolverEndpointId"));
        if (endpoint.StatusAt(call.Now) is var status and not "OPERATIONAL")
        {
            // The words are assumed.
            throw ResolverCall.InvalidRequest($"Resolver endpoint with ID \"{endpoint.Id}\" cannot be updated while it is {status}.");
        }

        string type = call["ResolverEndpointType"] ?? endpoint.Type;
        if (!Types.Contains(type))
        {
            throw new AwsFault(
                400,
                "ValidationException",
                $"1 validation error detected: Value '{type}' at 'resolverEndpointType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [IPV6, IPV4, DUALSTACK]"
            );
        }

        if (type != "IPV4" && endpoint.Addresses.Exists(address => address.Ipv6 is null))
        {
            throw ResolverCall.InvalidRequest($"The lab does not add IPv6 addresses to Resolver endpoint \"{endpoint.Id}\".");
        }

        ResolverEndpoints.RequireIpv4(type, endpoint.Addresses.Select(address => address.Interface.Subnet));
        endpoint.Name = call["Name"] ?? endpoint.Name;
        endpoint.Type = type;
        if (call.Body["Protocols"] is JsonArray { Count: > 0 } protocols)
        {
            endpoint.Protocols = [.. protocols.Select(item => (string)item!)];
        }

        endpoint.UpdatedAt = call.Now;
        endpoint.OperationalAt = call.Now + call.Store.Options.PendingTime;
        return ResolverEndpoints.One(call, endpoint);
    }
}
