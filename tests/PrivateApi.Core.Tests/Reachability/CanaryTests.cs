using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Set up a canary release deployment": a stage's canary answers a share of its calls, taken at random, by another
/// deployment, with stage variables of its own. What it blocks is never silent.
/// </summary>
public sealed class CanaryTests
{
    private static readonly PolicyContext Context = new("aws", "eu-west-1", Scene.Account, Scene.Api);
    private static readonly string Closed = PolicyTemplates.SourceVpce("vpce-0ffff").ToJson();

    [Fact]
    public void A_tenth_of_the_calls_that_the_canarys_policy_blocks_is_a_warning_that_says_so()
    {
        // The API's policy was changed, and is deployed as the canary alone.
        Scene scene = Canary(10, closed: true)
            .Expect(
                CheckName.ResourcePolicy,
                CheckStatus.Warning,
                "10 % of calls, those of its canary, deployment can222, are blocked: policy deployed on demo: ExplicitlyDenied",
                $"Publish-PrivateApi -RestApiId {Scene.Api} -StageName demo -Abandon"
            )
            .Expect(
                CheckName.StageDeployed,
                CheckStatus.Passed,
                "90 % of calls go to the stage's own deployment dep111, 10 % go to its canary, deployment can222"
            )
            .Expect(Verdict.Reachable);
        Assert.True(scene.Verdict.Arrives);
        Assert.Equal(403, scene.Verdict.Other!.Answer!.StatusCode);
    }

    [Fact]
    public void Nine_tenths_that_it_blocks_block_the_call()
    {
        Canary(90, closed: true)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "90 % of calls", "-Abandon")
            .Expect(Verdict.Blocked)
            .ExpectAnswer(
                403,
                "AccessDeniedException",
                "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                    + $"arn:aws:execute-api:eu-west-1:********9012:{Scene.Api}/demo/GET/pets with an explicit deny in a resource-based policy"
            );
    }

    [Fact]
    public void A_canary_that_alone_lets_the_call_in_is_to_be_promoted()
    {
        Scene scene = Canary(60, closed: false)
            .WithStage(stage => stage with { ExportedPolicy = Closed })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Warning, "40 % of calls, those of the stage's own deployment dep111", "-Promote")
            .Expect(Verdict.Reachable);
        Assert.Equal("can222", scene.Verdict.Evaluation.Stage!.DeploymentId);
        Canary(40, closed: false).WithStage(stage => stage with { ExportedPolicy = Closed }).Expect(Verdict.Blocked);
    }

    [Theory]
    [InlineData(0, "dep111")]
    [InlineData(100, "can222")]
    public void A_canary_without_calls_counts_for_nothing_and_one_with_all_of_them_alone(double percent, string deployment)
    {
        Scene scene = Canary(percent, closed: true);
        Assert.Equal(deployment, scene.Verdict.Evaluation.Stage!.DeploymentId);
        Assert.Equal(percent == 0 ? CheckStatus.Passed : CheckStatus.Failed, scene[CheckName.ResourcePolicy].Status);
        Assert.Null(scene.Verdict.Other);
    }

    [Fact]
    public void A_method_that_the_canary_does_not_have_fails_its_share_of_calls() =>
        Canary(25, closed: false, stage => stage with { Methods = [.. stage.Methods.Where(method => method.Path != "/pets")] })
            .Expect(CheckName.MethodExists, CheckStatus.Warning, "25 % of calls", "can222")
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_policy_of_the_canary_that_nobody_recorded_is_not_known_and_not_open() =>
        Canary(25, closed: false, stage => stage with { PolicyRecord = null })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Warning, "25 % of calls", "no record of its policy")
            .Expect(Verdict.Reachable);

    [Fact]
    public void Two_deployments_that_block_for_two_reasons_let_nothing_through() =>
        Canary(30, closed: true)
            .WithStage(stage => stage with { Methods = [.. stage.Methods.Where(method => method.Path != "/pets")] })
            .Expect(CheckName.MethodExists, CheckStatus.Failed)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Warning, "30 %")
            .Expect(Verdict.Blocked);

    [Fact]
    public void A_stage_variable_counts_where_it_is_set()
    {
        Scene scene = Canary(
            20,
            closed: false,
            stage =>
                stage with
                {
                    Variables = new Dictionary<string, string>(),
                    Methods = [.. stage.Methods.Select(method => method with { Integration = Backend })],
                }
        );
        scene
            .WithStage(stage =>
                stage with
                {
                    Variables = new Dictionary<string, string> { ["host"] = "shop.example.com" },
                    Methods = [.. stage.Methods.Select(method => method with { Integration = Backend })],
                }
            )
            .Expect(CheckName.Integration, CheckStatus.Warning, "20 % of calls", "host");
    }

    [Fact]
    public void Where_both_get_half_of_the_calls_the_stages_own_deployment_is_the_verdict()
    {
        Scene scene = Canary(50, closed: true)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Warning, "50 % of calls, those of its canary")
            .Expect(Verdict.Reachable);
        Assert.Equal("dep111", scene.Verdict.Evaluation.Stage!.DeploymentId);
    }

    [Fact]
    public void A_deployment_that_gets_no_calls_is_no_reason_to_warn() =>
        Canary(100, closed: false)
            .WithStage(stage => stage with { ExportedPolicy = Closed })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);

    [Fact]
    public void A_share_that_is_blocked_is_said_even_where_the_rest_is_not_known() =>
        Canary(10, closed: true)
            .WithStage(stage => stage with { IsPolicyExported = false, ExportedPolicy = null, PolicyRecord = null })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Warning, "10 % of calls, those of its canary", "are blocked")
            .Expect(Verdict.Unknown);

    [Fact]
    public void Where_both_deployments_block_to_abandon_one_is_no_remedy()
    {
        Scene scene = Canary(90, closed: true)
            .WithStage(stage => stage with { ExportedPolicy = PolicyTemplates.SourceVpce("vpce-0eeee").ToJson() })
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .Expect(Verdict.Blocked);
        Assert.DoesNotContain("-Abandon", $"{scene[CheckName.ResourcePolicy].Remedy}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_only_waits_to_be_deployed_blocks_no_share_of_calls()
    {
        Scene scene = Canary(
            10,
            closed: false,
            stage => stage with { PolicyRecord = PolicyRecord.Write("can222", PolicyDocument.Parse(Closed).CanonicalHash(Context)) }
        );
        Assert.DoesNotContain("are blocked", scene[CheckName.PolicyDeployed].Message, StringComparison.Ordinal);
        scene.Expect(CheckName.PolicyDeployed, CheckStatus.Warning, "10 % of calls, those of its canary, deployment can222: ");
    }

    private static readonly IntegrationFact Backend = new() { Type = "HTTP_PROXY", Uri = "https://${stageVariables.host}/pets" };

    private static Scene Canary(double percent, bool closed, Func<StageFact, StageFact>? change = null)
    {
        string policy = closed ? Closed : Scene.OnlyThroughEndpoint;
        return Scene
            .Open()
            .WithApi(api => api with { Policy = policy })
            .WithStage(stage =>
                stage with
                {
                    Canary = new CanaryFact
                    {
                        PercentTraffic = percent,
                        Stage = (change ?? (same => same))(
                            stage with
                            {
                                DeploymentId = "can222",
                                PolicyRecord = PolicyRecord.Write("can222", PolicyDocument.Parse(policy).CanonicalHash(Context)),
                                IsPolicyExported = false,
                                ExportedPolicy = null,
                            }
                        ),
                    },
                }
            );
    }
}
