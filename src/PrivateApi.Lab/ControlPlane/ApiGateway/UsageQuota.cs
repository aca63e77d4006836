using System.Text.Json.Nodes;
using PrivateApi.Model;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A plan's quota: so many requests of each key in each period.</summary>
/// <param name="Limit">Requests in a period.</param>
/// <param name="Period">DAY, WEEK or MONTH, in UTC.</param>
/// <param name="Offset">
/// The day on which the period begins: 0 is a Sunday, or the first of the month. The model's own words for it ("requests subtracted
/// from the given limit") do not fit the values that are accepted: 0 in a DAY, 0 to 6 in a WEEK, 0 to 27 in a MONTH.
/// </param>
internal sealed record UsageQuota(long Limit, string Period, int Offset)
{
    /// <summary>The quota of a plan, or null if it has none.</summary>
    public static UsageQuota? Of(LabUsagePlan plan) =>
        plan.Wire["quota"] is JsonObject quota
            ? new UsageQuota(
                Scalar.Integer(quota["limit"]) ?? 0,
                Scalar.Text(quota["period"]) ?? "DAY",
                Scalar.Integer(quota["offset"]) ?? 0
            )
            : null;

    /// <summary>The first day of the period that a day is in.</summary>
    public DateOnly PeriodStart(DateOnly day) =>
        QuotaPeriods.Start(Enum.TryParse(Period, ignoreCase: true, out QuotaPeriod period) ? period : QuotaPeriod.Day, Offset, day);
}
