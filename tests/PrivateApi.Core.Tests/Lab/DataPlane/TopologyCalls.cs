using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Diagnosis;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Lab.Hosting;
using PrivateApi.Model;
using PrivateApi.Reachability;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>
/// Predicts and makes calls in a scene: every API, some requests, callers and all forms of address; and URLs as a client has them in hand.
/// </summary>
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
        foreach (TopologyScene.CallerPart caller in scene.Callers)
        {
            foreach (TopologyScene.ApiPart api in scene.Apis)
            {
                await OfCallerAsync(session, api, caller, stop);
            }

            foreach ((string url, TopologyScene.ApiPart? api, string? balancer) in Urls())
            {
                await OfUrlAsync(session, url, api, balancer, caller, stop);
            }
        }
    }

    private async Task OfCallerAsync(AwsSession session, TopologyScene.ApiPart api, TopologyScene.CallerPart caller, CancellationToken stop)
    {
        (TestRequest request, string? key) = Request(api, caller);
        request = request with { Apis = [(api.Id, null)], DomainName = scene.Domain, Path = Any(api.Paths) };
        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, stop).FirstAsync(stop);
        PathCall basis = taken.Calls[0] with { StageName = null };
        foreach (string stage in api.Stages)
        {
            foreach (UrlForm form in scene.Domain is null || api.Second ? Forms[..^1] : Forms)
            {
                PathCall call = basis with
                {
                    StageName = stage,
                    UrlForm = form,
                    DomainName = form == UrlForm.CustomDomain ? scene.Domain : null,
                };
                PathVerdict verdict = PathEngine.Judge(taken.Snapshot, call);

                // Without an endpoint there is no address of these forms.
                if (
                    form is not (UrlForm.Alias or UrlForm.EndpointDns)
                    || verdict.Evaluation.Address.Host.Contains("vpce-", StringComparison.Ordinal)
                )
                {
                    bool isNamed = verdict.Evaluation.Address.Form == UrlForm.EndpointDns;
                    await CompareAsync(
                        verdict,
                        request,
                        key,
                        caller,
                        verdict.Evaluation.Url,
                        isNamed ? $"{api.Id}.execute-api.eu-west-1.amazonaws.com" : null,
                        stop
                    );
                }
            }
        }
    }

    /// <summary>URLs of names that lead to an endpoint, to a load balancer before it, or to public addresses.</summary>
    private IEnumerable<(string Url, TopologyScene.ApiPart? Api, string? Balancer)> Urls()
    {
        TopologyScene.ApiPart[] rest = [.. scene.Apis.Where(api => !api.Second)];
        foreach (TopologyScene.FrontPart front in scene.Fronts.Where(front => front.Name != scene.Domain))
        {
            TopologyScene.ApiPart api = Any(rest);
            yield return (
                $"https://{(random.Next(4) == 0 ? front.DnsName : front.Name)}/{Any(api.Stages)}{Any(api.Paths)}",
                api,
                front.Arn
            );
        }

        foreach (string name in new[] { scene.Domain, scene.PublicDomain }.OfType<string>())
        {
            string prefix = name == scene.Domain ? Any(["", "/v1", "/v2", "/pets", "/any/a", "/none"]) : "";
            string stage = random.Next(3) == 0 ? "/demo" : "";
            yield return ($"https://{name}{prefix}{stage}{Any(Any(rest).Paths)}", null, null);
        }
    }

    private async Task OfUrlAsync(
        AwsSession session,
        string url,
        TopologyScene.ApiPart? api,
        string? balancer,
        TopologyScene.CallerPart caller,
        CancellationToken stop
    )
    {
        (TestRequest request, string? key) = Request(api, caller);
        Dictionary<string, string> headers = new(request.Headers, StringComparer.OrdinalIgnoreCase);
        if (api is not null && random.Next(3) > 0)
        {
            headers["x-apigw-api-id"] = api.Id;
        }
        else if (api is null && random.Next(3) == 0)
        {
            headers["x-version"] = Any(["v1", "v2", "x"]);
        }

        try
        {
            request = await new TestUrl(session).ApplyAsync(
                request with
                {
                    Headers = headers,
                    LoadBalancerArn = balancer,
                    VpcEndpointId = null,
                },
                api?.Id,
                new Uri(url),
                stop
            );
        }
        catch (PrivateApiException e) when (e.ErrorId == "UriNotUnderstood")
        {
            return;
        }

        SnapshotCase taken = await new ApiTester(session).TakeAsync(request, null, stop).FirstAsync(stop);
        await CompareAsync(PathEngine.Judge(taken.Snapshot, taken.Calls[0]), request, key, caller, url, null, stop);
    }

    /// <summary>Who calls, and with what; and the access key that the call is signed with.</summary>
    private (TestRequest Request, string? Key) Request(TopologyScene.ApiPart? api, TopologyScene.CallerPart caller)
    {
        (string? principal, string? key) = random.Next(4) switch
        {
            0 when random.Next(2) == 0 => ($"arn:aws:iam::{scene.Account}:user/lab", scene.Account),
            0 when scene.Signers.Length > 0 && Any(scene.Signers) is var signer => (signer.Arn, signer.Key),
            _ => ((string?)null, (string?)null),
        };
        Dictionary<string, string> headers = [];
        if (api is { Keys.Length: > 0 } && random.Next(2) == 0)
        {
            headers["x-api-key"] = Any(api.Keys);
        }

        // Every client has one; a rule of a web ACL that looks at it is not decided without.
        headers["User-Agent"] = Any(["curl/8.5.0", "Mozilla/5.0"]);

        if (principal is null && random.Next(8) == 0)
        {
            headers["Authorization"] = "Bearer eyJhbGciOiJIUzI1NiJ9";
        }

        TestRequest request = new()
        {
            Apis = [],
            Caller = caller.Address is { } address
                ? new CallerRequest
                {
                    VpcId = caller.Vpc,
                    SourceIp = address,
                    SecurityGroupIds = caller.Groups,
                }
                : new CallerRequest { SubnetIds = [caller.Subnet], SecurityGroupIds = caller.Groups },
            Method = random.Next(6) == 0 ? "POST" : "GET",
            VpcEndpointId = scene.Endpoints.Length > 0 && random.Next(3) == 0 ? Any(scene.Endpoints) : null,
            Headers = headers,
            Principal = principal,
        };
        return (request, key);
    }

    private async Task CompareAsync(
        PathVerdict verdict,
        TestRequest request,
        string? key,
        TopologyScene.CallerPart caller,
        string url,
        string? host,
        CancellationToken stop
    )
    {
        Dictionary<string, string> sent = new(request.Headers);
        if (key is not null)
        {
            sent["Authorization"] =
                $"AWS4-HMAC-SHA256 Credential={key}/20261122/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=0";
        }

        LabCallRequest described = new()
        {
            Url = url,
            Method = request.Method,
            Headers = sent,
            HostHeader = host,
            Caller = LabCaller.Subnet(caller.Subnet, caller.Groups, caller.Address),
        };
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            LabCallProtocol.Path,
            described,
            LabCallJson.Default.LabCallRequest,
            stop
        );
        string text = await response.Content.ReadAsStringAsync(stop);
        Assert.True(response.IsSuccessStatusCode, $"scene {scene.Number}: {url}: {text}");
        LabCallAnswer answer = JsonSerializer.Deserialize(text, LabCallJson.Default.LabCallAnswer)!;
        if (
            request.LoadBalancerArn is not null
            && answer.Failure == CallFailure.NameNotResolved
            && verdict[CheckName.NameResolves].Message.Contains("is taken to lead to", StringComparison.Ordinal)
        )
        {
            // The command says that the name leads to the load balancer, and here it does not: nothing that could be read says so.
            return;
        }

        tally.Add(
            $"scene {scene.Number} ({scene.Account}): {request.Method} {url} ({verdict.Evaluation.Address.Form}, "
                + $"{string.Join(", ", request.Headers.Select(header => $"{header.Key}: {header.Value}").Append(request.Principal ?? "unsigned"))}) "
                + $"from {verdict.Evaluation.Call.Caller.Label}",
            Predicted(verdict),
            Lived(answer),
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

    private static string Lived(LabCallAnswer answer)
    {
        string body = Encoding.UTF8.GetString(answer.Body ?? []);
        return answer.Failure != CallFailure.None ? answer.Failure.ToString()
            // The lab has no backend for these: the call got to one.
            : answer.Status == 501 && body.Contains("does not run HTTP and WebSocket APIs", StringComparison.Ordinal) ? Words(200, null)
            : Words(answer.Status, answer.Status < 300 ? null : body);
    }

    private static string Words(int? status, string? body) => $"{status} {body}".TrimEnd();

    private T Any<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
