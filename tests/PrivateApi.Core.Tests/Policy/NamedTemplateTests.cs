using PrivateApi.Errors;
using PrivateApi.Policy.Authorization;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// The templates by name. Statements as the API Gateway guide has them: resource policy examples, authorization flow, access policy
/// language overview, VPC endpoint policies; RoleAndVpce as Serverless Land's pattern for a role and an endpoint.
/// </summary>
public sealed class NamedTemplateTests
{
    private const string Api = "arn:aws:execute-api:us-west-2:111122223333:a1b2c3d4e5";
    private const string OtherApi = "arn:aws:execute-api:us-west-2:111122223333:bcd123455a";
    private const string Domain = "arn:aws:execute-api:us-west-2:111122223333:/domainnames/private.test.com+f4g5h6";
    private const string Role = "arn:aws:iam::444455556666:role/orders";
    private const string User = "arn:aws:iam::111122223333:user/MyUser";
    private const string AllowAll = """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    /// <summary>
    /// Those whose example stands on the guide's page "Use VPC endpoint policies for private APIs" are for endpoints, and an API
    /// refuses them.
    /// </summary>
    [Fact]
    public void The_templates_for_endpoints_are_those_of_the_page_about_endpoint_policies()
    {
        PolicyTemplate[] page =
        [
            PolicyTemplate.EndpointApiAllowlist,
            PolicyTemplate.EndpointGetOnly,
            PolicyTemplate.EndpointPrincipalAllowlist,
            PolicyTemplate.EndpointDomainAllowlist,
            PolicyTemplate.EndpointDomainAndApi,
            PolicyTemplate.EndpointOrganization,
        ];
        foreach (PolicyTemplate template in Enum.GetValues<PolicyTemplate>())
        {
            PrivateApiException? refusal =
                Record.Exception(() =>
                    new PolicyChoice(null, new PolicyTemplateOptions { Template = template, SourceVpce = ["vpce-1"] }).Resolve()
                ) as PrivateApiException;
            Assert.Equal(
                page.Contains(template),
                refusal?.Message.Contains("builds a policy for a VPC endpoint", StringComparison.Ordinal) == true
            );
        }
    }

    public static TheoryData<PolicyTemplateOptions, string[]> Templates =>
        new()
        {
            {
                new() { Template = PolicyTemplate.SourceVpceAllowlist, SourceVpce = ["vpce-1", "vpce-2"] },
                [AllowAll, Deny("StringNotEquals", "aws:SourceVpce", "vpce-1", "vpce-2")]
            },
            {
                new() { Template = PolicyTemplate.SourceVpcAllowlist, SourceVpc = ["vpc-1"] },
                [AllowAll, Deny("StringNotEquals", "aws:SourceVpc", "vpc-1")]
            },
            {
                new() { Template = PolicyTemplate.SourceIpDenylist, SourceIp = ["203.0.113.0/24"] },
                [AllowAll, Deny("IpAddress", "aws:SourceIp", "203.0.113.0/24")]
            },
            {
                new() { Template = PolicyTemplate.VpcSourceIpDenylist, SourceIp = ["10.0.9.0/24"] },
                [AllowAll, Deny("IpAddress", "aws:VpcSourceIp", "10.0.9.0/24")]
            },
            {
                new() { Template = PolicyTemplate.SourceIpAllowlist, SourceIp = ["203.0.113.0/24"] },
                [AllowAll, Deny("NotIpAddress", "aws:SourceIp", "203.0.113.0/24")]
            },
            {
                new() { Template = PolicyTemplate.VpcSourceIpAllowlist, SourceIp = ["10.0.0.0/16"] },
                [AllowAll, Deny("NotIpAddress", "aws:VpcSourceIp", "10.0.0.0/16")]
            },
            {
                new()
                {
                    Template = PolicyTemplate.CrossAccountRole,
                    AccountId = [Role],
                    StageName = ["prod"],
                    Method = ["GET"],
                    Path = ["/pets"],
                },
                [
                    $$"""{"Effect":"Allow","Principal":{"AWS":"{{Role}}"},"Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/pets"}""",
                ]
            },
            {
                new() { Template = PolicyTemplate.AccountAllowlist, AccountId = ["444455556666", "777788889999"] },
                [
                    """{"Effect":"Allow","Principal":{"AWS":["444455556666","777788889999"]},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""",
                ]
            },
            {
                new() { Template = PolicyTemplate.VpcOnly, SourceVpc = ["vpc-1"] },
                [Allow("*", "execute-api:/*", "StringEquals", "aws:SourceVpc", "vpc-1")]
            },
            {
                new() { Template = PolicyTemplate.PreAuthVpceGate, SourceVpce = ["vpce-1"] },
                [Deny("StringNotEquals", "aws:SourceVpce", "vpce-1")]
            },
            {
                new()
                {
                    Template = PolicyTemplate.RoleAndVpce,
                    AccountId = [Role],
                    SourceVpce = ["vpce-1"],
                },
                [Allow($$"""{"AWS":"{{Role}}"}""", "execute-api:/*", "StringEquals", "aws:SourceVpce", "vpce-1")]
            },
            {
                new() { Template = PolicyTemplate.AllowOnlyVpce, SourceVpce = ["vpce-1"] },
                [Allow("*", "execute-api:/*", "StringEquals", "aws:SourceVpce", "vpce-1")]
            },
            {
                new() { Template = PolicyTemplate.EndpointApiAllowlist, ApiArn = [Api, OtherApi + "/*"] },
                [$$"""{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{Api}}/*","{{OtherApi}}/*"]}"""]
            },
            {
                new()
                {
                    Template = PolicyTemplate.EndpointGetOnly,
                    ApiArn = [Api],
                    StageName = ["stageName"],
                },
                [$$"""{"Principal":"*","Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{Api}}/stageName/GET/*"]}"""]
            },
            {
                new()
                {
                    Template = PolicyTemplate.EndpointPrincipalAllowlist,
                    ApiArn = [Api],
                    AccountId = [User],
                },
                [$$"""{"Principal":{"AWS":["{{User}}"]},"Action":["execute-api:Invoke"],"Effect":"Allow","Resource":["{{Api}}/*"]}"""]
            },
            {
                new() { Template = PolicyTemplate.EndpointDomainAllowlist, DomainArn = [Domain] },
                [
                    $$$"""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"execute-api:Invoke","Resource":["*"],"Condition":{"ArnEquals":{"execute-api:viaDomainArn":"{{{Domain}}}"} } }""",
                ]
            },
            {
                new()
                {
                    Template = PolicyTemplate.EndpointDomainAndApi,
                    DomainArn = [Domain],
                    ApiArn = [Api],
                    DeniedArn = [Api + "/admin/*", OtherApi],
                },
                [
                    $$"""{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"execute-api:Invoke","Resource":["{{Domain}}","{{Api}}/*"]}""",
                    $$"""{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"execute-api:Invoke","Resource":["{{Api}}/admin/*","{{OtherApi}}/*"]}""",
                ]
            },
            {
                new() { Template = PolicyTemplate.EndpointOrganization, OrganizationId = ["o-abcd1234"] },
                [
                    """{"Condition":{"StringEquals":{"aws:ResourceOrgID":"o-abcd1234","aws:PrincipalOrgID":"o-abcd1234"}},"Action":"*","Resource":"*","Effect":"Allow","Principal":{"AWS":"*"}}""",
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_template_has_the_statements_of_the_guide(PolicyTemplateOptions options, string[] statements) =>
        Assert.Equal(
            PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}"""),
            options.Build()
        );

    [Theory]
    [MemberData(nameof(Templates))]
    public void Nothing_is_found_on_a_template_where_it_belongs(PolicyTemplateOptions options, string[] statements)
    {
        bool endpoint = options.Template.ToString().StartsWith("Endpoint", StringComparison.Ordinal);
        MethodAuthorization method = options.Template switch
        {
            PolicyTemplate.PreAuthVpceGate => MethodAuthorization.Custom,
            PolicyTemplate.AllowOnlyVpce or PolicyTemplate.VpcOnly => MethodAuthorization.None,
            _ when options.AccountId.Count > 0 || options.OrganizationId.Count > 0 => MethodAuthorization.AwsIam,
            _ => MethodAuthorization.None,
        };
        LintContext context = new()
        {
            Use = endpoint ? PolicyUse.Endpoint : PolicyUse.Resource,
            IsPrivate = options.Template is not (PolicyTemplate.SourceIpAllowlist or PolicyTemplate.SourceIpDenylist),
            Authorization = [method],
        };
        PolicyFinding[] findings = [.. PolicyLinter.Lint(options.Build(), context)];

        // Under AWS_IAM an identity policy gets around an Allow alone; that is said of the role's template too, and is for its
        // user to weigh.
        Assert.Equal(options.Template == PolicyTemplate.RoleAndVpce ? ["AllowCanBeBypassed"] : [], findings.Select(f => f.Code));
        Assert.NotEmpty(statements);
    }

    [Fact]
    public void Every_name_is_in_the_table() =>
        Assert.Equal(
            Enum.GetValues<PolicyTemplate>().Except([PolicyTemplate.AllowAndDeny, PolicyTemplate.AllowOnly, PolicyTemplate.Gate]),
            Templates.Select(row => row.Data.Item1.Template)
        );

    public static TheoryData<PolicyTemplateOptions, string> Misuses =>
        new()
        {
            {
                new() { Template = PolicyTemplate.SourceVpceAllowlist },
                "needs -SourceVpce"
            },
            {
                new()
                {
                    Template = PolicyTemplate.SourceVpceAllowlist,
                    SourceVpce = ["vpce-1"],
                    SourceVpc = ["vpc-1"],
                },
                "does not use -SourceVpc"
            },
            {
                new() { Template = PolicyTemplate.RoleAndVpce, AccountId = [Role] },
                "needs -SourceVpce"
            },
            {
                new()
                {
                    Template = PolicyTemplate.SourceIpDenylist,
                    SourceIp = ["10.0.9.0/24"],
                    Deny = true,
                },
                "does not use -Deny"
            },
            {
                new() { Template = PolicyTemplate.VpcSourceIpDenylist, SourceIp = ["10.0.9"] },
                "neither an address nor a CIDR range"
            },
            {
                new() { Template = PolicyTemplate.CrossAccountRole, AccountId = ["444455556666"] },
                "AccountAllowlist"
            },
            {
                new() { Template = PolicyTemplate.AccountAllowlist, AccountId = [Role] },
                "CrossAccountRole"
            },
            {
                new()
                {
                    Template = PolicyTemplate.EndpointGetOnly,
                    ApiArn = [Api],
                    Method = ["POST"],
                },
                "does not use -Method"
            },
            {
                new() { SourceVpce = ["vpce-1"], ApiArn = [Api] },
                "only with the templates for endpoints"
            },
        };

    [Theory]
    [MemberData(nameof(Misuses))]
    public void What_a_template_cannot_use_is_said(PolicyTemplateOptions options, string said)
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(options.Build);
        Assert.Equal("InvalidPolicy", refused.ErrorId);
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    private static string Deny(string op, string key, params string[] values) =>
        $$$"""{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"{{{op}}}":{"{{{key}}}":[{{{string.Join(',', values.Select(v => $"\"{v}\""))}}}]} } }""";

    private static string Allow(string principal, string resource, string op, string key, string value) =>
        $$$"""{"Effect":"Allow","Principal":{{{(principal == "*" ? "\"*\"" : principal)}}},"Action":"execute-api:Invoke","Resource":"{{{resource}}}","Condition":{"{{{op}}}":{"{{{key}}}":"{{{value}}}"} } }""";
}
