using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Session;
using PrivateApi.Calls;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Calls;

/// <summary>A signature made here is the one that botocore makes of the same call, and is of the host that is named in it.</summary>
public sealed class CallSignatureTests
{
    private const string Api = "abcde12345.execute-api.eu-west-1.amazonaws.com";
    private const string Vpce = "vpce-0123456789abcdef0-abcdefgh.execute-api.eu-west-1.vpce.amazonaws.com";

    private static readonly DateTime Moment = new(2026, 11, 22, 10, 20, 30, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signatures_are_botocores_whatever_path_query_body_and_host()
    {
        JsonArray lines = [];
        foreach (
            ProbeRequest request in new[]
            {
                Get("/demo/pets"),
                Get("/demo"),
                Get("/demo/"),
                Get("/demo/pets/a%20b/%C3%A4/x:y@z!(1)*'$&,;=~"),
                Get("/demo/a%2Fb/%25"),
                Get("/demo//pets"),
                Get("/demo/pets?type=dog&page=2"),
                Get("/demo/pets?b=2&a=1&b=1&empty=&bare&sp=a+b&sp=%C3%A4&x=y=z&A=%2F~"),
                Get("/demo/pets") with
                {
                    Method = "POST",
                    Body = "{\"type\":\"cät\"}",
                    Headers = new Dictionary<string, string>
                    {
                        ["Content-Type"] = "application/json",
                        ["User-Agent"] = "PrivateApi/1",
                        ["x-other"] = "a",
                        ["x-amz-note"] = "  a   b ",
                    },
                },
                Get("/demo/pets") with
                {
                    Method = "PUT",
                    Body = Convert.ToBase64String([0, 255, 7]),
                    IsBase64Encoded = true,
                },
                Get("/demo/pets") with
                {
                    Url = $"https://{Vpce}/demo/pets",
                    HostHeader = Api,
                },
                Get("/pets") with
                {
                    Url = "https://api.example.com/pets",
                },
            }
        )
        {
            foreach (string? token in new[] { null, "token/+=" })
            {
                lines.Add(Line(await SignAsync(request, token), token));
            }
        }

        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, lines.ToJsonString(), Stop);
            JsonElement verdict = await Peer.BotoAsync("signature.py", new Uri("http://127.0.0.1:9/"), file);
            Assert.True(verdict.GetProperty("differences").GetArrayLength() == 0, verdict.GetProperty("differences").ToString());
            Assert.Equal(24, verdict.GetProperty("compared").GetInt32());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_name_connected_to_is_not_signed_but_the_API_in_the_Host_header_is()
    {
        ProbeRequest byVpce = await SignAsync(Get("/demo/pets") with { Url = $"https://{Vpce}/demo/pets", HostHeader = Api }, null);
        ProbeRequest byName = await SignAsync(Get("/demo/pets"), null);
        Assert.Equal(byName.Headers["Authorization"], byVpce.Headers["Authorization"]);
        Assert.Contains("/20261122/eu-west-1/execute-api/aws4_request", byName.Headers["Authorization"], StringComparison.Ordinal);
        Assert.Equal(($"https://{Vpce}/demo/pets", Api), (byVpce.Url, byVpce.HostHeader));
        Assert.DoesNotContain("Host", byName.Headers.Keys);
    }

    [Fact]
    public async Task No_secret_goes_out_and_what_was_said_to_be_sent_still_is()
    {
        ProbeRequest signed = await SignAsync(
            Get("/demo/pets") with
            {
                Headers = new Dictionary<string, string> { ["Accept"] = "text/plain", ["Authorization"] = "mine" },
            },
            "token"
        );
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(signed, ProbeJson.Default.ProbeRequest), StringComparison.Ordinal);
        Assert.Equal(("text/plain", "token"), (signed.Headers["Accept"], signed.Headers["X-Amz-Security-Token"]));
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=AKIDTEST/", signed.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_from_the_environment_bring_their_session_token()
    {
        AwsConnection connection = Sessions.On(
            new RecordingHandler(),
            ("AWS_ACCESS_KEY_ID", "ASIATEST"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "the-token"),
            ("AWS_REGION", "eu-west-1")
        );
        using AwsSession session = AwsSession.Open(connection);
        ProbeRequest signed = new CallSignature(await session.GetKeysAsync(), session.Region).Sign(Get("/demo/pets"), Moment);
        Assert.Equal("the-token", signed.Headers["X-Amz-Security-Token"]);
        Assert.Contains(
            "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,",
            signed.Headers["Authorization"],
            StringComparison.Ordinal
        );
        Assert.StartsWith("AWS4-HMAC-SHA256 Credential=ASIATEST/", signed.Headers["Authorization"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("fresh")]
    public async Task Session_headers_of_an_earlier_call_are_not_sent_again(string? token)
    {
        ProbeRequest stale = Get("/demo/pets") with
        {
            Headers = new Dictionary<string, string>
            {
                ["x-amz-security-token"] = "stale",
                ["x-amz-date"] = "20200101T000000Z",
                ["X-AMZ-CONTENT-SHA256"] = "stale",
                ["authorization"] = "stale",
            },
        };
        ProbeRequest signed = await SignAsync(stale, token);
        Assert.DoesNotContain(
            signed.Headers.Values,
            value => value.Contains("stale", StringComparison.Ordinal) || value.StartsWith("2020", StringComparison.Ordinal)
        );
        Assert.Equal(token, signed.Headers.GetValueOrDefault("X-Amz-Security-Token"));
        Assert.Equal((await SignAsync(Get("/demo/pets"), token)).Headers["Authorization"], signed.Headers["Authorization"]);
    }

    private static ProbeRequest Get(string path) => new() { Url = $"https://{Api}{path}" };

    private static async Task<ProbeRequest> SignAsync(ProbeRequest request, string? token)
    {
        AwsConnection connection = Sessions.On(new RecordingHandler()) with
        {
            Region = "eu-west-1",
            AccessKey = "AKIDTEST",
            SecretKey = "secret",
            SessionToken = token,
        };
        using AwsSession session = AwsSession.Open(connection);
        return new CallSignature(await session.GetKeysAsync(), session.Region).Sign(request, Moment);
    }

    private static JsonObject Line(ProbeRequest request, string? token) =>
        new()
        {
            ["method"] = request.Method,
            ["url"] = request.Url,
            ["host"] = request.HostHeader ?? new Uri(request.Url).Host,
            ["headers"] = new JsonObject(request.Headers.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, pair.Value))),
            ["body"] = Convert.ToBase64String(
                request.Body is null ? []
                : request.IsBase64Encoded ? Convert.FromBase64String(request.Body)
                : System.Text.Encoding.UTF8.GetBytes(request.Body)
            ),
            ["date"] = "20261122T102030Z",
            ["accessKey"] = "AKIDTEST",
            ["secretKey"] = "secret",
            ["token"] = token,
            ["region"] = "eu-west-1",
        };
}
