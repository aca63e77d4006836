// Over 250 lines: one small world in which each rule of the agreement is held.
using System.Net;
using Amazon.Runtime;
using PrivateApi.Errors;
using PrivateApi.Provisioning;
using PrivateApi.Resources;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Text;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// Each rule by which runs agree on one of several things of a name: how long they wait, what they look at, when they give way.
/// </summary>
public sealed class PlanAgreementRuleTests
{
    private const string Early = "20200101T000000000Z-another";
    private const string Late = "20990101T000000000Z-another";

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan Hold = TimeSpan.FromMilliseconds(200);

    private readonly List<PlanCandidate> _world = [];
    private readonly List<string> _done = [];
    private readonly RecordedNotices _progress = new();
    private readonly RunMark _run = RunMark.New();

    // Time passes in the pauses alone: between two looks no more of it is over than the rules say, however slow the machine is.
    private readonly InstantClock _clock = new();
    private long _since;
    private int _looks;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Happens at the n-th look at all that are there.</summary>
    private Action<int> AtLook { get; set; } = _ => { };

    private TimeSpan HoldOthers { get; set; } = Hold;

    /// <summary>False while another run's things are in this run's own.</summary>
    private bool IsDeletable { get; set; } = true;

    /// <summary>What such a look shows.</summary>
    private Func<PlanCandidate, bool> IsShown { get; set; } = _ => true;

    [Fact]
    public async Task Nothing_is_put_into_ones_own_before_the_time_is_over_in_which_others_would_show()
    {
        TimeSpan waited = await WaitedAsync();
        Assert.Equal(["made mine", "built in mine"], _done);
        Assert.True(waited >= Hold, $"{waited}");
    }

    [Fact]
    public async Task Nothing_is_put_into_what_another_run_made_a_moment_ago_before_that_time_is_over()
    {
        _world.Add(new("theirs", Late));
        TimeSpan waited = await WaitedAsync(isFoundAtFirst: true, holdOwn: TimeSpan.Zero);
        Assert.Equal(["built in theirs"], _done);
        Assert.True(waited >= Hold, $"{waited}");
    }

    [Fact]
    public async Task While_another_one_is_seen_the_wait_is_as_long_as_it_may_take_to_be_put_to_use()
    {
        _world.Add(new("theirs", Late));
        TimeSpan waited = await WaitedAsync();
        Assert.Equal(["made mine", "built in mine"], _done);
        Assert.True(waited >= Window, $"{waited}");
    }

    [Fact]
    public async Task The_wait_begins_anew_with_another_choice()
    {
        AtLook = number =>
        {
            if (number == 5)
            {
                _world.Add(new("first", Early));
                _since = _clock.GetTimestamp();
            }
        };
        TimeSpan waited = await WaitedAsync(holdOwn: Window);
        Assert.Equal(["made mine", "discarded mine", "built in first"], _done);
        Assert.True(waited >= Hold, $"{waited}");
    }

