using System.Globalization;
using PrivateApi.Model;

namespace PrivateApi.Tests.Provisioning;

/// <summary>
/// AWS SDK for Ruby, "QuotaSettings": "The day that a time period starts. For example, with a time period of WEEK, an offset of 0 starts on
/// Sunday, and an offset of 1 starts on Monday." The days are those of a calendar.
/// </summary>
public sealed class QuotaPeriodTests
{
    // 2026-11-30 is a Monday.
    [Theory]
    [InlineData(QuotaPeriod.Day, 0, "2026-11-30", "2026-11-30")]
    [InlineData(QuotaPeriod.Week, 0, "2026-11-30", "2026-11-29")]
    [InlineData(QuotaPeriod.Week, 1, "2026-11-30", "2026-11-30")]
    [InlineData(QuotaPeriod.Week, 2, "2026-11-30", "2026-11-24")]
    [InlineData(QuotaPeriod.Week, 6, "2026-11-28", "2026-11-28")]
    [InlineData(QuotaPeriod.Month, 0, "2026-11-30", "2026-11-01")]
    [InlineData(QuotaPeriod.Month, 14, "2026-11-30", "2026-11-15")]
    [InlineData(QuotaPeriod.Month, 14, "2026-11-14", "2026-10-15")]
    [InlineData(QuotaPeriod.Month, 27, "2026-01-03", "2025-12-28")]
    public void A_period_begins_on_its_day(QuotaPeriod period, int offset, string day, string start) =>
        Assert.Equal(start, QuotaPeriods.Start(period, offset, Day(day)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
