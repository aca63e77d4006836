using System.Net;
using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Tests.Provisioning;

public sealed class PlanTests
{
    private readonly List<string> _log = [];
    private readonly HashSet<string> _world = [];
    private readonly RecordedNotices _progress = new();

    [Fact]
    public async Task What_is_missing_is_made_in_order_and_what_is_there_is_left_alone()
    {
        _world.Add("b");
        Plan plan = Make(Step("a"), Step("b"), Step("c"));
        await plan.ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal(["create a", "create c"], _log);
        Assert.Equal([PlanStepState.Created, PlanStepState.Found, PlanStepState.Created], plan.Steps.Select(s => s.State));
    }

    [Fact]
    public async Task A_failure_takes_back_what_this_run_made_last_first_and_never_what_it_found()
    {
        _world.Add("b");
        Plan plan = Make(Step("a"), Step("b"), Step("c"), Step("d", create: _ => throw Refused("VpcLimitExceeded")));
        AmazonServiceException e = await Assert.ThrowsAsync<AmazonServiceException>(() =>
            plan.ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal("VpcLimitExceeded", e.ErrorCode);
        Assert.Equal(["create a", "create c", "undo c", "undo a"], _log);
        Assert.Equal(["b"], _world);
    }

    [Fact]
    public async Task What_cannot_be_taken_back_is_listed_with_the_command_that_removes_it()
    {
        Plan plan = Make(
            Step("a"),
            Step("b", undo: (_, _, _) => throw Refused("DependencyViolation", "has dependencies")),
            Step("c", create: _ => throw Refused("SubnetLimitExceeded", "too many"))
        );
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            plan.ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal("SubnetLimitExceeded", e.ErrorId);
        Assert.Contains("id-b (has dependencies); remove it with: Remove-B -Id id-b", e.Message, StringComparison.Ordinal);
        Assert.Equal(["Remove-B -Id id-b"], e.RemovalCommand);
        Assert.Equal(["create a", "create b", "undo a"], _log);
    }

    [Fact]
    public async Task A_part_that_could_not_be_taken_back_is_not_listed_once_the_whole_is_gone()
    {
        PlanStep whole = Step("a");
        PlanStep part = Step("b", undo: (_, _, _) => throw Refused("AccessDenied", "may not be watched"), within: whole);
        Plan plan = Make(whole, part, Step("c", create: _ => throw Refused("SubnetLimitExceeded", "too many")));
        AmazonServiceException e = await Assert.ThrowsAsync<AmazonServiceException>(() =>
            plan.ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal("SubnetLimitExceeded", e.ErrorCode);
        Assert.Equal(["create a", "create b", "undo a"], _log);
        Assert.Equal((PlanStepState.Absent, PlanStepState.Absent), (whole.State, part.State));
    }

    [Fact]
    public async Task A_failure_of_our_own_keeps_its_id_and_target_when_something_is_left_behind()
    {
        Plan plan = Make(
            Step("a", undo: (_, _, _) => throw new PrivateApiException("X", FaultKind.Conflict, "busy")),
            Step("b", create: _ => throw new PrivateApiException("EndpointFailed", FaultKind.ServiceFault, "It failed.", "vpce-1"))
        );
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            plan.ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal(("EndpointFailed", "vpce-1"), (e.ErrorId, e.Target));
    }

    [Fact]
    public async Task A_stop_takes_nothing_back_and_the_next_run_completes_what_is_missing()
    {
        using CancellationTokenSource stop = new();
        Plan plan = Make(
            Step("a"),
            Step(
                "b",
                create: async token =>
                {
                    await stop.CancelAsync();
                    token.ThrowIfCancellationRequested();
                    return "never";
                }
            ),
            Step("c")
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.ApplyAsync(_progress, stop.Token));
        Assert.Equal(["create a"], _log);

        _log.Clear();
        await Make(Step("a"), Step("b"), Step("c")).ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal(["create b", "create c"], _log);
    }

    [Fact]
    public async Task A_stop_while_taking_back_ends_at_once()
    {
        using CancellationTokenSource stop = new();
        Plan plan = Make(
            Step("a"),
            Step(
                "b",
                undo: async (_, _, token) =>
                {
                    await stop.CancelAsync();
                    token.ThrowIfCancellationRequested();
                }
            ),
            Step("c", create: _ => throw Refused("X"))
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => plan.ApplyAsync(_progress, stop.Token));
        Assert.Contains("a", _world);
    }

    [Fact]
    public async Task Credentials_that_ran_out_take_nothing_back_and_say_how_to_go_on()
    {
        Plan plan = Make(Step("a"), Step("b", create: _ => throw Refused("RequestExpired")));
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, TestContext.Current.CancellationToken));
        Assert.Equal(["create a"], _log);
        Assert.Contains(_progress.Warnings, text => text.Contains("the same command finishes", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("5xx")]
    [InlineData("reset")]
    [InlineData("time-out")]
    public async Task A_lost_answer_never_makes_a_second_one(string how)
    {
        int creates = 0;
        Plan plan = Make(
            Step(
                "a",
                create: _ =>
                {
                    creates++;
                    _world.Add("a");
                    throw Lost(how);
                }
            )
        );
        await plan.ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal(1, creates);
        Assert.Equal("id-a", plan.Steps[0].Id);
    }

    [Fact]
    public async Task A_lost_answer_is_waited_for_until_the_resource_must_be_visible()
    {
        int looks = 0;
        int creates = 0;
        PlanStep step = new()
        {
            Name = "a",
            Description = "Create a",
            Find = _ => Task.FromResult(++looks >= 4 ? "id-a" : null),
            Create = _ => ++creates == 1 ? throw Lost("reset") : Task.FromResult("second"),
        };
        await Make(step).ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal((1, "id-a"), (creates, step.Id));
    }

    [Fact]
    public async Task A_call_that_never_arrived_is_made_again_and_not_for_ever()
    {
        int creates = 0;
        await Make(Step("a", create: _ => ++creates < 5 ? throw Lost("5xx") : Task.FromResult("id-a")))
            .ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal(5, creates);

        creates = 0;
        await Assert.ThrowsAsync<AmazonServiceException>(() =>
            Make(
                    Step(
                        "b",
                        create: _ =>
                        {
                            creates++;
                            throw Lost("5xx");
                        }
                    )
                )
                .ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal(5, creates);
    }

    [Fact]
    public async Task Throttling_is_a_plain_failure_since_the_SDK_has_tried_again_already()
    {
        int creates = 0;
        Plan plan = Make(
            Step(
                "a",
                create: _ =>
                {
                    creates++;
                    throw new AmazonServiceException(
                        "slow down",
                        null,
                        ErrorType.Sender,
                        "RequestLimitExceeded",
                        "r",
                        HttpStatusCode.ServiceUnavailable
                    );
                }
            )
        );
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, TestContext.Current.CancellationToken));
        Assert.Equal(1, creates);
    }

    [Fact]
    public async Task Other_parameters_for_the_same_name_are_refused_before_anything_changes()
    {
        Plan plan = Make(
            Step("a"),
            Step(
                "b",
                find: _ =>
                {
                    ParameterMismatch.Require("Network 'n'", "vpc-1", "CIDR block", "10.1.0.0/16", "10.0.0.0/16");
                    return Task.FromResult<string?>("vpc-1");
                }
            )
        );
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() =>
            plan.ApplyAsync(_progress, TestContext.Current.CancellationToken)
        );
        Assert.Equal("ParameterMismatch", e.ErrorId);
        Assert.Contains("CIDR block: 10.1.0.0/16, not 10.0.0.0/16", e.Message, StringComparison.Ordinal);
        Assert.Empty(_log);
    }

