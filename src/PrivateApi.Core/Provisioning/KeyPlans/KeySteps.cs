namespace PrivateApi.Provisioning.KeyPlans;

/// <summary>The steps of a key's plan, and the values of <c>privateapi:step</c> on what they create.</summary>
internal static class KeySteps
{
    public const string Key = "api-key";

    public const string UsagePlan = "usage-plan";

    public const string Stage = "usage-plan-stage";

    public const string Join = "usage-plan-key";
}
