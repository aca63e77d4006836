using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>The parts of a named template.</summary>
/// <param name="Needs">Required parameters.</param>
/// <param name="Takes">Optional parameters.</param>
/// <param name="Allow">The conditions of its Allow; null for none.</param>
/// <param name="Deny">The condition of its Deny; null for none.</param>
internal sealed record PolicyForm(string[] Needs, string[] Takes, PolicyFormCondition[]? Allow, PolicyFormCondition? Deny = null)
{
    private static readonly string[] Target = ["StageName", "Method", "Path"];

    /// <summary>The form of a template; null for the general ones.</summary>
    public static PolicyForm? Of(PolicyTemplate template) => template switch
    {
        PolicyTemplate.SourceVpceAllowlist => new(["SourceVpce"], Target, [], new("StringNotEquals", ConditionKeys.SourceVpce, "SourceVpce")),
        PolicyTemplate.SourceVpcAllowlist => new(["SourceVpc"], Target, [], new("StringNotEquals", ConditionKeys.SourceVpc, "SourceVpc")),
        PolicyTemplate.SourceIpDenylist => new(["SourceIp"], Target, [], new("IpAddress", ConditionKeys.SourceIp, "SourceIp")),
        PolicyTemplate.VpcSourceIpDenylist => new(["SourceIp"], Target, [], new("IpAddress", ConditionKeys.VpcSourceIp, "SourceIp")),
        PolicyTemplate.SourceIpAllowlist => new(["SourceIp"], Target, [], new("NotIpAddress", ConditionKeys.SourceIp, "SourceIp")),
        PolicyTemplate.VpcSourceIpAllowlist => new(["SourceIp"], Target, [], new("NotIpAddress", ConditionKeys.VpcSourceIp, "SourceIp")),
        PolicyTemplate.CrossAccountRole or PolicyTemplate.AccountAllowlist => new(["AccountId"], Target, []),
        PolicyTemplate.VpcOnly => new(["SourceVpc"], Target, [new("StringEquals", ConditionKeys.SourceVpc, "SourceVpc")]),
        PolicyTemplate.PreAuthVpceGate => new(["SourceVpce"], Target, null, new("StringNotEquals", ConditionKeys.SourceVpce, "SourceVpce")),
        PolicyTemplate.RoleAndVpce => new(["AccountId", "SourceVpce"], Target, [new("StringEquals", ConditionKeys.SourceVpce, "SourceVpce")]),
        PolicyTemplate.AllowOnlyVpce => new(["SourceVpce"], Target, [new("StringEquals", ConditionKeys.SourceVpce, "SourceVpce")]),
        PolicyTemplate.EndpointApiAllowlist => new(["ApiArn"], Target, []),
        PolicyTemplate.EndpointGetOnly => new(["ApiArn"], ["StageName", "Path"], []),
        PolicyTemplate.EndpointPrincipalAllowlist => new(["ApiArn", "AccountId"], Target, []),
        PolicyTemplate.EndpointDomainAllowlist => new(["DomainArn"], [], [new("ArnEquals", "execute-api:viaDomainArn", "DomainArn")]),
        PolicyTemplate.EndpointDomainAndApi => new(["DomainArn", "ApiArn", "DeniedArn"], [], []),
        PolicyTemplate.EndpointOrganization => new(["OrganizationId"], [],
            [new("StringEquals", "aws:ResourceOrgID", "OrganizationId"), new("StringEquals", "aws:PrincipalOrgID", "OrganizationId")]),
        _ => null,
    };

    /// <summary>True for a policy of a VPC endpoint, which takes only full ARNs.</summary>
    public static bool IsForEndpoint(PolicyTemplate template) => template >= PolicyTemplate.EndpointApiAllowlist;
}
