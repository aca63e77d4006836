using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>How a call reached API Gateway.</summary>
/// <param name="Endpoint">The endpoint it came through; null from the public internet.</param>
/// <param name="ServerName">The name that TLS was set up for; null for the API's own, as on the lab's URL.</param>
/// <param name="Caller">The caller, as far as the gateway sees it: an address, and nothing about the path.</param>
internal sealed record Ingress(LabVpcEndpoint? Endpoint, string? ServerName, Caller Caller)
{
    public string SourceAddress => Caller.SourceAddress ?? string.Empty;

    public static Ingress Through(LabVpcEndpoint endpoint, string? serverName, string address) =>
        new(endpoint, serverName, Caller.Nobody with { Address = address });

    public static Ingress Public(string address) => new(null, null, Caller.Internet with { Address = address });
}
