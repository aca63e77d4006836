namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>A conversion that was checked and laid out.</summary>
/// <param name="Change">What it does.</param>
/// <param name="Plan">Its steps, surveyed.</param>
internal sealed record Conversion(ApiConversion Change, Plan Plan);
