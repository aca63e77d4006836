using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;

namespace PrivateApi.Tests.Reachability;

/// <summary>
/// API Gateway guide, "Create and attach an API Gateway resource policy to an API": a policy has no effect before it is deployed.
/// No page says which policy an export shows, so only our record on the stage proves it.
/// </summary>
public sealed class DeployedPolicyTests
{
    private const string Other = "vpce-0ffff";

    private static readonly PolicyContext Context = new("aws", "eu-west-1", Scene.Account, Scene.Api);
    private static readonly string Closed = PolicyTemplates.SourceVpce(Other).ToJson();

    /// <summary>The same policy as API Gateway writes it back: full ARNs, other order, lists for scalars.</summary>
    private static readonly string Rewritten =
        $$$"""{"Statement":[{"Condition":{"StringNotEquals":{"aws:SourceVpce":["{{{Scene.Vpce}}}"]}},"Resource":["arn:aws:execute-api:eu-west-1:{{{Scene.Account}}}:{{{Scene.Api}}}/*"],"Action":["execute-api:Invoke"],"Principal":{"AWS":"*"},"Effect":"Deny"},{"Resource":"arn:aws:execute-api:eu-west-1:{{{Scene.Account}}}:{{{Scene.Api}}}/*","Action":"execute-api:Invoke","Principal":"*","Effect":"Allow"}],"Version":"2012-10-17"}""";

