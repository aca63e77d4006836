using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Model;
using PrivateApi.Policy.Templates;
using PrivateApi.Provisioning;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>What the explanation of a live call by a private custom domain name says was the cause, and what it does not say.</summary>
public sealed class DomainExplanationTests
{
    private const string Name = "pets.example.com";

    [Fact]
    public async Task A_denial_by_the_policy_of_the_name_is_not_explained_by_that_of_the_API()
    {
        using CallScene scene = await MakeAsync("vpce-0123456789abcdef0");
        TestResult result = await TestAsync(scene);
        Assert.Equal(
            [
                $"The policy of the custom domain name {Name} has a Deny that matches the call. It is not the API's resource policy, and a "
                    + "change of it takes no deployment.",
            ],
            result.Explanation
        );
    }

    [Fact]
    public async Task A_missing_association_with_the_name_is_not_explained_by_the_API()
    {
        using CallScene scene = await MakeAsync(null);
        ApiGatewayClient client = scene.Lab.Session.ApiGateway;
        foreach (DomainNameAccessAssociation own in await ApiLists.AssociationsAsync(client, "SELF", LabScene.Stop))
        {
            await client.DeleteDomainNameAccessAssociationAsync(
                new DeleteDomainNameAccessAssociationRequest { DomainNameAccessAssociationArn = own.DomainNameAccessAssociationArn! },
                LabScene.Stop
            );
        }

        TestResult result = await TestAsync(scene);
        Assert.Equal(403, result.Live!.StatusCode);
        Assert.StartsWith(
            $"The VPC endpoint that the call came through is not associated with the custom domain name {Name}",
            result.Explanation[0],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(result.Explanation, line => line.Contains("default endpoint", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Explanation, line => line.Contains("no API with this id", StringComparison.Ordinal));
    }

    private static async Task<TestResult> TestAsync(CallScene scene)
    {
        TestRequest request = new()
        {
            Apis = [(scene.Api.RestApiId, scene.Api)],
            StageName = "demo",
            Path = "/pets",
            DomainName = Name,
            Via = CallVia.Lambda,
            Caller = new CallerRequest { SubnetIds = [scene.Network.SubnetId[0]], SecurityGroupIds = [scene.Network.SecurityGroupId!] },
        };
        SnapshotCase taken = await new ApiTester(scene.Lab.Session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        PathVerdict verdict = PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
        Assert.Equal(Verdict.Blocked, verdict.Verdict);
        PreparedCall? live = await new LiveTest(scene.Lab.Session).PrepareAsync(request, verdict, scene.Lab.ProgressEvents, LabScene.Stop);
        return LiveComparison.With(TestResults.Create(verdict), verdict, await live!.RunAsync(scene.Lab.ProgressEvents, LabScene.Stop));
    }

    private static async Task<CallScene> MakeAsync(string? onlyThrough)
    {
        CallScene scene = await CallScene.MakeAsync();
        await DomainPlanTests.RequestAsync(scene, Name);
        DomainSpec spec = new()
        {
            Name = Name,
            Mappings = [new MappingSpec(string.Empty, scene.Api.RestApiId, "demo")],
            VpcEndpointIds = [scene.Endpoint.VpcEndpointId],
            Policy = onlyThrough is null ? null : PolicyTemplates.SourceVpce(onlyThrough),
        };
        Plan plan = await DomainPlan.MakeAsync(scene.Lab.Session, spec, scene.Lab.ProgressEvents, LabScene.Stop);
        await plan.ApplyAsync(scene.Lab.ProgressEvents, LabScene.Stop);
        return scene;
    }
}
