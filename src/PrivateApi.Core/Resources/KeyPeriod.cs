namespace PrivateApi.Resources;

/// <summary>The days of which the usage of keys is asked for.</summary>
/// <param name="Start">The first day, UTC; null for the first of the quota's current period, and for today where there is no quota.</param>
/// <param name="End">The last day, UTC; null for today.</param>
internal sealed record KeyPeriod(DateOnly? Start, DateOnly? End);
