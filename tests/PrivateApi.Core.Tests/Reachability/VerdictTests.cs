using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Reachability;
using static PrivateApi.Tests.Reachability.AccountFacts;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// What many checks amount to; the order of refusals is that of the API Gateway guide, "How API Gateway resource policies affect
/// authorization workflow" and "Use VPC endpoint policies for private APIs".
/// </summary>
public sealed class VerdictTests
{
    private const string Masked = "arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets";

    [Fact]
    public void With_everything_open_no_check_fails_and_the_call_arrives()
    {
        Scene scene = Scene.Open().Expect(Verdict.Reachable);
        Assert.True(scene.Verdict.Arrives);
        Assert.Null(scene.Verdict.Refusal);
        Assert.All(
            scene.Verdict.Findings,
            item => Assert.Contains(item.Finding.Status, (CheckStatus[])[CheckStatus.Passed, CheckStatus.NotApplicable])
        );
        Assert.Equal($"https://{Scene.DefaultHost}/demo/pets", scene.Verdict.Evaluation.Url);
        Assert.Equal(Scene.Vpce, scene.Verdict.Evaluation.EndpointId);
        CheckName[] without =
        [
            CheckName.DomainAssociated,
            CheckName.LoadBalancer,
            CheckName.DomainPolicy,
            CheckName.WebAcl,
            CheckName.MethodAuthorization,
            CheckName.ApiKey,
            CheckName.AccessMode,
        ];
        Assert.Equal(
            without,
            scene.Verdict.Findings.Where(item => item.Finding.Status == CheckStatus.NotApplicable).Select(item => item.Name)
        );
    }

    [Theory]
    [InlineData("peered")]
    [InlineData("transit gateway")]
    [InlineData("on premises")]
    public void Other_open_ways_arrive_too(string way) =>
        (
            way switch
            {
                "peered" => Peered(),
                "transit gateway" => OverTransitGateway(),
                _ => BehindGateway(),
            }
        ).Expect(Verdict.Reachable);

