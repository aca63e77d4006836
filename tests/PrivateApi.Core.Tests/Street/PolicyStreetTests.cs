using System.Text.Json;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Waf;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Street;

/// <summary>Policies: of the API, of the endpoint, of the signer, and the web ACL.</summary>
public sealed class PolicyStreetTests
{
    private const string Signer = "arn:aws:sts::123456789012:assumed-role/app/run";

    [Fact]
    [Trait(ReportTests.Trait, "19")]
    public void Without_a_policy_a_private_API_cannot_be_deployed_and_the_policy_comes_first()
    {
        Scene
            .Open()
            .WithApi(api => api with { Policy = null, Stages = [] })
            .Names(
                19,
                CheckStatus.Failed,
                "it was never deployed",
                "has no resource policy",
                $"Set-PrivateApiPolicy -RestApiId {Scene.Api} -AddSourceVpce {Scene.Vpce} -StageName demo"
            )
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        StreetScene.Explains(
            19,
            "Error: creating API Gateway Deployment: BadRequestException: Private REST API doesn't have a resource policy attached to it"
        );
    }

    /// <summary>Through an endpoint aws:SourceIp is never there; the caller's address is aws:VpcSourceIp.</summary>
    [Fact]
    [Trait(ReportTests.Trait, "21")]
    public void A_policy_on_aws_SourceIp_lets_nobody_in_through_an_endpoint() =>
        Scene
            .Open()
            .WithResourcePolicy(
                """{"Version":"2012-10-17","Statement":[{"Sid":"Office","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.9.0/24"}}}]}"""
            )
            .Names(21, CheckStatus.Failed, "aws:SourceIp")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:"
                    + "********9012:abc123def4/demo/GET/pets because no resource-based policy allows the execute-api:Invoke action"
            );

    [Fact]
    [Trait(ReportTests.Trait, "35")]
    public void A_signer_whom_no_policy_allows_the_call_is_refused()
    {
        Scene
            .Open()
            .WithResourcePolicy(
                """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/other"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}"""
            )
            .WithMethod(method => method with { Authorization = "AWS_IAM" })
            .Calling(call => call with { Principal = Signer })
            .With(s =>
                s with
                {
                    Signers =
                    [
                        new SignerFact
                        {
                            Principal = Signer,
                            Arn = "arn:aws:iam::123456789012:role/app",
                            Id = "AROAEXAMPLE",
                            Policies =
                            [
                                new SignerPolicyFact
                                {
                                    Label = "inline policy \"logs\" of role app",
                                    Text = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}""",
                                },
                            ],
                        },
                    ],
                }
            )
            .Names(35, CheckStatus.Failed, "No identity policy of role app allows execute-api:Invoke")
            .Expect(Verdict.Blocked);
        StreetScene.Explains(
            35,
            $"User: {Signer} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:"
                + "abc123def4/demo/GET/pets because no identity-based policy allows the execute-api:Invoke action"
        );
    }

    [Fact]
    [Trait(ReportTests.Trait, "39")]
    public void An_endpoint_policy_for_other_APIs_is_named_and_predicted()
    {
        const string denied =
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:"
            + "********9012:abc123def4/demo/GET/pets because no VPC endpoint policy allows the execute-api:Invoke action";
        Scene
            .Open()
            .WithEndpoint(item =>
                item with
                {
                    Policy =
                        """{"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:other/*"}]}""",
                }
            )
            .Names(39, CheckStatus.Failed, $"policy of {Scene.Vpce}", "no statement allows it")
            .ExpectAnswer(403, "AccessDeniedException", denied);
        StreetScene.Explains(39, $"{{\"Message\":\"{denied}\"}}");
    }

    [Fact]
    [Trait(ReportTests.Trait, "40")]
    public void A_web_ACL_that_blocks_the_address_is_named_by_its_rule()
    {
        const string arn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/guard/a1";
        const string set = "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/banned/b2";
        const string rule =
            """{"Name":"banned","Priority":0,"Action":{"Block":{}},"Statement":{"IPSetReferenceStatement":{"ARN":""" + "\"" + set + "\"}}}";
        JsonElement acl = JsonDocument
            .Parse("""{"Name":"guard","DefaultAction":{"Allow":{}},"ARN":""" + "\"" + arn + "\",\"Rules\":[" + rule + "]}")
            .RootElement;
        Scene
            .Open()
            .WithStage(stage => stage with { WebAclArn = arn })
            .With(s => s with { WebAcls = [WebAclReader.Read(acl)], IpSets = [new IpSetFact { Arn = set, Addresses = ["10.0.9.0/24"] }] })
            .Names(40, CheckStatus.Failed, "rule banned", "IP set banned")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(403, "ForbiddenException", "Forbidden");
        StreetScene.Explains(40, StreetScene.Forbidden);
    }
}
