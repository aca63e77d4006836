using System.Net;
using PrivateApi.Calls;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Tests.Provisioning;

namespace PrivateApi.Tests.Calls;

/// <summary>A call whose answer got lost may have happened. Counted is what leaves the process, the SDK's own retries included.</summary>
public sealed class LostCallTests
{
    private static CancellationToken Stop => LabScene.Stop;

    public static TheoryData<string> Ways => ["reset", "500", "503", "timeout"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_POST_is_invoked_once_and_the_error_says_that_it_may_have_happened(string way)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        Lose(tapped, "Invoke", way, times: 100);
        PrivateApiException lost = await tapped.RefusedAsync(Post(scene));
        Assert.Equal(("AnswerLost", true), (lost.ErrorId, lost.EndsPipeline));
        Assert.Contains("may have been made", lost.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowRepeat", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1, tapped.Tap.Count("Invoke"));
    }

    [Theory]
    [InlineData("GET", false)]
    [InlineData("HEAD", false)]
    [InlineData("OPTIONS", false)]
    [InlineData("POST", true)]
    [InlineData("DELETE", true)]
    public async Task What_may_be_done_twice_is_called_again(string method, bool allowRepeat)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        Lose(tapped, "Invoke", "reset", times: 1);
        CallResult result = await tapped.CallAsync(scene.Inside with { Method = method, AllowRepeat = allowRepeat });
        Assert.NotNull(result.StatusCode);
        Assert.Equal(2, tapped.Tap.Count("Invoke"));
    }

