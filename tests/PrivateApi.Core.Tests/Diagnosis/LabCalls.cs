using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Diagnosis;

/// <summary>A call in the lab, predicted from what can be read and then made.</summary>
internal static class LabCalls
{
    /// <summary>The prediction.</summary>
    public static async Task<PathVerdict> PredictAsync(LabScene lab, TestRequest request, string? file = null)
    {
        SnapshotCase taken = await new ApiTester(lab.Session).TakeAsync(request, file, LabScene.Stop).FirstAsync(LabScene.Stop);
        return PathEngine.Judge(taken.Snapshot, taken.Calls[0]);
    }

    /// <summary>Status and body of the same call, made.</summary>
    public static async Task<(int Status, string Body)> MakeAsync(
        LabScene lab,
        TestRequest request,
        PathVerdict predicted,
        LabCaller caller
    )
    {
        using HttpClient http = new(lab.Lab.CreateHandler()) { BaseAddress = new Uri("http://lab/") };
        LabCallRequest call = new()
        {
            Url = predicted.Evaluation.Url,
            Method = request.Method,
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value),
            Caller = caller,
        };
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            LabCallProtocol.Path,
            call,
            LabCallJson.Default.LabCallRequest,
            LabScene.Stop
        );
        LabCallAnswer answer = JsonSerializer.Deserialize(
            await response.Content.ReadAsStringAsync(LabScene.Stop),
            LabCallJson.Default.LabCallAnswer
        )!;
        Assert.Equal(CallFailure.None, answer.Failure);
        return ((int)answer.Status!, Encoding.UTF8.GetString(answer.Body ?? []));
    }
}
