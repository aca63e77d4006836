using PrivateApi.Model;

namespace PrivateApi.Provisioning;

/// <summary>What goes with a removal, in words.</summary>
internal static class RemovalSurvey
{
    /// <summary>The probes in a VPC with what was created for them, a line each; empty for none.</summary>
    public static async Task<IReadOnlyList<string>> OfProbesAsync(IProbeRemoval probes, string vpcId, CancellationToken stop)
    {
        IReadOnlyList<ProbeFunction> found = await probes.ListAsync(vpcId, stop);
        return
        [
            .. found.Select(probe =>
                $"Function {probe.FunctionName} in {string.Join(", ", probe.SubnetId)}, which made calls, with its network interfaces"
            ),
            .. found
                .SelectMany(probe => probe.SecurityGroupId)
                .Distinct(StringComparer.Ordinal)
                .Select(id => $"Security group {id} of the functions, if it was created for them"),
            .. found.Count > 0 ? (string[])["The functions' role, if no function elsewhere in the Region has it"] : [],
        ];
    }
}