    [Fact]
    public async Task Ones_own_that_does_not_show_yet_is_waited_for()
    {
        bool isShown = false;
        IsShown = item => isShown || item.Id != "mine";
        AtLook = number => isShown = number > 8;
        await WaitedAsync();
        Assert.True(isShown);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task Ones_own_that_does_not_show_yet_is_not_given_up_for_one_that_comes_after_it()
    {
        _world.Add(new("theirs", Late));
        bool isShown = false;
        IsShown = item => isShown || item.Id != "mine";
        AtLook = number => isShown = number > 4;
        await WaitedAsync();
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task What_another_run_made_with_other_parameters_is_refused_before_anything_is_put_into_it()
    {
        _world.Add(new("theirs", Early));
        PlanStep vpc = Step(find: id =>
            id == "theirs" ? throw new PrivateApiException("ParameterMismatch", FaultKind.Conflict, "another range") : id
        );
        PrivateApiException told = await Assert.ThrowsAsync<PrivateApiException>(() => Make(vpc, Within(vpc)).ApplyAsync(_progress, Stop));
        Assert.Equal("ParameterMismatch", told.ErrorId);
        Assert.DoesNotContain(_done, text => text.StartsWith("built", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_other_run_has_built_already_is_found_and_not_made_again()
    {
        _world.Add(new("theirs", Early, IsInUse: true));
        PlanStep vpc = Step();
        await Make(vpc, Within(vpc, find: () => vpc.Id == "theirs" ? "their subnet" : null)).ApplyAsync(_progress, Stop);
        Assert.Equal(["made mine", "discarded mine"], _done);
    }

    [Fact]
    public async Task What_the_other_run_is_about_to_put_there_is_left_to_it()
    {
        _world.Add(new("theirs", Early, IsInUse: true));
        int looks = 0;
        PlanStep vpc = Step();
        PlanStep definition = Within(vpc, find: () => vpc.Id == "theirs" && ++looks > 2 ? "their definition" : null, isLeftToOthers: true);
        await Make(vpc, definition).ApplyAsync(_progress, Stop);
        Assert.Equal((PlanStepState.Found, "their definition"), (definition.State, definition.Id));
    }

    [Fact]
    public async Task A_run_whose_choice_was_given_up_under_it_goes_on_with_another()
    {
        _world.Add(new("theirs", Early, IsInUse: true));
        PlanStep vpc = Step(isFoundAtFirst: true);
        bool isGone = false;
        PlanStep subnet = Within(
            vpc,
            before: () =>
            {
                if (!isGone)
                {
                    isGone = true;
                    _world.RemoveAll(item => item.Id == "theirs");
                    throw Refused("InvalidVpcID.NotFound");
                }
            }
        );
        await Make(vpc, subnet).ApplyAsync(_progress, Stop);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task A_place_that_one_who_is_about_to_give_way_still_holds_is_asked_for_again()
    {
        _world.Add(new("theirs", Late));
        PlanStep gateway = Step(hold: false);
        int tries = 0;
        PlanStep attachment = Within(
            gateway,
            before: () =>
            {
                if (++tries < 3)
                {
                    throw Refused("Resource.AlreadyAssociated");
                }
            }
        );
        await Make(gateway, attachment).ApplyAsync(_progress, Stop);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task Ones_own_that_reads_do_not_show_is_not_given_up_for_one_that_they_show()
    {
        _world.Add(new("theirs", Early));
        IsShown = item => item.Id != "mine";
        PlanStep gateway = Step(hold: false);
        await Make(gateway, Within(gateway)).ApplyAsync(_progress, Stop);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Theory]
    [InlineData(true, "discarded mine, undone other")]
    [InlineData(false, "discarded mine")]
    public async Task Giving_way_takes_back_all_for_the_first_thing_and_only_what_is_within_for_a_later_one(bool isFirst, string expected)
    {
        PlanStep contested = Step(hold: false);
        PlanStep other = new()
        {
            Name = "other",
            Description = "Create another thing",
            Find = _ => Task.FromResult<string?>(null),
            Create = _ => Task.FromResult("other"),
            Undo = (_, _, _) =>
            {
                _done.Add("undone other");
                return Task.CompletedTask;
            },
        };

        // It shows when everything is made: the run's last look.
        PlanStep last = Within(
            contested,
            before: () => _world.Add(new("first", Early)),
            find: () => contested.Id == "first" ? "theirs" : null
        );
        await Make(isFirst ? [contested, other, last] : [other, contested, last]).ApplyAsync(_progress, Stop);
        Assert.Equal("first", contested.Id);
        Assert.Equal(
            expected.Split(", "),
            _done
                .Where(text => text.Contains("discarded", StringComparison.Ordinal) || text.Contains("undone", StringComparison.Ordinal))
                .Order()
        );
    }

    /// <summary>A minute would pass otherwise.</summary>
    [Fact]
    public async Task What_is_seen_in_use_is_gone_on_with_at_once()
    {
        _world.Add(new("theirs", Early, IsInUse: true));
        HoldOthers = TimeSpan.FromMinutes(1);
        PlanStep vpc = Step();
        await ApplySoonAsync(TimeSpan.FromMinutes(1), vpc, Within(vpc));
        Assert.Equal(["made mine", "discarded mine", "built in theirs"], _done);
    }

    [Fact]
    public async Task Ones_own_that_cannot_be_deleted_since_another_run_builds_on_it_is_gone_on_with_at_once()
    {
        _world.Add(new("theirs", Early));
        IsDeletable = false;
        PlanStep vpc = Step(holdOwn: TimeSpan.FromMinutes(1));
        await ApplySoonAsync(TimeSpan.FromMinutes(1), vpc, Within(vpc));
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task What_was_settled_on_is_not_given_up_for_one_that_shows_later()
    {
        PlanStep vpc = Step();
        await Make(vpc, Within(vpc, before: () => _world.Add(new("first", Early)))).ApplyAsync(_progress, Stop);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task A_place_that_another_one_never_gives_up_is_told_in_the_end()
    {
        _world.Add(new("theirs", Late));
        PlanStep gateway = Step(hold: false);
        int tries = 0;
        PlanStep attachment = Within(
            gateway,
            before: () =>
            {
                tries++;
                throw Refused("Resource.AlreadyAssociated");
            }
        );
        AmazonServiceException told = await Assert.ThrowsAsync<AmazonServiceException>(() => ApplySoonAsync(Window, gateway, attachment));
        Assert.Equal("Resource.AlreadyAssociated", told.ErrorCode);
        Assert.InRange(tries, 2, 50);
    }

    private Plan Make(params PlanStep[] steps) => Make(Window, steps);

    private Plan Make(TimeSpan window, params PlanStep[] steps) =>
        new("Make things", "things", steps, new PlanTiming(window, TimeSpan.FromMilliseconds(5)) { Clock = _clock });

    private static AmazonServiceException Refused(string code) =>
        new("refused", null, ErrorType.Sender, code, "request-1", HttpStatusCode.BadRequest);

    private async Task ApplySoonAsync(TimeSpan window, params PlanStep[] steps)
    {
        DateTimeOffset start = _clock.GetUtcNow();
        await Make(window, steps).ApplyAsync(_progress, Stop);
        Assert.InRange(_clock.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    /// <summary>How long it took from the making (or from the time that a test set) until something was put into it.</summary>
    private async Task<TimeSpan> WaitedAsync(bool isFoundAtFirst = false, TimeSpan? holdOwn = null)
    {
        PlanStep vpc = Step(isFoundAtFirst: isFoundAtFirst, holdOwn: holdOwn);
        TimeSpan waited = TimeSpan.Zero;
        await Make(vpc, Within(vpc, before: () => waited = _clock.GetElapsedTime(_since))).ApplyAsync(_progress, Stop);
        return waited;
    }

    private PlanStep Step(bool hold = true, bool isFoundAtFirst = false, TimeSpan? holdOwn = null, Func<string?, string?>? find = null)
    {
        bool isMade = isFoundAtFirst;
        return new()
        {
            Name = "thing",
            Run = _run,
            Description = "Create the thing",
            Find = _ => Task.FromResult(isMade && PlanCandidate.Preferred(_world)?.Id is { } id ? (find is null ? id : find(id)) : null),
            FindAll = _ =>
            {
                AtLook(++_looks);
                return Task.FromResult<IReadOnlyList<PlanCandidate>>([.. _world.Where(IsShown)]);
            },
            Hold = hold ? isOwn => isOwn ? holdOwn ?? Hold : HoldOthers : null,
            Create = _ =>
            {
                isMade = true;
                _done.Add("made mine");
                _world.Add(new("mine", _run.For("thing")));
                _since = _clock.GetTimestamp();
                return Task.FromResult("mine");
            },
            Discard = (id, _) => Task.FromResult(Discard(id)),
            Undo = (id, _, _) => Task.FromResult(Discard(id)),
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-Thing").With("Id", id),
        };
    }

    private bool Discard(string id)
    {
        if (!IsDeletable)
        {
            return false;
        }

        _done.Add("discarded " + id);
        _world.RemoveAll(item => item.Id == id);
        return true;
    }

    private PlanStep Within(PlanStep thing, Action? before = null, Func<string?>? find = null, bool isLeftToOthers = false) =>
        new()
        {
            Name = "part",
            Description = "Create the part",
            Within = thing,
            IsLeftToOthers = isLeftToOthers,
            Find = _ => Task.FromResult(find?.Invoke()),
            Create = _ =>
            {
                before?.Invoke();
                _done.Add("built in " + thing.Id);
                return Task.FromResult("part");
            },
        };
}
