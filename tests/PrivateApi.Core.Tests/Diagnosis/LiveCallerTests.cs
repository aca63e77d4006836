using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Calls.Lambda;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A live call proves a test only if it starts where the test says.</summary>
public sealed class LiveCallerTests
{
    // Lambda guide, "Giving Lambda functions access to resources in an Amazon VPC": a function without a VPC calls from the internet.
    [Fact]
    public async Task A_function_outside_of_any_VPC_is_not_called_for_from_the_endpoints_subnet()
    {
        using CallScene scene = await CallScene.MakeAsync();
        Assert.Equal(200, (await scene.CallAsync(scene.Inside)).StatusCode);
        LambdaClient lambda = scene.Lab.Witness.Lambda;
        FunctionConfiguration probe = Assert.Single((await lambda.ListFunctionsAsync(new ListFunctionsRequest(), LabScene.Stop)).Functions);
        await lambda.CreateFunctionAsync(
            new CreateFunctionRequest
            {
                FunctionName = "outside",
                Role = probe.Role!,
                Runtime = probe.Runtime,
                Handler = probe.Handler,
                Code = new FunctionCode { ZipFile = ProbePackage.CreateZip() },
            },
            LabScene.Stop
        );
        TestRequest request = new()
        {
            Apis = [(scene.Api.RestApiId, null)],
            StageName = "demo",
            Path = "/pets",
            Caller = new CallerRequest { FunctionName = "outside" },
            Via = CallVia.Lambda,
        };
        SnapshotCase taken = await new ApiTester(scene.Lab.Session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        PathVerdict verdict = PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
        Assert.Equal(Verdict.Blocked, verdict.Verdict);
        Assert.Null(await new LiveTest(scene.Lab.Session).PrepareAsync(request, verdict, scene.Lab.ProgressEvents, LabScene.Stop));
        Assert.Contains("function outside, which is not in a VPC", scene.Lab.ProgressEvents.Warnings.Last(), StringComparison.Ordinal);
    }
}
