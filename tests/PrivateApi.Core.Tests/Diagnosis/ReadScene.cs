using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Reachability;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>The PetStore with everything open, tested over a session whose reads are counted and denied.</summary>
internal sealed class ReadScene(CallScene calls) : IDisposable
{
    public CallScene Calls => calls;

    public static async Task<ReadScene> MakeAsync() => new(await CallScene.MakeAsync());

    /// <summary>The caller is in a subnet without the endpoint, where network ACLs count.</summary>
    public TestRequest Order =>
        new()
        {
            Apis = [(calls.Api.RestApiId, null)],
            StageName = "demo",
            Path = "/pets",
            Caller = new CallerRequest
            {
                SubnetIds = [calls.Network.PublicSubnetId[0]],
                SecurityGroupIds = [calls.Network.SecurityGroupId!],
            },
        };

    /// <summary>Takes and judges, with some operations denied.</summary>
    public async Task<(PathVerdict Verdict, ReadHandler Reads)> TestAsync(TestRequest request, params string[] denied)
    {
        ReadHandler handler = new(calls.Lab.Lab.CreateHandler(), denied);
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                Handler = handler,
                EndpointUrl = new Uri("http://localhost/"),
                Pacer = new Pacer(TimeProvider.System),
                Region = "eu-west-1",
                IsLab = true,
            }
        );
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, LabScene.Stop).FirstAsync(LabScene.Stop);
        return (PathEngine.Judge(taken.Snapshot, taken.Calls[0]), handler);
    }

    public void Dispose() => calls.Dispose();
}
