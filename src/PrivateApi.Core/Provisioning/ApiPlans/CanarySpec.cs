namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The canary that a stage is to get.</summary>
/// <param name="Percent">Share of calls, 0 to 100.</param>
/// <param name="Variables">Stage variables that have another value in it; null for none.</param>
internal sealed record CanarySpec(double Percent, IReadOnlyDictionary<string, string>? Variables);
