using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A scene that boto3 made, as Test-PrivateApi reads and judges it from the scene's subnet.</summary>
internal static class PeerDiagnosis
{
    public static async Task<PathVerdict> JudgeAsync(EmbeddedAws lab, JsonElement scene, string api, string path, string? domain)
    {
        using AwsSession session = Sessions.OnLab(lab);
        TestRequest request = new()
        {
            Apis = [(scene.GetProperty("ids").GetProperty(api).GetString()!, null)],
            StageName = "prod",
            Path = path,
            DomainName = domain,
            Caller = new CallerRequest
            {
                SubnetIds = [scene.GetProperty("subnet").GetString()!],
                SecurityGroupIds = [scene.GetProperty("group").GetString()!],
            },
        };
        return await JudgeAsync(session, request);
    }

    /// <summary>The first call of a request.</summary>
    public static async Task<PathVerdict> JudgeAsync(AwsSession session, TestRequest request)
    {
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }
}
