namespace PrivateApi.Policy.Templates;

/// <summary>The parts of a named template.</summary>
/// <param name="Needs">Required parameters.</param>
/// <param name="Takes">Optional parameters.</param>
/// <param name="Allow">The conditions of its Allow; null for none.</param>
/// <param name="Deny">The condition of its Deny; null for none.</param>
internal sealed record TemplateShape(string[] Needs, string[] Takes, TemplateCondition[]? Allow, TemplateCondition? Deny = null)
{
    private static readonly string[] Target = ["StageName", "Method", "Path"];

    /// <summary>The form of a template; null for the general ones.</summary>
    public static TemplateShape? For(PolicyTemplate template) =>
        template switch
        {
            PolicyTemplate.SourceVpceAllowlist => new(["SourceVpce"], Target, [], PolicySource.Vpce.Outside),
            PolicyTemplate.SourceVpcAllowlist => new(["SourceVpc"], Target, [], PolicySource.Vpc.Outside),
            PolicyTemplate.SourceIpDenylist => new(["SourceIp"], Target, [], PolicySource.Ip.Inside),
            PolicyTemplate.VpcSourceIpDenylist => new(["SourceIp"], Target, [], PolicySource.VpcIp.Inside),
            PolicyTemplate.SourceIpAllowlist => new(["SourceIp"], Target, [], PolicySource.Ip.Outside),
            PolicyTemplate.VpcSourceIpAllowlist => new(["SourceIp"], Target, [], PolicySource.VpcIp.Outside),
            PolicyTemplate.CrossAccountRole or PolicyTemplate.AccountAllowlist => new(["AccountId"], Target, []),
            PolicyTemplate.VpcOnly => new(["SourceVpc"], Target, [PolicySource.Vpc.Inside]),
            PolicyTemplate.PreAuthVpceGate => new(["SourceVpce"], Target, null, PolicySource.Vpce.Outside),
            PolicyTemplate.RoleAndVpce => new(["AccountId", "SourceVpce"], Target, [PolicySource.Vpce.Inside]),
            PolicyTemplate.AllowOnlyVpce => new(["SourceVpce"], Target, [PolicySource.Vpce.Inside]),
            PolicyTemplate.EndpointApiAllowlist => ForEndpoint(["ApiArn"], Target),
            PolicyTemplate.EndpointGetOnly => ForEndpoint(["ApiArn"], ["StageName", "Path"]),
            PolicyTemplate.EndpointPrincipalAllowlist => ForEndpoint(["ApiArn", "AccountId"], Target),
            PolicyTemplate.EndpointDomainAllowlist => ForEndpoint(
                ["DomainArn"],
                [],
                new TemplateCondition("ArnEquals", "execute-api:viaDomainArn", "DomainArn")
            ),
            PolicyTemplate.EndpointDomainAndApi => ForEndpoint(["DomainArn", "ApiArn", "DeniedArn"], []),
            PolicyTemplate.EndpointOrganization => ForEndpoint(
                ["OrganizationId"],
                [],
                new TemplateCondition("StringEquals", "aws:ResourceOrgID", "OrganizationId"),
                PolicySource.Organization.Inside
            ),
            _ => null,
        };

    /// <summary>True for a policy of a VPC endpoint, which takes only full ARNs.</summary>
    public bool IsForEndpoint { get; private init; }

    private static TemplateShape ForEndpoint(string[] needs, string[] takes, params TemplateCondition[] allow) =>
        new(needs, takes, allow) { IsForEndpoint = true };
}
