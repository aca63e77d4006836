namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A name that an endpoint answers to.</summary>
internal sealed record LabDnsEntry(string DnsName, string HostedZoneId);
