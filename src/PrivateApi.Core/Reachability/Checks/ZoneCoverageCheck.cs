using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// An endpoint serves all zones of its VPC from those it has interfaces in, across zones for the rest (PrivateLink guide,
/// "Subnets and Availability Zones").
/// </summary>
internal sealed class ZoneCoverageCheck : IPathCheck
{
    public CheckName Name => CheckName.ZoneCoverage;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Endpoint is not { } endpoint)
        {
            return Finding.NotApplicable("there is no endpoint to check");
        }

        if (endpoint.InterfaceIds.Count == 0)
        {
            return Finding.NotApplicable($"{endpoint.Id} has no network interface");
        }

        InterfaceFact[] read = [.. endpoint.InterfaceIds.Select(evaluation.Snapshot.Index.Interface).OfType<InterfaceFact>()];
        if (read.Length < endpoint.InterfaceIds.Count)
        {
            return Finding.Skipped(
                Unread.Interface(
                    evaluation.Snapshot,
                    read.Length == 0
                        ? $"the network interfaces of {endpoint.Id}"
                        : string.Join(", ", endpoint.InterfaceIds.Except(read.Select(item => item.Id)))
                )
            );
        }

        string[] zones = [.. read.Select(item => item.Zone).Distinct().Order(StringComparer.Ordinal)];
        if (
            evaluation is { Way: null, Call.Caller: { IsInVpc: true, Zone: { } zone } }
            && evaluation.Call.Caller.VpcId == endpoint.VpcId
            && !zones.Contains(zone)
        )
        {
            return Finding.Warning(
                $"{endpoint.Id} has no network interface in {zone}, where the caller is: "
                    + $"its calls cross zones to {string.Join(", ", zones)}, which costs data transfer in both directions and makes "
                    + "them depend on other zones",
                Add(evaluation, endpoint, item => item.Zone == zone)
            );
        }

        return zones.Length == 1
            ? Finding.Warning(
                $"{endpoint.Id} has network interfaces only in {zones[0]}: calls from other zones cross zones and pay "
                    + "for data transfer, and all calls fail if that zone fails",
                Add(evaluation, endpoint, item => item.Zone != zones[0])
            )
            : Finding.Passed($"{endpoint.Id} has network interfaces in {string.Join(", ", zones)}");
    }

    // The caller's own subnet where it would do, else the only one that would; several are the reader's to choose from.
    private static CommandLine? Add(EvaluationContext evaluation, EndpointFact endpoint, Func<SubnetFact, bool> isWanted)
    {
        SubnetFact[] fit =
        [
            .. evaluation.Snapshot.Subnets.Where(item =>
                item.VpcId == endpoint.VpcId
                && isWanted(item)
                && EndpointFamilies.Suits(endpoint.IpAddressType, EndpointFamilies.OfRanges(item.CidrBlocks))
            ),
        ];
        SubnetFact? chosen = Array.Find(fit, item => item.Id == evaluation.Call.Caller.SubnetId) ?? (fit is [var only] ? only : null);
        return chosen is null
            ? null
            : CommandLine
                .ForCmdlet("Set-PrivateApiEndpoint")
                .With("VpcEndpointId", endpoint.Id)
                .With("SubnetId", endpoint.SubnetIds.Append(chosen.Id));
    }
}