    [Fact]
    public async Task A_survey_changes_nothing_and_tells_the_steps_that_are_missing()
    {
        _world.Add("a");
        Plan plan = Make(Step("a"), Step("b"));
        await plan.SurveyAsync(TestContext.Current.CancellationToken);
        Assert.False(plan.IsComplete);
        Assert.Equal($"Make things:{Environment.NewLine}  Create b", plan.Describe());
        Assert.Empty(_log);
    }

    [Fact]
    public async Task What_belongs_to_something_absent_is_not_looked_for()
    {
        PlanStep vpc = Step("vpc");
        int looks = 0;
        PlanStep subnet = new()
        {
            Name = "subnet",
            Description = "Create subnet",
            Within = vpc,
            Find = _ => Task.FromResult<string?>($"in {vpc.RequiredId}, look {++looks}"),
            Create = _ => Task.FromResult($"in {vpc.RequiredId}"),
        };
        await Make(vpc, subnet).ApplyAsync(_progress, TestContext.Current.CancellationToken);
        Assert.Equal((0, "in id-vpc"), (looks, subnet.Id));
    }

    private static Plan Make(params PlanStep[] steps) =>
        new("Make things", "things", steps, new PlanTiming(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1)));

    private static AmazonServiceException Refused(string code, string message = "refused") =>
        new(message, null, ErrorType.Sender, code, "request-1", HttpStatusCode.BadRequest);

    private static Exception Lost(string how) =>
        how switch
        {
            "5xx" => new AmazonServiceException(
                "internal",
                null,
                ErrorType.Receiver,
                "InternalError",
                "r",
                HttpStatusCode.InternalServerError
            ),
            "reset" => new HttpRequestException("reset", new IOException("reset")),
            _ => new TaskCanceledException("timed out", new TimeoutException()),
        };

    private PlanStep Step(
        string name,
        Func<CancellationToken, Task<string>>? create = null,
        Func<string, IProgress<ProgressEvent>, CancellationToken, Task>? undo = null,
        Func<CancellationToken, Task<string?>>? find = null,
        PlanStep? within = null
    ) =>
        new()
        {
            Name = name,
            Within = within,
            Description = "Create " + name,
            Find = find ?? (_ => Task.FromResult(_world.Contains(name) ? "id-" + name : null)),
            Create =
                create
                ?? (
                    _ =>
                    {
                        _log.Add("create " + name);
                        _world.Add(name);
                        return Task.FromResult("id-" + name);
                    }
                ),
            Undo =
                undo
                ?? (
                    (_, _, _) =>
                    {
                        _log.Add("undo " + name);
                        _world.Remove(name);
                        return Task.CompletedTask;
                    }
                ),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-" + name.ToUpperInvariant()).With("Id", id),
        };
}
