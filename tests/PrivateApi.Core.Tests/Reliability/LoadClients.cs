using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using PrivateApi.Tests.Calls;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Reliability;

/// <summary>
/// Clients of a lab, over its socket. Each goes on making, reading and removing what leaves a history: networks, APIs and
/// deployments, sessions, commands on an instance, and calls that are logged.
/// </summary>
internal sealed class LoadClients : IDisposable
{
    private readonly HttpClient _http;
    private readonly CallScene _scene;
    private readonly string _instance;
    private int _answers;

    private LoadClients(CallScene scene, string instance)
    {
        _scene = scene;
        _instance = instance;
        _http = new HttpClient { BaseAddress = scene.Lab.Lab.Listen() };
    }

    /// <summary>How many answers came.</summary>
    public int Answers => _answers;

    /// <summary>Those that were none of the expected.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public static async Task<LoadClients> MakeAsync(CallScene scene)
    {
        LoadClients made = new(scene, await SsmCallTests.InstanceAsync(scene, scene.Network.SecurityGroupId!));
        await LabScene.GiveLogRoleAsync(scene.Lab.Lab);
        string loud = """{"patchOperations":[{"op":"replace","path":"/*/*/logging/loglevel","value":"INFO"}]}""";
        await made.SendAsync("apigateway", HttpMethod.Patch, $"/restapis/{scene.Api.RestApiId}/stages/demo", loud);
        return made;
    }

    /// <summary>Lets so many of them work for so long.</summary>
    public async Task RunAsync(int clients, TimeSpan time)
    {
        using CancellationTokenSource over = new(time);
        await Task.WhenAll(
            Enumerable
                .Range(0, clients)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        while (!over.IsCancellationRequested)
                        {
                            await RoundAsync();
                        }
                    })
                )
        );
    }

    public void Dispose() => _http.Dispose();

    private async Task RoundAsync()
    {
        string vpc = Value(await Ec2Async("CreateVpc&CidrBlock=10.1.0.0/16"), "vpcId");
        await Ec2Async($"DescribeVpcs&VpcId.1={vpc}");
        await Ec2Async($"DeleteVpc&VpcId={vpc}");
        await SendAsync("sts", HttpMethod.Post, "/", "Action=GetSessionToken&Version=2011-06-15");
        const string Born = """{"name":"load","endpointConfiguration":{"types":["PRIVATE"]}}""";
        string api = (string)JsonNode.Parse(await SendAsync("apigateway", HttpMethod.Post, "/restapis", Born))!["id"]!;
        await SendAsync("apigateway", HttpMethod.Delete, $"/restapis/{api}", null);
        JsonObject command = new()
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = new JsonArray(_instance),
            ["Parameters"] = new JsonObject { ["commands"] = new JsonArray(new string('x', 4000)) },
        };
        await SendAsync("ssm", HttpMethod.Post, "/", command.ToJsonString(), "AmazonSSM.SendCommand");
        await CallAsync();
    }

    // The sample's pets, through the endpoint: the lab logs the call.
    private async Task CallAsync()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, $"/_api/{_scene.Api.RestApiId}/demo/pets");
        request.Headers.Add("x-lab-vpce-id", _scene.Endpoint.VpcEndpointId);
        await AnswerAsync(request);
    }

    private Task<string> Ec2Async(string query) => SendAsync("ec2", HttpMethod.Post, "/", $"Action={query}&Version=2016-11-15");

    private Task<string> SendAsync(string service, HttpMethod method, string path, string? body, string? target = null)
    {
        HttpRequestMessage request = new(method, path);
        string scope = $"Credential=AKIDLOAD/20260101/eu-west-1/{service}/aws4_request";
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0");
        request.Headers.Add("Accept", "application/json");
        if (body is not null)
        {
            string type = service switch
            {
                "ssm" => "application/x-amz-json-1.1",
                "apigateway" => "application/json",
                _ => "application/x-www-form-urlencoded",
            };
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type));
            request.Headers.TryAddWithoutValidation("X-Amz-Target", target);
        }

        return AnswerAsync(request);
    }

    private async Task<string> AnswerAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Interlocked.Increment(ref _answers);
        if (!answer.IsSuccessStatusCode)
        {
            Wrong.Enqueue($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}");
        }

        request.Dispose();
        return text;
    }

    private static string Value(string xml, string name) =>
        XElement.Parse(xml).Descendants().First(part => part.Name.LocalName == name).Value;
}
