using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Templates;

/// <summary>The policies that AWS's own examples give for private APIs (API Gateway guide, resource policy examples).</summary>
public static class PolicyTemplates
{
    /// <summary>Full access, which is what an endpoint without a policy has.</summary>
    internal static PolicyDocument Everything =>
        PolicyDocument.Parse(
            $$"""{"Version":"{{PolicyDocument.CurrentVersion}}","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"""
        );

    /// <summary>Everybody through these endpoints and nobody else: an Allow for all, and a Deny for every other endpoint.</summary>
    /// <param name="vpcEndpointIds">Ids of interface endpoints; all in the one Deny, since two would deny each other's.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>: none is given.</exception>
    public static PolicyDocument SourceVpce(IEnumerable<string> vpcEndpointIds) =>
        new PolicyTemplateOptions { Template = PolicyTemplate.SourceVpceAllowlist, SourceVpce = [.. vpcEndpointIds] }.Build();

    /// <inheritdoc cref="SourceVpce(IEnumerable{string})"/>
    public static PolicyDocument SourceVpce(params string[] vpcEndpointIds) => SourceVpce((IEnumerable<string>)vpcEndpointIds);

    /// <summary>Everybody in these VPCs and nobody else.</summary>
    /// <param name="vpcIds">Ids of VPCs.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>: none is given.</exception>
    public static PolicyDocument SourceVpc(IEnumerable<string> vpcIds) =>
        new PolicyTemplateOptions { Template = PolicyTemplate.SourceVpcAllowlist, SourceVpc = [.. vpcIds] }.Build();

    /// <inheritdoc cref="SourceVpc(IEnumerable{string})"/>
    public static PolicyDocument SourceVpc(params string[] vpcIds) => SourceVpc((IEnumerable<string>)vpcIds);
}
