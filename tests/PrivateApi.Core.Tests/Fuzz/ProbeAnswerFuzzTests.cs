using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Calls.Ssm;
using PrivateApi.Model;
using PrivateApi.Reachability.Answers;

namespace PrivateApi.Tests.Fuzz;

/// <summary>What comes back from a function or an instance is whatever stood at the other end: it is an answer, or none.</summary>
public sealed class ProbeAnswerFuzzTests
{
    private static readonly JsonNode Answer = JsonNode.Parse(
        """
        {"failure":"None","message":null,"addresses":["10.0.1.5","10.0.2.5"],"connectedAddress":"10.0.1.5","status":200,"headers":{"Content-Type":"application/json; charset=\"utf-8\"","x-amzn-RequestId":"r","x-amz-apigw-id":"g"},
         "body":"eyJhIjoxfQ==","truncated":false,"timings":{"resolve":1.25,"connect":0.5,"tls":10,"request":33.333}}
        """
    )!;

    private static readonly JsonNode Failure = JsonNode.Parse(
        """{"failure":"ConnectTimeout","message":"10.0.1.5 port 443 did not answer in time.","addresses":["10.0.1.5"],"connectedAddress":"10.0.1.5","timings":{"resolve":1,"connect":10000}}"""
    )!;

    private static readonly JsonNode Curl = JsonNode.Parse(
        $$"""
        {"exit":0,"status":"200","address":"10.0.1.5","addresses":"10.0.1.5 10.0.2.5 ","resolved":0.001,"connected":0.002,"secured":0.01,"done":0.05,"length":7,
         "headers":"{{Convert.ToBase64String(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/2 200 \r\nContent-Type: application/json\r\nx: a\r\nX: b\r\n\r\n"u8
        )}}","body":"eyJhIjoxfQ==","error":""}
        """
    )!;

    private static readonly CallTarget Target = new(
        new Api
        {
            RestApiId = "abc123def4",
            Name = "PetStore",
            Description = null,
            EndpointType = "PRIVATE",
            AssociatedVpcEndpointId = [],
            Policy = null,
            Stage = [],
            Url = [],
            Status = "AVAILABLE",
            DisableExecuteApiEndpoint = false,
            CreatedDate = null,
            Tag = new Dictionary<string, string>(),
            AccountId = "123456789012",
            Region = "eu-west-1",
        },
        "demo",
        "/pets"
    );

    private static readonly CallAddress Address = new(UrlForm.PrivateDns, "abc123def4.execute-api.eu-west-1.amazonaws.com");

    private static readonly CallRequest Order = new() { RestApiId = "abc123def4" };

    // The probe's request for a call, as a command has it.
    private static readonly List<string> Command = SsmScript.Commands(
        new ProbeRequest
        {
            Url = "https://abc123def4.execute-api.eu-west-1.amazonaws.com/demo/pets",
            HostHeader = "h",
            Headers = new Dictionary<string, string> { ["a"] = "b", ["c"] = string.Empty },
            Body = "x",
        }
    );

    [Fact]
    public void A_damaged_answer_of_a_function_is_a_result_or_none() =>
        FuzzRun.Each(random => JsonMutation.Of(random.Next(4) == 0 ? Failure : Answer, random), text => Use(ProbeAnswerReader.Read(text)));

    [Fact]
    public void A_damaged_report_of_curl_is_a_result_or_none_or_a_failure_of_ours() =>
        FuzzRun.Each(
            random => Encoding.UTF8.GetString(random.Next(3) == 0 ? JsonMutation.Of(Answer, random) : JsonMutation.Of(Curl, random)),
            text => FuzzRun.Refused(() => Use(SsmOutput.Read(Line(text))), "ProbeFailed")
        );

    [Fact]
    public void A_damaged_line_of_a_script_is_a_result_or_none() =>
        FuzzRun.Each(
            random => Encoding.UTF8.GetString(ByteMutation.Of(Encoding.UTF8.GetBytes("noise\n" + Line(Curl.ToJsonString())), random)),
            text => FuzzRun.Refused(() => Use(SsmOutput.Read(text)), "ProbeFailed")
        );

    [Fact]
    public void A_damaged_command_is_a_call_or_none() =>
        FuzzRun.Each(
            random =>
                random.Next(2) == 0
                    ? Encoding.UTF8.GetString(ByteMutation.Of(Encoding.UTF8.GetBytes(Command[1]), random))
                    : Swapped(Command[1].Split(' '), random),
            line =>
            {
                if (SsmScript.Parse([Command[0], line]) is { } request)
                {
                    Assert.NotNull(request.Method);
                    Assert.NotNull(request.Url);
                    Assert.All(request.Headers, header => Assert.NotNull(header.Value));
                }
            }
        );

    [Fact]
    public void A_damaged_answer_of_an_API_is_explained() =>
        FuzzRun.Each(
            random =>
                (
                    Status: random.Next(100, 600),
                    Body: Encoding.UTF8.GetString(ByteMutation.Of(Encoding.UTF8.GetBytes(Bodies[random.Next(Bodies.Length)]), random)),
                    Type: Types[random.Next(Types.Length)]
                ),
            answer =>
                Assert.All(
                    AnswerClassifier.Classify(
                        new HttpAnswer(
                            answer.Status,
                            answer.Body,
                            answer.Type is null
                                ? []
                                : new Dictionary<string, string> { ["x-amzn-errortype"] = answer.Type, ["x-amz-apigw-id"] = "g" }
                        )
                    ),
                    cause => Assert.NotEqual(string.Empty, cause.Sentence)
                )
        );

    private static readonly string[] Bodies =
    [
        """{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abc123def4/demo/GET/pets with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1"}""",
        """{"message":"Forbidden"}""",
        """{"message":"Missing Authentication Token"}""",
        """{"message":"Credential should be scoped to a valid region. "}""",
        """{"message":"The security token included in the request is invalid."}""",
        """{"message": null}""",
        "<html>Blocked by proxy</html>",
    ];

    private static readonly string?[] Types =
    [
        null,
        "AccessDeniedException",
        "AccessDeniedException:http://internal.amazon.com/",
        "ForbiddenException",
        "MissingAuthenticationTokenException",
        "InternalServerErrorException",
        ":",
    ];

    private static string Swapped(string[] words, Random random)
    {
        for (int changes = random.Next(3) + 1; changes > 0; changes--)
        {
            words[random.Next(words.Length)] = random.Next(6) switch
            {
                0 => "-",
                1 => "99999999999",
                2 => "-1",
                3 => string.Empty,
                4 => "8J+YgA==",
                _ => words[random.Next(words.Length)],
            };
        }

        return string.Join(' ', words);
    }

    // The script's line with a checksum that fits: who owns the instance can make one.
    private static string Line(string answer) =>
        $"{{\"sha256\":\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(answer))).ToLowerInvariant()}\",\"answer\":{answer}}}\n";

    private static void Use(ProbeAnswer? answer)
    {
        if (answer is not null)
        {
            CallResult result = CallResults.Create(Target, Order, Address, answer, "123456789012", "eu-west-1");
            Assert.Equal(answer.Status, result.StatusCode);
            Assert.NotNull(result.ToString());
        }
    }
}
