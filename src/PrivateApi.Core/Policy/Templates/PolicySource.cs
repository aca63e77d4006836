using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>Where a caller may come from: the key that says it, and how it is compared.</summary>
/// <param name="Key">The condition key.</param>
/// <param name="Is">The operator for callers of the source.</param>
/// <param name="IsNot">The operator for all others.</param>
/// <param name="Values">The parameter that the values come from.</param>
internal sealed record PolicySource(string Key, string Is, string IsNot, string Values)
{
    public static readonly PolicySource Vpce = new(
        ConditionKeys.SourceVpce,
        "StringEquals",
        "StringNotEquals",
        nameof(PolicyTemplateOptions.SourceVpce)
    );

    public static readonly PolicySource Vpc = new(
        ConditionKeys.SourceVpc,
        "StringEquals",
        "StringNotEquals",
        nameof(PolicyTemplateOptions.SourceVpc)
    );

    /// <summary>Addresses inside the VPC, as calls through an endpoint have them.</summary>
    public static readonly PolicySource VpcIp = new(
        ConditionKeys.VpcSourceIp,
        "IpAddress",
        "NotIpAddress",
        nameof(PolicyTemplateOptions.SourceIp)
    );

    /// <summary>Public addresses.</summary>
    public static readonly PolicySource Ip = new(
        ConditionKeys.SourceIp,
        "IpAddress",
        "NotIpAddress",
        nameof(PolicyTemplateOptions.SourceIp)
    );

    public static readonly PolicySource Organization = new(
        "aws:PrincipalOrgID",
        "StringEquals",
        "StringNotEquals",
        nameof(PolicyTemplateOptions.OrganizationId)
    );

    /// <summary>The condition that callers of the source meet.</summary>
    public TemplateCondition Inside => new(Is, Key, Values);

    /// <summary>The condition that all others meet.</summary>
    public TemplateCondition Outside => new(IsNot, Key, Values);
}
