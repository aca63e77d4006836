namespace PrivateApi.Lab.ControlPlane.Resolver.Model;

/// <summary>A rule at work in a VPC.</summary>
internal sealed class LabRuleAssociation
{
    public required string Id { get; init; }

    public required string RuleId { get; init; }

    public required string VpcId { get; init; }

    public string? Name { get; init; }

    public required DateTimeOffset CompleteAt { get; init; }

    /// <summary>When it ends; null before DisassociateResolverRule.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary><c>CREATING</c>, <c>COMPLETE</c> or <c>DELETING</c>.</summary>
    public string StatusAt(DateTimeOffset now) => GoneAt is not null ? "DELETING" : now < CompleteAt ? "CREATING" : "COMPLETE";
}
