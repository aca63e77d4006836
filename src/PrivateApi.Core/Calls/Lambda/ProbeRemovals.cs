using PrivateApi.Aws.Session;
using PrivateApi.Provisioning;

namespace PrivateApi.Calls.Lambda;

/// <summary>What shows the probes to the network and endpoint commands.</summary>
internal static class ProbeRemovals
{
    public static IProbeRemoval On(AwsSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return new ProbeRemoval(session);
    }
}
