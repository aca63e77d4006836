using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Tests.Lab.ApiGateway;

public sealed class UsageLedgerTests
{
    private static readonly DateOnly First = new(2026, 9, 1);

    [Fact]
    public void What_remains_falls_through_a_period_as_a_live_plan_was_recorded_to()
    {
        // floci-io/floci #3561, a monthly quota of a million: [[137,999863],[123,999740],[84,999656]].
        UsageQuota quota = new(1_000_000, "MONTH", Offset: 0);
        UsageLedger ledger = new();
        foreach ((int day, int requests) in new[] { (0, 137), (1, 123), (2, 84) })
        {
            for (int i = 0; i < requests; i++)
            {
                ledger.Count("plan", "key", First.AddDays(day));
            }
        }

        Assert.Equal([137, 123, 84], Enumerable.Range(0, 3).Select(day => ledger.Used("plan", "key", First.AddDays(day))));
        Assert.Equal(
            [999863, 999740, 999656],
            Enumerable.Range(0, 3).Select(day => ledger.Remaining("plan", "key", First.AddDays(day), quota))
        );
        Assert.Equal(1_000_000, ledger.Remaining("plan", "key", First.AddMonths(1), quota));
        Assert.Equal(1_000_000, ledger.Remaining("plan", "other key", First, quota));
    }

    [Fact]
    public void What_an_extension_leaves_is_used_up_in_its_period_and_gone_with_it()
    {
        UsageQuota quota = new(2, "DAY", Offset: 0);
        UsageLedger ledger = new();
        for (int i = 0; i < 3; i++)
        {
            ledger.Count("plan", "key", First);
        }

        Assert.Equal(0, ledger.Remaining("plan", "key", First, quota));
        ledger.SetRemaining("plan", "key", First, quota, 5);
        ledger.Count("plan", "key", First);
        Assert.Equal(4, ledger.Remaining("plan", "key", First, quota));
        Assert.Equal(2, ledger.Remaining("plan", "key", First.AddDays(1), quota));
    }

    [Fact]
    public void A_key_that_leaves_a_plan_takes_only_its_own_usage_along()
    {
        UsageLedger ledger = new();
        ledger.Count("plan", "gold", First);
        ledger.Count("plan", "blue", First);
        ledger.Forget("plan", "gold");
        Assert.Equal((0, 1), (ledger.Used("plan", "gold", First), ledger.Used("plan", "blue", First)));
    }

    // A second brings the rate's tokens, and a request needs a whole one.
    [Fact]
    public void A_part_of_a_token_admits_no_request()
    {
        TokenBuckets buckets = new();
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        Assert.True(buckets.Take("b", rate: 1, burst: 1, now));
        Assert.False(buckets.Take("b", rate: 1, burst: 1, now.AddSeconds(0.5)));
        Assert.True(buckets.Take("b", rate: 1, burst: 1, now.AddSeconds(1)));
    }

    [Fact]
    public void The_quota_of_a_plan_begins_on_the_day_that_its_offset_says()
    {
        LabUsagePlan plan = new() { Wire = (JsonObject)JsonNode.Parse("""{"quota":{"limit":5,"period":"WEEK","offset":1}}""")! };
        Assert.Equal(new UsageQuota(5, "WEEK", 1), UsageQuota.Of(plan));
    }

    // The periods begin as the accepted offsets say: day 0 of a week is a Sunday (2026-09-06 was one).
    [Theory]
    [InlineData("DAY", 0, "2026-09-09", "2026-09-09")]
    [InlineData("WEEK", 0, "2026-09-09", "2026-09-06")]
    [InlineData("WEEK", 0, "2026-09-06", "2026-09-06")]
    [InlineData("WEEK", 1, "2026-09-06", "2026-08-31")]
    [InlineData("MONTH", 0, "2026-09-30", "2026-09-01")]
    [InlineData("MONTH", 14, "2026-09-14", "2026-08-15")]
    [InlineData("MONTH", 14, "2026-09-15", "2026-09-15")]
    public void A_period_begins_on_its_day(string period, int offset, string day, string start) =>
        Assert.Equal(DateOnly.Parse(start, null), new UsageQuota(1, period, offset).PeriodStart(DateOnly.Parse(day, null)));
}
