namespace PrivateApi.Lab.ControlPlane.Route53.Model;

/// <summary>What an alias record leads to; the name is lower-case with its trailing dot.</summary>
internal sealed record LabAliasTarget(string HostedZoneId, string DnsName, bool EvaluateTargetHealth);
