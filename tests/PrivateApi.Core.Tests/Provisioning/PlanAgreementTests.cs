using PrivateApi.Provisioning;
using PrivateApi.Resources;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Text;

namespace PrivateApi.Tests.Provisioning;

/// <summary>Which of several things of one name the runs settle on, and that nothing is put into it before.</summary>
public sealed class PlanAgreementTests
{
    private const string Early = "20200101T000000000Z-another";
    private const string Late = "20990101T000000000Z-another";

    private readonly List<PlanCandidate> _world = [];
    private readonly List<string> _done = [];
    private readonly RecordedNotices _progress = new();
    private readonly RunMark _run = RunMark.New();
    private int _looks;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What happens in the world at the n-th look after this run made its own.</summary>
    private Action<int> AtLook { get; set; } = _ => { };

    [Fact]
    public async Task Another_run_that_puts_its_own_to_use_wins_whatever_the_marks_say()
    {
        _world.Add(new("theirs", Late));
        AtLook = number => Change(number == 3, "theirs", theirs => theirs with { IsInUse = true });
        PlanStep vpc = await ApplyAsync(Vpc());
        Assert.Equal("theirs", vpc.Id);
        Assert.Equal(["made mine", "discarded mine", "built in theirs"], _done);
        Assert.Empty(_progress.Warnings);
    }

    [Fact]
    public async Task Nothing_is_put_into_ones_own_before_the_other_run_has_given_way()
    {
        _world.Add(new("theirs", Late));
        AtLook = number =>
        {
            if (number == 3)
            {
                _world.RemoveAll(item => item.Id == "theirs");
                _done.Add("theirs is gone");
            }
        };
        PlanStep vpc = await ApplyAsync(Vpc());
        Assert.Equal("mine", vpc.Id);
        Assert.Equal(["made mine", "theirs is gone", "built in mine"], _done);
        Assert.Empty(_progress.Warnings);
    }

    [Fact]
    public async Task A_run_that_comes_later_by_the_shared_order_gives_way_at_once_and_builds_only_when_nobody_can_prefer_another()
    {
        _world.Add(new("theirs", "20300101T000000000Z-another"));
        _run.For("vpc");
        AtLook = number => Change(number == 2, "first", _ => new("first", Early), isNew: true);
        PlanStep vpc = await ApplyAsync(Vpc("20400101T000000000Z"));
        Assert.Equal("first", vpc.Id);
        Assert.Equal(["made mine", "discarded mine", "built in first"], _done);
    }

    [Fact]
    public async Task What_a_killed_run_left_is_told_with_the_command_that_removes_it()
    {
        _world.Add(new("theirs", Late));
        PlanStep vpc = await ApplyAsync(Vpc());
        Assert.Equal("mine", vpc.Id);
        Assert.Contains(
            _progress.Warnings,
            text => text.Contains("theirs", StringComparison.Ordinal) && text.Contains("Remove-Thing -Id theirs", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Ones_own_that_another_run_builds_on_already_is_kept()
    {
        _world.Add(new("theirs", Early));
        PlanStep vpc = await ApplyAsync(Vpc(isDiscarded: false));
        Assert.Equal("mine", vpc.Id);
        Assert.Equal(["made mine", "built in mine"], _done);
    }

    [Fact]
    public async Task What_was_found_empty_is_left_for_one_that_is_in_use()
    {
        _world.Add(new("theirs", Early));
        AtLook = number => Change(number == 2, "used", _ => new("used", Late, IsInUse: true), isNew: true);
        PlanStep vpc = await ApplyAsync(Vpc());
        Assert.Equal("used", vpc.Id);
        Assert.DoesNotContain("built in theirs", _done);
    }

    [Fact]
    public async Task The_time_that_AWS_gives_decides_before_the_marks_do()
    {
        DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        _world.Add(new("theirs", Late, Created: now));
        PlanStep vpc = await ApplyAsync(Vpc(created: now.AddMilliseconds(1)));
        Assert.Equal("theirs", vpc.Id);
    }

    private async Task<PlanStep> ApplyAsync(PlanStep vpc)
    {
        PlanStep subnet = new()
        {
            Name = "subnet",
            Description = "Create the subnet",
            Within = vpc,
            Find = _ => Task.FromResult<string?>(null),
            Create = _ =>
            {
                _done.Add("built in " + vpc.Id);
                Change(true, vpc.RequiredId, item => item with { IsInUse = true });
                return Task.FromResult("subnet");
            },
        };
        // Time passes in the pauses alone: what shows at a look is not too late for it on a slow machine.
        PlanTiming timing = new(TimeSpan.FromMilliseconds(600), TimeSpan.FromMilliseconds(5)) { Clock = new InstantClock() };
        await new Plan("Make things", "things", [vpc, subnet], timing).ApplyAsync(_progress, Stop);
        return vpc;
    }

    private PlanStep Vpc(string? mark = null, bool isDiscarded = true, DateTimeOffset? created = null)
    {
        bool isMade = false;
        return new()
        {
            Name = "vpc",
            Run = _run,
            Description = "Create the VPC",

            // The run had looked before the others' showed, unless it is asked to see what is there.
            Find = _ => Task.FromResult(isMade ? PlanCandidate.Preferred(_world)?.Id : null),
            FindAll = _ =>
            {
                AtLook(++_looks);
                return Task.FromResult<IReadOnlyList<PlanCandidate>>([.. _world]);
            },
            Hold = _ => TimeSpan.FromMilliseconds(200),
            Create = _ =>
            {
                isMade = true;
                _done.Add("made mine");
                _world.Add(new("mine", mark is null ? _run.For("vpc") : mark + _run.For("vpc")[^13..], Created: created));
                return Task.FromResult("mine");
            },
            Discard = (id, _) =>
            {
                if (isDiscarded)
                {
                    _done.Add("discarded " + id);
                    _world.RemoveAll(item => item.Id == id);
                }

                return Task.FromResult(isDiscarded);
            },
            Undo = (_, _, _) => Task.CompletedTask,
            RemovalCommand = id => CommandLine.ForCmdlet("Remove-Thing").With("Id", id),
        };
    }

    private void Change(bool isTime, string id, Func<PlanCandidate, PlanCandidate> change, bool isNew = false)
    {
        if (isTime && isNew)
        {
            _world.Add(change(null!));
        }
        else if (isTime)
        {
            int at = _world.FindIndex(item => item.Id == id);
            _world[at] = change(_world[at]);
        }
    }
}
