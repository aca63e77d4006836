using PrivateApi.Aws.Session;
using PrivateApi.Provisioning;

namespace PrivateApi.Calls.Lambda;

/// <summary>Where the network and endpoint commands get their view of the probes from.</summary>
internal static class ProbeRemovals
{
    public static IProbeRemoval On(AwsSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new ProbeRemoval(session);
    }
}
