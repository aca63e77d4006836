namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A security group with its rules, both directions.</summary>
internal sealed class LabSecurityGroup(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "security-group";

    public required string VpcId { get; init; }

    public required string Name { get; init; }

    public required string Description { get; init; }

    public List<LabSecurityGroupRule> Rules { get; } = [];

    public IEnumerable<LabSecurityGroupRule> Ingress => Rules.Where(rule => !rule.IsEgress);

    public IEnumerable<LabSecurityGroupRule> Egress => Rules.Where(rule => rule.IsEgress);
}
