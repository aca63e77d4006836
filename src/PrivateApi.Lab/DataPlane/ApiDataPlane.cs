using System.Text.Json;
using PrivateApi.Calls;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;
using PrivateApi.Lab.Http;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Calls to APIs: on the lab's own URL, described (<see cref="LabCallProtocol"/>), or from a function.</summary>
/// <param name="store">The lab's state.</param>
/// <param name="services">Carries requests to the lab's own services, for integrations of type AWS.</param>
internal sealed class ApiDataPlane(LabStore store, HttpMessageHandler services) : IDataPlane, IDisposable
{
    private readonly Backends _backends = new(
        new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                UseProxy = false,
                AllowAutoRedirect = false,
                UseCookies = false,
            }
        ),
        new HttpMessageInvoker(services)
    );
    private int _turn;

    public void Dispose() => _backends.Dispose();

    public bool Owns(LabRequest request, CredentialScope? scope) =>
        request.RawPath == LabCallProtocol.Path || BodyLimit.IsApiCall(request, scope);

    public async Task<LabResponse> SendAsync(LabRequest request, CredentialScope? scope, CancellationToken stop)
    {
        if (request.RawPath == LabCallProtocol.Path)
        {
            return await DescribedAsync(request, stop);
        }

        LabResponse response;
        lock (store.Gate)
        {
            response = OnLoopback.Send(store, request, scope, _backends);
        }

        return await FinishAsync(response, stop);
    }

    public async Task<LabCallAnswer> CallAsync(LabCallRequest request, CancellationToken stop)
    {
        LabResponse response;
        LabCallAnswer answer;
        long start = TimeProvider.System.GetTimestamp();
        lock (store.Gate)
        {
            LabWay way = new(store, request);
            (Ingress? arrival, answer) = way.Find(_turn++);
            if (arrival is null)
            {
                return answer;
            }

            Uri url = new(request.Url);
            LabRequest arrived = new()
            {
                Method = request.Method.ToUpperInvariant(),
                Host = way.Host ?? request.HostHeader ?? url.Host,
                RawPath = url.AbsolutePath,
                RawQuery = url.Query.TrimStart('?'),
                Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase)
                {
                    ["Host"] = way.Host ?? request.HostHeader ?? url.Host,
                },
                Body = request.Body ?? [],
            };
            response = Gateway.Send(New(store, arrived, arrival, CredentialScope.Parse(arrived), way.Region, _backends, way.Facts));
        }

        response = await FinishAsync(response, stop);
        return answer with
        {
            Status = response.Status,
            Headers = response.Headers,
            Body = response.Body,
            Timings = new Dictionary<string, double>(answer.Timings)
            {
                ["Request"] = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds,
            },
        };
    }

    public IReadOnlyList<LabTargetHealth> HealthOf(string accountId, string region, LabTargetGroup group) =>
        TargetHealth.Of(
            LabFacts.Build(store, region, accountId, api: null),
            group,
            [.. store.Get<ElasticLoadBalancingState>(accountId, region).Using(group)]
        );

    public Task<TestOutcome> TestInvokeAsync(TestInvocation invocation, CancellationToken stop) =>
        TestRun.RunAsync(store, invocation, _backends, stop);

    internal static GatewayCall New(
        LabStore store,
        LabRequest request,
        Ingress arrival,
        CredentialScope? scope,
        string region,
        Backends backends,
        AccountSnapshot? facts = null
    ) =>
        new()
        {
            Store = store,
            Request = request,
            Ingress = arrival,
            Scope = scope,
            Region = region,
            Backend = backends.Outside,
            Services = backends.Services,
            Facts = facts,
            RequestId = store.Ids.Request(),
            ExtendedRequestId = store.Ids.Take("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 15) + "=",
            Time = store.Now,
            Log = new StageExecutionLog(),
        };

    private static async Task<LabResponse> FinishAsync(LabResponse response, CancellationToken stop) =>
        response.Later is { } later ? await later(stop) : response;

    private async Task<LabResponse> DescribedAsync(LabRequest request, CancellationToken stop)
    {
        if (request.IsBodyTooLong)
        {
            return LabResponse.Text(413, "The description is too long.");
        }

        try
        {
            LabCallRequest described =
                JsonSerializer.Deserialize(request.Body, LabCallJson.Default.LabCallRequest)
                ?? throw new JsonException("The description is null.");
            LabCallAnswer answer = await CallAsync(described, stop);
            return new LabResponse(200, JsonSerializer.SerializeToUtf8Bytes(answer, LabCallJson.Default.LabCallAnswer), "application/json");
        }
        catch (Exception e) when (e is JsonException or UriFormatException)
        {
            return LabResponse.Text(400, "The description is not JSON, or its URL is not valid.");
        }
        catch (ArgumentException e)
        {
            return LabResponse.Text(400, e.Message);
        }
    }
}
