// Over 250 lines: one small world in which several runs make the same things, and what each may take back.
using System.Net;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Errors;
using PrivateApi.Provisioning;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Tests.Provisioning;

/// <summary>What belongs to a run, and what it must leave alone.</summary>
public sealed class PlanOwnershipTests
{
    /// <summary>The service: id and mark of everything that is there, by the name of its step.</summary>
    private readonly List<(string Step, string Id, string? Mark)> _world = [];
    private readonly List<string> _undone = [];
    private readonly RecordedNotices _progress = new();
    private readonly RunMark _run = RunMark.New();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> ThereAlready =>
        new(
            "EntityAlreadyExists",
            "EntityAlreadyExistsException",
            "ResourceConflictException",
            "ConflictException",
            "InvalidGroup.Duplicate",
            "InvalidSubnet.Conflict",
            "RouteAlreadyExists",
            "Resource.AlreadyAssociated"
        );

    [Theory]
    [MemberData(nameof(ThereAlready))]
    public async Task What_another_run_made_meanwhile_is_used_and_never_taken_back(string code)
    {
        PlanStep role = Step(
            "role",
            create: _ =>
            {
                _world.Add(("role", "role-of-another", "20200101T000000000Z-another"));
                throw Refused(code);
            }
        );
        Plan plan = Make(role, Step("function", create: _ => throw Refused("LimitExceeded")));
        AmazonServiceException e = await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Equal("LimitExceeded", e.ErrorCode);
        Assert.Equal((PlanStepState.Found, "role-of-another"), (role.State, role.Id));
        Assert.Empty(_undone);
        Assert.Single(_world);
    }

    [Fact]
    public async Task A_failed_step_that_finds_what_another_run_made_leaves_it_alone()
    {
        Plan plan = Make(
            Step("a"),
            Step(
                "b",
                create: _ =>
                {
                    _world.Add(("b", "b-of-another", "20200101T000000000Z-another"));
                    throw Refused("LimitExceeded");
                }
            )
        );
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Equal(["a-1"], _undone);
        Assert.Equal([("b", "b-of-another", "20200101T000000000Z-another")], _world);
    }

    [Fact]
    public async Task A_failed_step_that_was_done_all_the_same_is_taken_back_by_its_mark()
    {
        Plan plan = Make(
            Step(
                "a",
                create: _ =>
                {
                    _world.Add(("a", "a-mine", _run.For("step")));
                    throw Refused("UnauthorizedOperation");
                }
            )
        );
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Equal(["a-mine"], _undone);
    }

    [Fact]
    public async Task A_lost_answer_is_this_runs_only_where_its_mark_is_found()
    {
        PlanStep mine = Step(
            "mine",
            create: _ =>
            {
                _world.Add(("mine", "mine-1", _run.For("step")));
                throw Lost();
            }
        );
        PlanStep theirs = Step(
            "theirs",
            create: _ =>
            {
                _world.Add(("theirs", "theirs-1", "20200101T000000000Z-another"));
                throw Lost();
            }
        );
        Plan plan = Make(mine, theirs, Step("last", create: _ => throw Refused("LimitExceeded")));
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Equal(["mine-1"], _undone);
        Assert.Equal(["theirs-1"], _world.Select(item => item.Id));
    }

    [Fact]
    public async Task A_lost_creation_that_comes_true_while_the_rest_is_taken_back_goes_too()
    {
        PlanStep vpc = Step(
            "vpc",
            undo: id =>
            {
                if (_world.Exists(item => item.Step == "subnet"))
                {
                    throw Refused("DependencyViolation");
                }

                if (_undone.Count == 0)
                {
                    // The subnet that was asked for long ago shows now.
                    _world.Add(("subnet", "subnet-late", _run.For("step")));
                    throw Refused("DependencyViolation");
                }

                Remove(id);
            }
        );
        PlanStep subnet = Step("subnet", within: vpc, create: _ => throw Lost());
        await Assert.ThrowsAsync<HttpRequestException>(() => Make(vpc, subnet).ApplyAsync(_progress, Stop));
        Assert.Equal(["subnet-late", "vpc-1"], _undone);
        Assert.Empty(_world);
    }

