using System.Text.Json;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Lab.Hosting;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A scene that boto3 made, as Test-PrivateApi reads and judges it from the scene's subnet.</summary>
internal static class PeerDiagnosis
{
    public static async Task<PathVerdict> JudgeAsync(EmbeddedAws lab, JsonElement scene, string api, string path, string? domain)
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = "eu-west-1",
                IsLab = true,
                Pacer = new Pacer(TimeProvider.System),
            }
        );
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
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }
}
