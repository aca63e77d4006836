using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Diagnosis;
using PrivateApi.Tests.Peers;
using TestResult = PrivateApi.Model.TestResult;

namespace PrivateApi.Tests.Reachability.Names;

/// <summary>
/// Scenes of names, built with boto3: what the diagnosis reads and predicts is what the lab's call gets. What is true comes from the pages
/// and reports that the script names.
/// </summary>
public sealed class NameSceneTests
{
    private static readonly (string Step, CheckName? Check, string Says, CallFailure Failure, int? Code)[] Steps =
    [
        ("inbound", null, "", CallFailure.None, 200),
        ("shut", CheckName.NameResolves, "Grant-EC2SecurityGroupIngress", CallFailure.NameNotResolved, null),
        ("shut-tcp", CheckName.NameResolves, "allows UDP 53 in from", CallFailure.NameNotResolved, null),
        ("off", CheckName.NameResolves, "-UrlForm Alias", CallFailure.NameNotResolved, null),
        ("off-alias", null, "", CallFailure.None, 200),
        ("own-servers", null, "", CallFailure.None, 200),
        ("zone", CheckName.NameResolves, "Edit-R53ResourceRecordSet", CallFailure.NameNotResolved, null),
        ("zone-cname", null, "", CallFailure.None, 200),
        ("zone-alias", null, "", CallFailure.None, 200),
        ("cname-alias", CheckName.RequestHost, "is not for api.example.com", CallFailure.TlsFailed, null),
        ("cname-default", CheckName.RequestHost, "is not for api.example.com", CallFailure.TlsFailed, null),
    ];

    [Fact]
    public async Task What_is_wrong_with_a_name_is_said_and_the_call_ends_as_predicted()
    {
        using EmbeddedAws lab = new();
        JsonElement ids = await Peer.BotoAsync("names.py", lab.Listen(), "build");
        using AwsSession session = Sessions.OnLab(lab);
        foreach ((string step, CheckName? check, string says, CallFailure failure, int? code) in Steps)
        {
            JsonElement live = await Peer.BotoAsync("names.py", lab.Listen(), step, ids.GetRawText());
            PathVerdict verdict = await JudgeAsync(session, ids, live.GetProperty("host").GetString()!);
            TestResult result = TestResults.Create(verdict);
            string said = string.Join(
                "; ",
                verdict
                    .Findings.Where(item => item.Finding.Status is CheckStatus.Failed or CheckStatus.Skipped)
                    .Select(item => $"{item.Name} {item.Finding.Message} | {item.Finding.Remedy}")
            );
            Assert.True((failure, code) == (result.PredictedFailure, result.PredictedStatusCode), $"{step}: {said}");
            Assert.Equal(
                (step, failure.ToString(), code),
                (
                    step,
                    live.GetProperty("failure").GetString(),
                    live.GetProperty("status").ValueKind == JsonValueKind.Null ? null : live.GetProperty("status").GetInt32()
                )
            );
            Assert.Equal(
                (step, check),
                (
                    step,
                    verdict
                        .Findings.Where(item => item.Finding.Status == CheckStatus.Failed)
                        .Select(item => (CheckName?)item.Name)
                        .SingleOrDefault()
                )
            );
            Assert.True(said.Contains(says, StringComparison.Ordinal), $"{step}: {said}");
        }
    }

    private static async Task<PathVerdict> JudgeAsync(AwsSession session, JsonElement ids, string host)
    {
        TestRequest request = new()
        {
            Apis = [(Text(ids, "api"), null)],
            StageName = "demo",
            Path = "/pets",
            UrlHost = host,
            Caller = new CallerRequest
            {
                SubnetIds = [Text(ids, "caller")],
                SecurityGroupIds = [Text(ids.GetProperty("groups"), "caller")],
            },
        };
        return await PeerDiagnosis.JudgeAsync(session, request);
    }

    private static string Text(JsonElement item, string name) => item.GetProperty(name).GetString()!;
}
