namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An Availability Zone: its name in this account (<c>eu-west-1a</c>) and its id, the same in every account (<c>euw1-az1</c>).</summary>
internal sealed record LabZone(string Name, string Id);
