namespace PrivateApi.Model;

/// <summary>
/// When the periods of a quota begin, in UTC. The offset is "the day that a time period starts": with a week, 0 is Sunday and 1 Monday
/// (AWS SDK for Ruby, "QuotaSettings"). API Gateway accepts 0 with a day, 0 to 6 with a week and 0 to 27 with a month.
/// </summary>
internal static class QuotaPeriods
{
    /// <summary>The largest offset.</summary>
    public static int LargestOffset(QuotaPeriod period) =>
        period switch
        {
            QuotaPeriod.Week => 6,
            QuotaPeriod.Month => 27,
            _ => 0,
        };

    /// <summary>The first day of the period that a day is in.</summary>
    public static DateOnly Start(QuotaPeriod period, int offset, DateOnly day)
    {
        switch (period)
        {
            case QuotaPeriod.Week:
                return day.AddDays(-(((int)day.DayOfWeek - offset + 7) % 7));
            case QuotaPeriod.Month:
                DateOnly start = new DateOnly(day.Year, day.Month, 1).AddDays(offset);
                return start <= day ? start : new DateOnly(day.Year, day.Month, 1).AddMonths(-1).AddDays(offset);
            default:
                return day;
        }
    }
}
