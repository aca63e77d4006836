using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;

namespace PrivateApi.Tests.Policy;

/// <summary>
/// Keys of the endpoint that only listed services support, without execute-api (IAM guide, "AWS global condition context keys").
/// Elsewhere they "can lead to unintended authorization results".
/// </summary>
public sealed class EndpointKeyTests
{
    [Theory]
    [InlineData("Deny", "aws:VpceAccount", PolicySeverity.Error)]
    [InlineData("Deny", "aws:VpceOrgID", PolicySeverity.Error)]
    [InlineData("Deny", "aws:vpceorgpaths", PolicySeverity.Error)]
    [InlineData("Deny", "aws:SourceVpcArn", PolicySeverity.Error)]
    [InlineData("Allow", "aws:VpceAccount", PolicySeverity.Warning)]
    [InlineData("Allow", "aws:SourceVpcArn", PolicySeverity.Warning)]
    public void A_key_that_API_Gateway_does_not_support_is_an_error_in_a_Deny_and_a_warning_in_an_Allow(
        string effect,
        string key,
        PolicySeverity severity
    )
    {
        PolicyDocument policy = PolicyDocument.Parse(
            $$$$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1a2b3c4d"}}},{"Effect":"{{{{effect}}}}","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringNotEquals":{"{{{{key}}}}":"x"}}}]}"""
        );
        PolicyFinding finding = Assert.Single(PolicyLinter.Lint(policy, new LintContext()), item => item.Code == "UndocumentedKey");
        Assert.Equal(severity, finding.Severity);
    }
}
