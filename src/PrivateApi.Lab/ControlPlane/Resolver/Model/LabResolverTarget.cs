namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>A name server that a rule forwards to; one of the two addresses is null.</summary>
internal sealed record LabResolverTarget(string? Ip, string? Ipv6, int Port, string? Protocol);