    [Fact]
    public void Without_a_caller_the_network_is_not_judged_and_the_rest_is()
    {
        Scene scene = Scene.Open().From(_ => Caller.Nobody).WithGroup("sg-endpoint").Expect(Verdict.Reachable);
        foreach (
            CheckName name in new[]
            {
                CheckName.NameResolves,
                CheckName.CallerRoute,
                CheckName.CallerEgress,
                CheckName.CallerNetworkAcl,
                CheckName.EndpointNetworkAcl,
                CheckName.EndpointIngress,
            }
        )
        {
            scene.Expect(name, CheckStatus.NotApplicable, "no caller was given");
        }

        scene
            .WithEndpoint(item => item with { Policy = Nothing })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed)
            .Expect(Verdict.Blocked);
    }

    [Fact]
    public void One_failed_check_blocks_and_a_skipped_one_that_could_change_the_answer_leaves_it_unknown()
    {
        Scene skipped = Scene
            .Open()
            .Denied("Export", "apigateway:GET", s => s)
            .WithStage(stage => stage with { IsExported = false, Methods = [] })
            .Expect(Verdict.Unknown);
        skipped.WithGroup("sg-endpoint").Expect(Verdict.Blocked);
        Scene.Open().WithGroup("sg-endpoint").Expect(Verdict.Blocked);
    }

    [Fact]
    public void A_policy_that_is_not_deployed_blocks_nothing_by_itself()
    {
        string wider = PolicyTemplates.SourceVpce(Scene.Vpce, "vpce-0ffff").ToJson();
        Scene
            .Open()
            .WithApi(api => api with { Policy = wider })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Failed, "Publish-PrivateApi")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void What_only_warns_leaves_the_verdict_alone_when_it_could_not_be_read()
    {
        Scene
            .Open()
            .Denied("PublicApi", "apigateway:GET on /restapis", s => s with { PublicApis = null })
            .Expect(CheckName.PublicApiShadowed, CheckStatus.Skipped, "apigateway:GET on /restapis")
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_name_that_does_not_resolve_breaks_the_call_before_any_firewall() =>
        Scene
            .Open()
            .WithVpc(vpc => vpc with { EnableDnsSupport = false })
            .WithGroup("sg-endpoint")
            .Expect(CheckName.EndpointIngress, CheckStatus.Failed)
            .Expect(CallFailure.NameNotResolved);

    [Fact]
    public void A_closed_firewall_times_out_whatever_the_policies_say() =>
        Scene
            .Open()
            .WithGroup("sg-endpoint")
            .WithEndpoint(item => item with { Policy = Nothing })
            .Expect(CheckName.EndpointPolicy, CheckStatus.Failed)
            .Expect(CallFailure.ConnectTimeout);

    [Fact]
    public void The_endpoint_policy_answers_before_the_stage_is_looked_for()
    {
        Scene scene = Scene.Open().WithEndpoint(item => item with { Policy = Nothing }).Calling(call => call with { StageName = "prod" });
        scene
            .Expect(CheckName.StageDeployed, CheckStatus.Failed)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked.Replace("demo", "prod", StringComparison.Ordinal)} because no VPC endpoint policy allows the "
                    + "execute-api:Invoke action"
            );
        Assert.Equal(CheckName.EndpointPolicy, scene.Verdict.Refusal!.Value.Check);
    }

    [Fact]
    public void A_missing_stage_answers_before_a_missing_method_and_that_before_the_resource_policy()
    {
        Scene.Open().Calling(call => call with { StageName = "prod", Path = "/none" }).ExpectAnswer(403, "ForbiddenException", "Forbidden");
        Scene closed = Scene.Open().WithApi(api => api with { Policy = null }).WithStage(stage => stage with { ExportedPolicy = null });
        closed
            .Calling(call => call with { Path = "/none" })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .ExpectAnswer(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        closed.ExpectAnswer(
            403,
            "AccessDeniedException",
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
        );
    }

    [Fact]
    public void The_resource_policy_answers_before_the_API_key_and_that_before_the_integration()
    {
        Scene scene = Scene.Open().WithMethod(method => method with { ApiKeyRequired = true, Integration = null });
        scene.Expect(CheckName.Integration, CheckStatus.Failed).ExpectAnswer(403, "ForbiddenException", "Forbidden");
        scene
            .WithStage(stage => stage with { ExportedPolicy = null })
            .WithApi(api => api with { Policy = null })
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"{Masked} because no resource-based policy allows the execute-api:Invoke action"
            );
        scene.Calling(call => call with { HasApiKey = true }).ExpectAnswer(500, "InternalServerErrorException", "Internal server error");
    }

    [Fact]
    public void What_is_not_known_before_the_first_refusal_makes_all_prediction_idle()
    {
        Scene scene = Scene
            .Open()
            .Denied("SecurityGroup", "ec2:DescribeSecurityGroups", s => s with { SecurityGroups = [] })
            .Calling(call => call with { StageName = "prod" });
        scene
            .Expect(CheckName.EndpointIngress, CheckStatus.Skipped, "ec2:DescribeSecurityGroups")
            .Expect(Verdict.Blocked)
            .ExpectNoPrediction();
        Assert.Equal((CheckName.StageDeployed, 403), (scene.Verdict.Refusal!.Value.Check, scene.Verdict.Refusal.Value.Answer.StatusCode));
    }

    [Fact]
    public void A_changed_copy_of_a_snapshot_is_judged_by_its_own_facts()
    {
        AccountSnapshot open = Account();
        Assert.NotNull(open.Index.SecurityGroup("sg-endpoint"));
        AccountSnapshot closed = open with { SecurityGroups = [] };
        Assert.Null(closed.Index.SecurityGroup("sg-endpoint"));
    }

    private const string Nothing =
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:eu-west-1:123456789012:zzzzzzzzzz/*"}]}""";

    /// <summary>
    /// Warnings by nature, whatever the account: a status, what private DNS cuts off, zones, and a policy that waits for its
    /// deployment.
    /// </summary>
    [Fact]
    public void Every_check_can_stop_a_call_but_these() =>
        Assert.Equal(
            [CheckName.ApiAvailable, CheckName.ZoneCoverage, CheckName.PolicyDeployed],
            Enum.GetValues<CheckName>().Except(CheckOrder.Met)
        );

    [Fact]
    public void Every_check_is_there_once_in_the_order_of_its_name() =>
        Assert.Equal(Enum.GetValues<CheckName>(), Scene.Open().Verdict.Findings.Select(item => item.Name));
}
