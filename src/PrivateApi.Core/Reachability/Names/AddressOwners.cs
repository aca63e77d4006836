using PrivateApi.Facts;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability.Names;

/// <summary>
/// Whose an address is, seen from a caller: ranges of VPCs may overlap, and the same address is another interface in each
/// (VPC user guide, "VPC CIDR blocks"). The caller's own VPC comes before others, and of those the one its routes lead to.
/// </summary>
internal static class AddressOwners
{
    /// <summary>The answer whose addresses these are.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="caller">Who calls them.</param>
    /// <param name="addresses">The addresses.</param>
    /// <param name="words">Where they come from.</param>
    public static NameAnswer AnswerFor(AccountSnapshot snapshot, Caller caller, IReadOnlyList<string> addresses, string words)
    {
        IGrouping<string, InterfaceFact>[] places =
        [
            .. snapshot.NetworkInterfaces.Where(item => Has(item, addresses)).GroupBy(item => item.VpcId),
        ];
        IReadOnlyList<InterfaceFact> seen =
            (
                places.Length == 1
                    ? places[0]
                    : Array.Find(places, place => place.Key == caller.VpcId)
                        ?? Array.Find(places, place => IsReached(snapshot, caller, place.First()))
                        ?? places.FirstOrDefault()
            )?.ToArray() ?? [];
        return
            snapshot.Endpoints.FirstOrDefault(item => item.IsForApis && seen.Any(part => item.InterfaceIds.Contains(part.Id)))
                is { } endpoint
            ? new NameAnswer
            {
                Kind = NameAnswerKind.Endpoint,
                Endpoint = endpoint,
                Interfaces = [.. seen.Where(item => endpoint.InterfaceIds.Contains(item.Id)).Select(item => Only(item, addresses))],
                Evidence =
                    $"{words}, addresses of {endpoint.Id} "
                    + $"({string.Join(", ", seen.Where(item => endpoint.InterfaceIds.Contains(item.Id)).Select(item => item.Id))})",
            }
            : new NameAnswer
            {
                Kind = NameAnswerKind.Other,
                Evidence = $"{words}, which are not addresses of a known execute-api endpoint",
            };
    }

    // The name answers these addresses: an interface's others are not called.
    private static InterfaceFact Only(InterfaceFact item, IReadOnlyList<string> addresses) =>
        item with
        {
            Address = item.Address is { } own && addresses.Contains(own) ? own : null,
            Ipv6Address = [.. item.Ipv6Address.Where(addresses.Contains)],
        };

    private static bool Has(InterfaceFact item, IReadOnlyList<string> addresses) =>
        (item.Address is { } own && addresses.Contains(own)) || item.Ipv6Address.Any(address => addresses.Contains(address));

    private static bool IsReached(AccountSnapshot snapshot, Caller caller, InterfaceFact item) =>
        caller.IsInVpc && ReachRules.Judge(snapshot, caller, item).Route.State != Disposition.Closed;
}
