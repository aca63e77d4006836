using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Facts;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>Predicts and makes calls in a scene: every API, some requests, callers and all forms of address.</summary>
internal sealed class TopologyCalls(EmbeddedAws lab, HttpClient http, TopologyScene scene, Random random, TopologyTally tally)
{
    private static readonly UrlForm[] Forms = [UrlForm.Auto, UrlForm.PrivateDns, UrlForm.Alias, UrlForm.EndpointDns, UrlForm.CustomDomain];

    public async Task RunAsync(CancellationToken stop)
    {
        using AwsSession session = AwsSession.Open(
            new AwsConnection
            {
                EndpointUrl = lab.EndpointUrl,
                Region = "eu-west-1",
                AccessKey = scene.Account,
                SecretKey = "secret",
            }
        );
        foreach (TopologyScene.ApiPart api in scene.Apis)
        {
            foreach (TopologyScene.CallerPart caller in scene.Callers)
            {
                await OfCallerAsync(session, api, caller, stop);
            }
        }
    }

    private async Task OfCallerAsync(AwsSession session, TopologyScene.ApiPart api, TopologyScene.CallerPart caller, CancellationToken stop)
    {
        bool isSigned = random.Next(8) == 0;
        bool hasKey = api.Key is not null && random.Next(2) == 0;
        TestRequest request = new()
        {
            Apis = [(api.Id, null)],
            Caller = caller.Address is { } address
                ? new CallerRequest
                {
                    VpcId = caller.Vpc,
                    SourceIp = address,
                    SecurityGroupIds = caller.Groups,
                }
                : new CallerRequest { SubnetIds = [caller.Subnet], SecurityGroupIds = caller.Groups },
            VpcEndpointId = scene.Endpoints.Length > 0 && random.Next(3) == 0 ? scene.Endpoints[random.Next(scene.Endpoints.Length)] : null,
            DomainName = scene.Domain,
            Headers = Headers(isSigned, hasKey ? api.Key : null),
            Principal = isSigned ? $"arn:aws:iam::{scene.Account}:user/lab" : null,
        };
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, stop).FirstAsync(stop);
        PathCall basis = taken.Calls[0] with { StageName = null };
        foreach (string stage in api.Stages)
        {
            string path = api.Paths[random.Next(api.Paths.Length)];
            foreach (UrlForm form in scene.Domain is null ? Forms[..^1] : Forms)
            {
                PathCall call = basis with
                {
                    StageName = stage,
                    Path = path,
                    Method = random.Next(6) == 0 ? "POST" : "GET",
                    UrlForm = form,
                    DomainName = form == UrlForm.CustomDomain ? scene.Domain : null,
                };
                await CompareAsync(taken.Snapshot, call, caller, request.Headers, api.Id, stop);
            }
        }
    }

    private static Dictionary<string, string> Headers(bool isSigned, string? key)
    {
        Dictionary<string, string> headers = [];
        if (key is not null)
        {
            headers["x-api-key"] = key;
        }

        return headers;
    }

    private async Task CompareAsync(
        AccountSnapshot snapshot,
        PathCall call,
        TopologyScene.CallerPart caller,
        IReadOnlyDictionary<string, string> headers,
        string api,
        CancellationToken stop
    )
    {
        PathVerdict verdict = PathEngine.Judge(snapshot, call);
        if (
            call.UrlForm is UrlForm.Alias or UrlForm.EndpointDns
            && !verdict.Evaluation.Address.Host.Contains("vpce-", StringComparison.Ordinal)
        )
        {
            // Without an endpoint there is no such address.
            return;
        }

        Dictionary<string, string> sent = new(headers);
        if (call.Principal is not null)
        {
            sent["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={scene.Account}/20261122/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";
        }

        LabCallRequest described = new()
        {
            Url = verdict.Evaluation.Url,
            Method = call.Method,
            Headers = sent,
            HostHeader = verdict.Evaluation.Address.Form == UrlForm.EndpointDns ? $"{api}.execute-api.eu-west-1.amazonaws.com" : null,
            Caller = LabCaller.Subnet(caller.Subnet, caller.Groups, caller.Address),
        };
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            LabCallProtocol.Path,
            described,
            LabCallJson.Default.LabCallRequest,
            stop
        );
        string text = await response.Content.ReadAsStringAsync(stop);
        Assert.True(response.IsSuccessStatusCode, text);
        LabCallAnswer answer = JsonSerializer.Deserialize(text, LabCallJson.Default.LabCallAnswer)!;
        tally.Add(
            $"scene {scene.Number} ({scene.Account}): {call.Method} {verdict.Evaluation.Url} "
                + $"({call.UrlForm}{(call.Principal is null ? string.Empty : ", signed")}) from {call.Caller.Label}",
            Predicted(verdict),
            answer.Failure == CallFailure.None
                ? Words(answer.Status, answer.Status < 400 ? null : Encoding.UTF8.GetString(answer.Body ?? []))
                : answer.Failure.ToString(),
            () =>
                string.Join(
                    '\n',
                    verdict
                        .Findings.Where(item => item.Finding.Status != CheckStatus.NotApplicable)
                        .Select(item => $"    {item.Name} {item.Finding.Status}: {item.Finding.Message}")
                )
        );
    }

    private static string? Predicted(PathVerdict verdict) =>
        verdict switch
        {
            { Failure: null } => null,
            { Failure: { } failure and not CallFailure.None } => failure.ToString(),
            { Answer: { } answer } => Words(answer.StatusCode, answer.Body),
            _ => Words(200, null),
        };

    private static string Words(int? status, string? body) => $"{status} {body}".TrimEnd();
}
