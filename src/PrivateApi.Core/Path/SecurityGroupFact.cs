namespace PrivateApi.Paths;

/// <summary>A security group with its rules.</summary>
internal sealed record SecurityGroupFact(string Id, IReadOnlyList<SecurityGroupRuleFact> Rules);
