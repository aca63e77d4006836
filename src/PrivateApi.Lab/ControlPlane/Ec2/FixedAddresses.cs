namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Addresses that a request asks for in a subnet; null for any.</summary>
internal sealed record FixedAddresses(string? Ipv4, string? Ipv6);
