namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An address range of a VPC or a subnet, with the id of its association.</summary>
internal sealed record LabCidrAssociation(string Id, Cidr Cidr);