    [Fact]
    public async Task A_GET_is_not_called_without_end()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        Lose(tapped, "Invoke", "500", times: 100);
        await Assert.ThrowsAnyAsync<Exception>(() => tapped.CallAsync(scene.Inside));
        Assert.Equal(3, tapped.Tap.Count("Invoke"));
    }

    [Fact]
    public async Task A_call_that_Lambda_did_not_begin_is_made_again_whatever_its_method()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        int left = 1;
        tapped.Tap.Answer = (operation, _) =>
            operation == "Invoke" && left-- > 0 ? WireTap.Error(HttpStatusCode.TooManyRequests, "TooManyRequestsException") : null;
        Assert.Equal(200, (await tapped.CallAsync(Post(scene))).StatusCode);
        Assert.Equal(2, tapped.Tap.Count("Invoke"));
    }

    /// <summary>Lambda API reference, Invoke, "Errors": a 502 of these codes says that the function could not be begun.</summary>
    [Theory]
    [InlineData("EC2AccessDeniedException")]
    [InlineData("ENILimitReachedException")]
    [InlineData("SubnetIPAddressLimitReachedException")]
    [InlineData("KMSAccessDeniedException")]
    public async Task A_POST_that_Lambda_could_not_begin_is_told_by_Lambdas_own_reason(string code)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        tapped.Tap.Answer = (operation, _) => operation == "Invoke" ? WireTap.Error(HttpStatusCode.BadGateway, code) : null;
        Amazon.Runtime.AmazonServiceException told = await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() =>
            tapped.CallAsync(Post(scene))
        );
        Assert.Equal(code, told.ErrorCode);
    }

    [Fact]
    public async Task A_POST_whose_function_was_killed_may_have_happened_too()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        tapped.Tap.Answer = (operation, _) =>
        {
            if (operation != "Invoke")
            {
                return null;
            }

            HttpResponseMessage killed = new()
            {
                Content = new StringContent("""{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out after 75.00 seconds"}"""),
            };
            killed.Headers.Add("X-Amz-Function-Error", "Unhandled");
            return killed;
        };
        PrivateApiException lost = await tapped.RefusedAsync(Post(scene));
        Assert.Equal("AnswerLost", lost.ErrorId);
        Assert.Contains("75.00 seconds", lost.Message, StringComparison.Ordinal);
        Assert.Equal("ProbeFailed", (await tapped.RefusedAsync(scene.Inside)).ErrorId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"failure":"None","status":200,"body":"no base64!"}""")]
    [InlineData("""{"failure":"None","status":200,"headers":{"a":null}}""")]
    [InlineData("""{"failure":"ConnectTimeout","timings":{"connect":1e300}}""")]
    [InlineData("""{"failure":99,"status":200}""")]
    public async Task What_a_function_returns_that_is_no_answer_is_told_as_that(string returned)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        tapped.Tap.Answer = (operation, _) =>
            operation == "Invoke" ? new HttpResponseMessage { Content = new StringContent(returned) } : null;
        PrivateApiException failed = await tapped.RefusedAsync(scene.Inside);
        Assert.Equal("ProbeFailed", failed.ErrorId);
        Assert.Contains("what it returned is not an answer to a call", failed.Message, StringComparison.Ordinal);
        Assert.Equal("AnswerLost", (await tapped.RefusedAsync(Post(scene))).ErrorId);
    }

    // RFC 9110, 5.1 and 5.3: names are case-insensitive, and lines of one name are one list.
    [Fact]
    public async Task A_header_that_came_in_two_spellings_is_one()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        tapped.Tap.Answer = (operation, _) =>
            operation == "Invoke"
                ? new HttpResponseMessage
                {
                    Content = new StringContent(
                        """{"failure":"None","status":200,"headers":{"X-Twice":"1","x-twice":"2"},"body":"","timings":{}}"""
                    ),
                }
                : null;
        Assert.Equal("1, 2", (await tapped.CallAsync(scene.Inside)).Headers["X-Twice"]);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_command_is_sent_once_for_a_POST_and_again_for_a_GET(string way)
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        string instance = await SsmCallTests.InstanceAsync(scene, scene.Network.SecurityGroupId!);
        Lose(tapped, "SendCommand", way, times: 100);
        PrivateApiException lost = await tapped.RefusedAsync(Post(scene) with { Via = CallVia.Ssm, InstanceId = instance });
        Assert.Equal(("AnswerLost", instance), (lost.ErrorId, lost.Target));
        Assert.Equal(1, tapped.Tap.Count("SendCommand"));

        Lose(tapped, "SendCommand", way, times: 1);
        Assert.Equal(200, (await tapped.CallAsync(scene.Inside with { Via = CallVia.Ssm, InstanceId = instance })).StatusCode);
        Assert.Equal(3, tapped.Tap.Count("SendCommand"));
    }

    [Fact]
    public async Task A_POST_whose_command_failed_may_have_happened_too()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        string instance = await SsmCallTests.InstanceAsync(scene, scene.Network.SecurityGroupId!);
        const string TimedOut =
            """{"Status":"TimedOut","StatusDetails":"ExecutionTimedOut","StandardErrorContent":"","StandardOutputContent":""}""";
        tapped.Tap.Answer = (operation, _) =>
            operation == "GetCommandInvocation" ? new HttpResponseMessage { Content = new StringContent(TimedOut) } : null;
        PrivateApiException lost = await tapped.RefusedAsync(Post(scene) with { Via = CallVia.Ssm, InstanceId = instance });
        Assert.Equal(("AnswerLost", instance), (lost.ErrorId, lost.Target));
        Assert.Contains("ExecutionTimedOut", lost.Message, StringComparison.Ordinal);
        Assert.Equal(1, tapped.Tap.Count("SendCommand"));
        Assert.Equal("ProbeFailed", (await tapped.RefusedAsync(scene.Inside with { Via = CallVia.Ssm, InstanceId = instance })).ErrorId);
    }

    /// <summary>Lambda quotas, "Invocation payload": 6 MB for a synchronous call.</summary>
    [Fact]
    public async Task A_body_over_what_Lambda_takes_is_refused_before_it_leaves()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        PrivateApiException refused = await tapped.RefusedAsync(Post(scene) with { Body = new byte[5 << 20] });
        Assert.Equal(("BodyTooLarge", FaultKind.LimitExceeded), (refused.ErrorId, refused.Kind));
        Assert.Equal(0, tapped.Tap.Count("Invoke"));
    }

    [Fact]
    public async Task The_calls_time_goes_with_it_to_the_function_and_to_the_instance()
    {
        using CallScene scene = await CallScene.MakeAsync();
        using TappedScene tapped = new(scene);
        TimeSpan time = TimeSpan.FromSeconds(17);
        await tapped.CallAsync(scene.Inside with { Timeout = time });
        Assert.Contains("\"timeoutMs\":17000", Assert.Single(tapped.Tap.Bodies("Invoke")), StringComparison.Ordinal);

        string instance = await SsmCallTests.InstanceAsync(scene, scene.Network.SecurityGroupId!);
        await tapped.CallAsync(scene.Inside with { Timeout = time, Via = CallVia.Ssm, InstanceId = instance });
        Assert.Contains("privateapi_call 17 ", Assert.Single(tapped.Tap.Bodies("SendCommand")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_call_from_this_machine_leaves_once_even_if_the_server_hangs_up_before_an_answer(string method)
    {
        using TlsServer server = new();
        ProbeAnswer answer = await DirectCallerTests
            .CallerOf(server)
            .CallAsync(new ProbeRequest { Url = $"https://{ProbeRun.Host}/demo/half", Method = method }, Stop);
        Assert.Equal(CallFailure.ConnectFailed, answer.Failure);
        Assert.Single(server.Requests, head => head.Length > 0);
    }

    private static CallRequest Post(CallScene scene) =>
        scene.Inside with
        {
            Method = "POST",
            Body = "{\"type\":\"cat\",\"price\":1}"u8.ToArray(),
            Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        };

    private static void Lose(TappedScene tapped, string operation, string way, int times)
    {
        int left = times;
        tapped.Tap.Answer = (name, _) =>
            name != operation || left-- <= 0
                ? null
                : way switch
                {
                    "500" => WireTap.Error(HttpStatusCode.InternalServerError, "ServiceException"),
                    "503" => WireTap.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"),
                    "timeout" => throw new TaskCanceledException(
                        "The request was canceled due to the configured time.",
                        new TimeoutException()
                    ),
                    _ => throw new HttpRequestException("The connection was reset.", new IOException("reset by peer")),
                };
    }
}
