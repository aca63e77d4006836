namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An entry of a prefix list.</summary>
internal sealed record LabPrefixListEntry(string Cidr, string? Description);
