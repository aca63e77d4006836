using PrivateApi.Calls;
using PrivateApi.Calls.Direct;
using PrivateApi.Model;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// A call's time holds whatever the server does. The servers here would be done a good while after it: who gives each
/// byte a time of its own gets their answer.
/// </summary>
public sealed class ProbeDeadlineTests
{
    private const int Time = 8000;

    [Fact]
    public async Task The_probe_gives_a_server_that_drips_no_more_than_the_calls_time()
    {
        using TlsServer server = new();
        ProbeRun run = new(server);
        foreach (string path in HostileAnswers.Slow)
        {
            run.Add(path, new ProbeRequest { Url = $"https://{ProbeRun.Host}{path}", TimeoutMs = Time });
        }

        run.Add(
            "deaf",
            new ProbeRequest
            {
                Url = $"https://{ProbeRun.Host}/demo/deaf",
                Method = "POST",
                Body = new string('a', 16 * 1024 * 1024),
                TimeoutMs = Time,
            }
        );
        Dictionary<string, ProbeAnswer> answers = await run.AnswersAsync();
        Assert.Equal(
            HostileAnswers.Slow.Append("deaf").Order(),
            answers
                .Where(answer => answer.Value.Failure == CallFailure.ReadTimeout && answer.Value.Status is null)
                .Select(answer => answer.Key)
                .Order()
        );
    }

    [Fact]
    public async Task A_call_from_this_machine_gives_it_no_more_either()
    {
        using TlsServer server = new();
        DirectCaller caller = DirectCallerTests.CallerOf(server);
        ProbeAnswer[] answers = await Task.WhenAll(
            HostileAnswers.Slow.Select(path =>
                caller.CallAsync(
                    new ProbeRequest { Url = $"https://{ProbeRun.Host}{path}", TimeoutMs = Time },
                    TestContext.Current.CancellationToken
                )
            )
        );

        // A flood is cut off before: .NET takes 64 kB of heads.
        CallFailure?[] expected =
        [
            .. HostileAnswers.Slow.Select(path =>
                path == "/demo/flood" ? CallFailure.ConnectFailed : (CallFailure?)CallFailure.ReadTimeout
            ),
        ];
        Assert.Equal(expected, answers.Select(answer => answer.Failure));
    }

    [Fact]
    public async Task What_is_no_HTTP_or_breaks_off_is_told_in_a_sentence_without_its_control_characters()
    {
        using TlsServer server = new();
        ProbeRun run = new(server);
        DirectCaller direct = DirectCallerTests.CallerOf(server);
        foreach (string path in HostileAnswers.Malformed)
        {
            ProbeRequest request = new() { Url = $"https://{ProbeRun.Host}{path}" };
            run.Add(path, request);
            Assert.Equal(
                (path, CallFailure.ConnectFailed),
                (path, (await direct.CallAsync(request, TestContext.Current.CancellationToken)).Failure)
            );
        }

        foreach ((string path, ProbeAnswer answer) in await run.AnswersAsync())
        {
            Assert.True(
                path.StartsWith("entry", StringComparison.Ordinal) || answer.Failure == CallFailure.ConnectFailed,
                $"{path}: {answer.Failure} {answer.Message}"
            );
            Assert.DoesNotContain(answer.Message!, char.IsControl);
        }
    }
}
