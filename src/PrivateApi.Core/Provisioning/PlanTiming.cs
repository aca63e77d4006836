using PrivateApi.Aws;

namespace PrivateApi.Provisioning;

/// <summary>How long a new resource may stay invisible to reads.</summary>
/// <param name="ConsistencyWindow">After this long a resource that reads do not show does not exist.</param>
/// <param name="FirstPause">Pause after the first empty read; it doubles each time.</param>
internal sealed record PlanTiming(TimeSpan ConsistencyWindow, TimeSpan FirstPause)
{
    /// <summary>
    /// For AWS: growing pauses from two seconds (EC2 developer guide, "Eventual consistency"). The guide names no end;
    /// half a minute is our choice.
    /// </summary>
    public static PlanTiming Aws { get; } = new(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2));

    /// <summary>For the lab, where a lagging read lags as long as it was told to.</summary>
    public static PlanTiming Lab { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMilliseconds(50));

    /// <summary>The timing for a connection: AWS's, unless it goes to an emulator.</summary>
    public static PlanTiming Of(AwsSession session) => session.IsLocal ? Lab : Aws;
}
