namespace PrivateApi.Lab.ControlPlane.Route53.Model;

/// <summary>A VPC that a private hosted zone answers in.</summary>
internal sealed record LabZoneVpc(string VpcId, string VpcRegion);