    [Fact]
    public async Task What_another_run_builds_on_by_now_is_not_taken_back_and_that_is_said()
    {
        PlanStep vpc = Step("vpc");
        PlanStep subnet = Step(
            "subnet",
            within: vpc,
            create: _ =>
            {
                _world.Add(("subnet", "subnet-of-another", "20990101T000000000Z-another"));
                throw Refused("InvalidSubnet.Conflict");
            }
        );
        Plan plan = Make(vpc, subnet, Step("group", within: vpc, create: _ => throw Refused("LimitExceeded")));
        await Assert.ThrowsAsync<AmazonServiceException>(() => plan.ApplyAsync(_progress, Stop));
        Assert.Empty(_undone);
        Assert.Contains(
            _progress.Warnings,
            text =>
                text.Contains("another run is working on the same thing", StringComparison.Ordinal)
                && text.Contains("subnet-of-another", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_younger_of_two_gives_way_and_goes_on_with_the_older()
    {
        PlanStep vpc = Several(
            "vpc",
            create: _ =>
            {
                _world.Add(("vpc", "vpc-older", "20200101T000000000Z-another"));
                _world.Add(("vpc", "vpc-mine", _run.For("step")));
                return Task.FromResult("vpc-mine");
            }
        );
        PlanStep subnet = Step("subnet", within: vpc);
        _world.Add(("subnet", "subnet-of-another", "20200101T000000000Z-another"));
        await Make(vpc, subnet).ApplyAsync(_progress, Stop);
        Assert.Equal(["vpc-mine"], _undone);
        Assert.Equal(("vpc-older", "subnet-of-another"), (vpc.Id, subnet.Id));
        Assert.Equal((PlanStepState.Found, PlanStepState.Found), (vpc.State, subnet.State));
    }

    [Fact]
    public async Task The_older_of_two_stays_and_leaves_the_younger_to_its_own_run()
    {
        PlanStep vpc = Several(
            "vpc",
            create: _ =>
            {
                _world.Add(("vpc", "vpc-mine", _run.For("step")));
                _world.Add(("vpc", "vpc-younger", "20990101T000000000Z-another"));
                return Task.FromResult("vpc-mine");
            }
        );
        await Make(vpc).ApplyAsync(_progress, Stop);
        Assert.Equal("vpc-mine", vpc.Id);
        Assert.Empty(_undone);
    }

    [Fact]
    public async Task An_older_one_that_shows_only_at_the_end_is_given_way_to_with_all_that_was_built()
    {
        PlanStep vpc = Several("vpc");
        PlanStep subnet = Step(
            "subnet",
            within: vpc,
            create: _ =>
            {
                _world.Add(("subnet", "subnet-1", _run.For("step")));
                if (!_world.Exists(item => item.Id == "vpc-older"))
                {
                    _world.Add(("vpc", "vpc-older", "20200101T000000000Z-another"));
                }

                return Task.FromResult("subnet-1");
            }
        );
        await Make(vpc, subnet).ApplyAsync(_progress, Stop);
        Assert.Equal("vpc-older", vpc.Id);
        Assert.Equal(["subnet-1", "vpc-1"], _undone[..2]);
        Assert.Equal("vpc-older", Assert.Single(_world, item => item.Step == "vpc").Id);
    }

    [Fact]
    public async Task What_cannot_go_while_giving_way_is_tried_again_at_the_end()
    {
        int tries = 0;
        PlanStep vpc = Several(
            "vpc",
            create: _ =>
            {
                _world.Add(("vpc", "vpc-older", "20200101T000000000Z-another"));
                _world.Add(("vpc", "vpc-mine", _run.For("step")));
                return Task.FromResult("vpc-mine");
            },
            undo: id =>
            {
                if (++tries == 1)
                {
                    throw Refused("DependencyViolation");
                }

                Remove(id);
            }
        );
        await Make(vpc, Step("subnet")).ApplyAsync(_progress, Stop);
        Assert.Equal(2, tries);
        Assert.Equal("vpc-older", Assert.Single(_world, item => item.Step == "vpc").Id);
        Assert.Empty(_progress.Warnings);
    }

    [Fact]
    public async Task A_run_whose_answer_got_lost_takes_its_own_away_when_it_shows_beside_anothers()
    {
        PlanStep vpc = Several(
            "vpc",
            create: _ =>
            {
                _world.Add(("vpc", "vpc-older", "20200101T000000000Z-another"));
                throw Lost();
            }
        );
        PlanStep subnet = Step(
            "subnet",
            create: _ =>
            {
                _world.Add(("vpc", "vpc-late", _run.For("step")));
                _world.Add(("subnet", "subnet-1", _run.For("step")));
                return Task.FromResult("subnet-1");
            }
        );
        await Make(vpc, subnet).ApplyAsync(_progress, Stop);
        Assert.Equal("vpc-older", vpc.Id);
        Assert.Equal(["vpc-late"], _undone);
    }

    [Fact]
    public async Task A_run_that_gives_way_again_and_again_ends_with_an_error_that_says_so()
    {
        int older = 0;
        PlanStep vpc = Several("vpc");
        PlanStep subnet = Step(
            "subnet",
            find: _ => Task.FromResult<string?>(null),
            create: _ =>
            {
                _world.Add(("vpc", $"vpc-older-{++older}", $"20{50 - older:00}0101T000000000Z-another"));
                _world.Add(("subnet", "subnet-1", _run.For("step")));
                return Task.FromResult("subnet-1");
            }
        );
        _world.Add(("vpc", "vpc-0", "20600101T000000000Z-another"));
        PrivateApiException e = await Assert.ThrowsAsync<PrivateApiException>(() => Make(vpc, subnet).ApplyAsync(_progress, Stop));
        Assert.Equal("AmbiguousName", e.ErrorId);
    }

    [Fact]
    public void A_resource_without_a_mark_is_older_than_all_and_two_of_them_cannot_be_told_apart()
    {
        PlanCandidate byHand = new("vpc-z", null);
        PlanCandidate marked = new("vpc-a", "20200101T000000000Z-1");
        Assert.Equal(byHand, PlanCandidate.Preferred([marked, byHand]));
        Assert.Equal(marked, PlanCandidate.Preferred([new("vpc-0", "20200101T000000001Z-0"), marked]));
        Assert.False(PlanCandidate.AreAmbiguous([marked, byHand]));
        Assert.True(PlanCandidate.AreAmbiguous([byHand, new("vpc-y", null)]));
    }

    [Fact]
    public void A_mark_tells_its_run_and_sorts_by_the_time_of_the_making()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        RunMark run = new(clock);
        string first = run.For("vpc");
        string token = run.Token("vpc");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((first, token), (run.For("vpc"), run.Token("vpc")));
        string later = run.For("subnet");
        Assert.StartsWith("20260102T030405001Z-", later, StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(first, later) < 0);
        Assert.True(run.Is(first) && run.Is(later));
        Assert.False(new RunMark(clock).Is(first));
        Assert.False(run.Is(null));
    }

    [Fact]
    public void What_is_made_again_has_a_token_of_its_own_since_the_old_one_would_bring_back_what_is_gone()
    {
        FakeTimeProvider clock = new();
        RunMark run = new(clock);
        string token = run.Token(new string('x', 100));
        Assert.Equal(64, token.Length);
        string first = run.Token("private-routes");
        Assert.NotEqual(first, run.Token("public-routes"));
        run.Close("private-routes");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.NotEqual(first, run.Token("private-routes"));
    }

    private static Plan Make(params PlanStep[] steps) =>
        new("Make things", "things", steps, new PlanTiming(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1)));

    private static AmazonServiceException Refused(string code) =>
        new("refused", null, ErrorType.Sender, code, "request-1", HttpStatusCode.BadRequest);

    private static HttpRequestException Lost() => new("reset", new IOException("reset"));

    private void Remove(string id)
    {
        _undone.Add(id);
        _world.RemoveAll(item => item.Id == id);
    }

    private PlanStep Step(
        string name,
        PlanStep? within = null,
        Func<CancellationToken, Task<string>>? create = null,
        Func<CancellationToken, Task<string?>>? find = null,
        Action<string>? undo = null,
        bool several = false
    ) =>
        new()
        {
            Name = name,
            Description = "Create " + name,
            Within = within,
            Find = find ?? (_ => Task.FromResult(PlanCandidate.Preferred(All(name))?.Id)),
            FindOwn = _ => Task.FromResult(PlanCandidate.MadeBy(_run, All(name))?.Id),
            FindAll = several ? _ => Task.FromResult(All(name)) : null,
            Create =
                create
                ?? (
                    _ =>
                    {
                        _world.Add((name, name + "-1", _run.For("step")));
                        return Task.FromResult(name + "-1");
                    }
                ),
            Undo = (id, _, _) =>
            {
                (undo ?? Remove)(id);
                return Task.CompletedTask;
            },
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-Thing").With("Id", id),
        };

    private PlanStep Several(string name, Func<CancellationToken, Task<string>>? create = null, Action<string>? undo = null) =>
        Step(name, create: create, undo: undo, several: true);

    private IReadOnlyList<PlanCandidate> All(string name) =>
        [.. _world.Where(item => item.Step == name).Select(item => new PlanCandidate(item.Id, item.Mark))];
}