    [Fact]
    public void A_record_of_the_stages_deployment_proves_the_current_policy_whatever_the_export_says()
    {
        Recorded(Scene.OnlyThroughEndpoint)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Passed, "the record of deployment dep111 on stage demo proves it")
            .Expect(Verdict.Reachable);
        Recorded(Scene.OnlyThroughEndpoint, exported: Closed)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Passed)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
        Recorded(Scene.OnlyThroughEndpoint)
            .WithStage(stage => stage with { IsExported = false, ExportedPolicy = null })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Passed);
        Recorded(Rewritten).Expect(CheckName.PolicyDeployed, CheckStatus.Passed);
    }

    [Fact]
    public void A_record_of_another_policy_takes_its_text_from_the_export_if_that_is_the_one()
    {
        Recorded(Closed, exported: Closed)
            .Expect(
                CheckName.PolicyDeployed,
                CheckStatus.Failed,
                "differs from the current policy; the stage's export has the text",
                "Publish-PrivateApi -RestApiId abc123def4 -StageName demo"
            )
            .Expect(
                CheckName.ResourcePolicy,
                CheckStatus.Failed,
                "ExplicitlyDenied",
                "Publish-PrivateApi -RestApiId abc123def4 -StageName demo"
            )
            .Expect(Verdict.Blocked);
        Recorded(Scene.OnlyThroughEndpoint, exported: Scene.OnlyThroughEndpoint, current: Closed)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Failed)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Passed)
            .Expect(Verdict.Reachable);
    }

    [Fact]
    public void A_policy_that_would_not_let_the_call_in_either_is_to_be_changed_not_deployed() =>
        Recorded(Closed, exported: Closed, current: PolicyTemplates.SourceVpce("vpce-0eeee").ToJson())
            .Expect(
                CheckName.ResourcePolicy,
                CheckStatus.Failed,
                $"Set-PrivateApiPolicy -RestApiId abc123def4 -AddSourceVpce {Scene.Vpce} -StageName demo"
            );

    [Fact]
    public void A_record_of_a_policy_that_nothing_shows_leaves_the_call_open()
    {
        Recorded(PolicyTemplates.SourceVpce("vpce-0eeee").ToJson(), exported: Closed)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Failed, "neither the current one nor the export's")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped)
            .Expect(Verdict.Unknown)
            .ExpectNoPrediction();
    }

    [Fact]
    public void A_redeploy_by_somebody_else_makes_the_record_void()
    {
        // Theirs deployed the closed policy; afterwards ours was put back and not deployed.
        Scene fooled = Recorded(Scene.OnlyThroughEndpoint, exported: Closed).WithStage(stage => stage with { DeploymentId = "dep222" });
        fooled
            .Expect(CheckName.PolicyDeployed, CheckStatus.Failed, "no record", "AWS does not document which policy an export shows")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed)
            .Expect(Verdict.Blocked);
        fooled
            .WithStage(stage => stage with { IsExported = false, ExportedPolicy = null })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Skipped, "no record of its policy, and its export could not be read")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped)
            .Expect(Verdict.Unknown);
    }

    [Theory]
    [InlineData("dep111")]
    [InlineData("dep111/")]
    [InlineData("dep111/abc")]
    [InlineData("/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("dep111/0000000000000000000000000000000000000000000000000000000000000000/x")]
    public void A_mangled_record_is_none(string record) =>
        Scene
            .Open()
            .WithStage(stage => stage with { PolicyRecord = record })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Passed, "no record")
            .Expect(Verdict.Reachable);

    [Fact]
    public void Without_a_record_an_export_that_differs_fails_and_an_equal_one_passes_with_the_doubt_said()
    {
        Scene.Open().Expect(CheckName.PolicyDeployed, CheckStatus.Passed, "AWS does not document which policy an export shows");
        Scene.Open().WithStage(stage => stage with { ExportedPolicy = Rewritten }).Expect(CheckName.PolicyDeployed, CheckStatus.Passed);
        Scene
            .Open()
            .WithStage(stage => stage with { ExportedPolicy = Closed })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Failed, "AWS does not document")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed, "Publish-PrivateApi")
            .Expect(Verdict.Blocked);
        Scene.Open().WithStage(stage => stage with { ExportedPolicy = null }).Expect(CheckName.PolicyDeployed, CheckStatus.Failed);
        Scene
            .Open()
            .WithApi(api => api with { Policy = null })
            .WithStage(stage => stage with { ExportedPolicy = null })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Passed)
            .Expect(CheckName.ResourcePolicy, CheckStatus.Failed);
    }

    [Fact]
    public void An_export_that_was_denied_leaves_it_open_without_a_record() =>
        Scene
            .Open()
            .Denied("Export", "apigateway:GET on the export", s => s)
            .WithStage(stage => stage with { IsExported = false, ExportedPolicy = null })
            .Expect(CheckName.PolicyDeployed, CheckStatus.Skipped, "apigateway:GET on the export is denied")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped, "apigateway:GET on the export is denied");

    [Fact]
    public void Methods_known_from_the_deployment_alone_say_nothing_of_the_policy()
    {
        Scene scene = Scene
            .Open()
            .Denied("Export", "apigateway:GET on the export", s => s)
            .WithStage(stage => stage with { IsPolicyExported = false, ExportedPolicy = null });
        scene
            .Expect(CheckName.MethodExists, CheckStatus.Passed)
            .Expect(CheckName.PolicyDeployed, CheckStatus.Skipped, "apigateway:GET on the export is denied")
            .Expect(CheckName.ResourcePolicy, CheckStatus.Skipped)
            .Expect(Verdict.Unknown);
    }

    [Fact]
    public void Without_a_stage_nothing_is_deployed() =>
        Scene
            .Open()
            .Calling(call => call with { StageName = "prod" })
            .Expect(CheckName.PolicyDeployed, CheckStatus.NotApplicable)
            .Expect(CheckName.ResourcePolicy, CheckStatus.NotApplicable);

    /// <summary>A stage whose record is of one policy, its export of another, and the API's current one of a third.</summary>
    private static Scene Recorded(string policy, string? exported = null, string? current = null) =>
        Scene
            .Open()
            .WithApi(api => api with { Policy = current ?? Scene.OnlyThroughEndpoint })
            .WithStage(stage =>
                stage with
                {
                    ExportedPolicy = exported ?? Scene.OnlyThroughEndpoint,
                    PolicyRecord = $"dep111/{PolicyDocument.Parse(policy).CanonicalHash(Context)}",
                }
            );
}
