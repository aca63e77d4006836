using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane;

/// <summary>
/// Which calls a stage's canary gets. AWS takes them at random; here they are spread out, so that any few dozen calls in a row have the
/// share that was set, and no regular pattern of calls meets the canary alone.
/// </summary>
internal static class CanaryShare
{
    // The multiples of the golden ratio, without their whole parts, fill the numbers from 0 to 1 as evenly as any sequence does.
    private const double GoldenRatio = 0.618033988749894848;

    /// <summary>True for a call that the canary gets; counts it.</summary>
    /// <param name="api">The API.</param>
    /// <param name="stage">Its stage.</param>
    /// <param name="percent">The canary's share.</param>
    public static bool Takes(LabRestApi api, string stage, double percent)
    {
        int calls = api.SharedCalls.GetValueOrDefault(stage) + 1;
        api.SharedCalls[stage] = calls;
        return calls * GoldenRatio % 1 < percent / 100;
    }
}
