using System.Net;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Waits that end when the thing is there, the time is up, or the user says so.</summary>
public sealed class WaitingTests
{
    private readonly InstantClock _clock = new();
    private readonly NoticeList _progress = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_looks_come_quickly_and_then_at_the_interval()
    {
        int looks = 0;
        string ready = await Polling.UntilAsync(
            "Waiting for vpce-1",
            TimeSpan.FromSeconds(1),
            TimeSpan.FromMinutes(10),
            _ => Task.FromResult(++looks < 8 ? Polling.NotYet<string>("pending") : Polling.Ready("available")),
            _progress,
            Stop,
            _clock
        );
        Assert.Equal("available", ready);
        Assert.Equal([0.1, 0.2, 0.4, 0.8, 1, 1, 1], _clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal("pending, 0 s of 600 s at most", _progress.All[0].Text);

        // Nobody knows how long it takes, so that no share of it is shown.
        Assert.All(_progress.All, notice => Assert.Null(notice.Percent));
        Assert.Equal((ProgressEventKind.ProgressDone, "Waiting for vpce-1"), (_progress.All[^1].Kind, _progress.All[^1].Activity));
    }

    [Fact]
    public async Task What_is_there_already_shows_no_bar()
    {
        await Polling.UntilAsync(
            "x",
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1),
            _ => Task.FromResult(true),
            _progress,
            Stop,
            _clock
        );
        Assert.Empty(_progress.All);
        Assert.Empty(_clock.Waits);
    }

    [Fact]
    public async Task The_end_of_patience_says_what_was_missing()
    {
        PrivateApiException fault = await Assert.ThrowsAsync<PrivateApiException>(() =>
            Polling.UntilAsync(
                "Waiting for vpce-1",
                TimeSpan.FromSeconds(10),
                TimeSpan.FromSeconds(25),
                _ => Task.FromResult(Polling.NotYet<string>("pending, 1 of 2 interfaces")),
                _progress,
                Stop,
                _clock
            )
        );
        Assert.Equal(("TimedOut", FaultKind.TimedOut), (fault.ErrorId, fault.Kind));
        Assert.Contains("Waiting for vpce-1: not done after 25 s (pending, 1 of 2 interfaces).", fault.Message, StringComparison.Ordinal);
        Assert.Equal(25, _clock.Waits.Sum(wait => wait.TotalSeconds), 3);
        Assert.Equal(ProgressEventKind.ProgressDone, _progress.All[^1].Kind);
    }

    [Fact]
    public async Task Ctrl_C_ends_it_at_once_and_takes_the_bar_away()
    {
        using CancellationTokenSource ctrlC = new();
        Task wait = Polling.UntilAsync(
            "x",
            TimeSpan.FromHours(1),
            TimeSpan.FromHours(2),
            _ => Task.FromResult(false),
            _progress,
            ctrlC.Token
        );
        await ctrlC.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(ProgressEventKind.ProgressDone, _progress.All[^1].Kind);
    }

    [Theory]
    [InlineData("The role defined for the function cannot be assumed by Lambda.")]
    [InlineData("The provided execution role does not have permissions to call CreateNetworkInterface on EC2")]
    public async Task A_function_is_made_as_soon_as_its_new_role_can_be_used(string refusal)
    {
        int tries = 0;
        RecordingHandler handler = new(
            (request, _) =>
                request.Path.EndsWith("/functions", StringComparison.Ordinal) && ++tries < 3
                    ? RecordingHandler.Json(
                        HttpStatusCode.BadRequest,
                        $$"""{"Type":"User","message":"{{refusal}}"}""",
                        ("x-amzn-ErrorType", "InvalidParameterValueException")
                    )
                    : RecordingHandler.Empty(request)
        );
        using AwsSession session = Sessions.Open(handler);
        await NewRole.UseAsync("probe", token => session.Lambda.CreateFunctionAsync(Function(), token), _progress, Stop, _clock);
        Assert.Equal(3, tries);
        Assert.Contains(_progress.All, notice => notice.Activity == "Waiting until Lambda can assume role probe");
    }

    [Fact]
    public async Task Any_other_refusal_is_final()
    {
        RecordingHandler handler = new(
            (request, _) =>
                request.Path.EndsWith("/functions", StringComparison.Ordinal)
                    ? RecordingHandler.Json(
                        HttpStatusCode.BadRequest,
                        """{"message":"Unzipped size must be smaller"}""",
                        ("x-amzn-ErrorType", "InvalidParameterValueException")
                    )
                    : RecordingHandler.Empty(request)
        );
        using AwsSession session = Sessions.Open(handler);
        await Assert.ThrowsAnyAsync<Amazon.Runtime.AmazonServiceException>(() =>
            NewRole.UseAsync("probe", token => session.Lambda.CreateFunctionAsync(Function(), token), _progress, Stop, _clock)
        );
        Assert.Empty(_clock.Waits);
    }

    private static CreateFunctionRequest Function() =>
        new()
        {
            FunctionName = "probe",
            Role = "arn",
            Code = new FunctionCode { ZipFile = [1] },
        };
}
