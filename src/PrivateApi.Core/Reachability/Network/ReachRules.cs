using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// Whether TCP gets from a caller to an interface of an endpoint, and back: all hops, so that every obstacle shows at once.
/// </summary>
internal static class ReachRules
{
    /// <summary>The port of every API.</summary>
    public const int Https = 443;

    /// <summary>The better of the address families that both sides have.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="caller">Who calls.</param>
    /// <param name="target">The interface, with the addresses that are called.</param>
    /// <param name="ipv6Doubt">Why it is not certain that its IPv6 addresses are called; null where it is.</param>
    public static NetworkTrace Judge(AccountSnapshot snapshot, Caller caller, InterfaceFact target, string? ipv6Doubt = null)
    {
        NetworkTrace? v4 = target.Address is { } four
            ? Judge(snapshot, caller, CallerAddresses.Of(caller, isV6: false), target, four)
            : null;
        NetworkTrace? v6 = target.Ipv6Address is [string six, ..]
            ? Doubted(
                Judge(snapshot, caller, CallerAddresses.Of(caller, isV6: true), target, six),
                ipv6Doubt ?? CallerAddresses.Ipv6Doubt(caller)
            )
            : null;
        if (v4 is null || v6 is null)
        {
            return v4 ?? v6 ?? NoCommonFamily(snapshot, caller, target);
        }

        return v6.State < v4.State ? v6 : v4;
    }

    // What is closed is closed, whether it is called or not.
    private static NetworkTrace? Doubted(NetworkTrace? trace, string? doubt) =>
        trace is not null && doubt is not null && trace.Route.State < Disposition.Unknown
            ? trace with
            {
                Route = Hop.Unknown(doubt),
            }
            : trace;

    private static NetworkTrace? Judge(
        AccountSnapshot snapshot,
        Caller caller,
        IReadOnlyList<string> sources,
        InterfaceFact target,
        string address
    )
    {
        if (caller.Kind == CallerKind.Internet)
        {
            return FromInternet(target, address);
        }

        if (sources.Count == 0)
        {
            return null;
        }

        Hop route = RangeHops.Judge(
            sources,
            RouteRules.Ranges(snapshot, target),
            source => RouteRules.Judge(snapshot, caller, source, target, address)
        );
        bool isInside = caller.IsInVpc && caller.SubnetId == target.SubnetId;
        Hop none = Hop.Absent("the caller is outside AWS");
        return new NetworkTrace
        {
            Interface = target,
            Address = address,
            Route = route,
            CallerEgress =
                !caller.IsInVpc ? none
                : caller.SecurityGroupIds is null
                    ? Hop.Absent("the caller's security groups are not known; name them with -SecurityGroupId")
                : SecurityGroupRules.Judge(
                    snapshot,
                    caller.SecurityGroupIds,
                    isEgress: true,
                    address,
                    Counting(snapshot, target.SecurityGroupIds, caller, target, route)
                ),

            // Traffic inside a subnet never meets its ACL.
            CallerNetworkAcl =
                !caller.IsInVpc ? none
                : isInside ? Inside(target)
                : Acl(snapshot, caller.SubnetId, caller.VpcId!, isCallerSide: true, address),
            EndpointNetworkAcl = isInside
                ? Inside(target)
                : RangeHops.Judge(
                    sources,
                    (snapshot.Index.NetworkAcl(target.SubnetId, target.VpcId)?.Entries ?? []).Select(entry => entry.CidrBlock),
                    source => Acl(snapshot, target.SubnetId, target.VpcId, isCallerSide: false, source)
                ),
            EndpointIngress = RangeHops.Judge(
                sources,
                SecurityGroupRules.Ranges(snapshot, target.SecurityGroupIds),
                source =>
                    SecurityGroupRules.Judge(
                        snapshot,
                        target.SecurityGroupIds,
                        isEgress: false,
                        source,
                        caller.IsInVpc ? Counting(snapshot, caller.SecurityGroupIds, caller, target, route) : []
                    )
            ),
        };
    }

    private static NetworkTrace FromInternet(InterfaceFact target, string address)
    {
        Hop none = Hop.Absent("the caller is outside any VPC");
        return new NetworkTrace
        {
            Interface = target,
            Address = address,
            Route = Hop.Closed($"{address} is a private address: it cannot be reached from the internet"),
            CallerEgress = none,
            CallerNetworkAcl = none,
            EndpointNetworkAcl = none,
            EndpointIngress = none,
        };
    }

    /// <summary>
    /// The other side's groups that a rule may refer to: those of the same VPC, and of a VPC peered with it (VPC peering guide,
    /// "Update your security groups to reference peer security groups"). Over a transit gateway they do not count, since that
    /// has to be switched on there and is off by default.
    /// </summary>
    private static IReadOnlyList<string>? Counting(
        AccountSnapshot snapshot,
        IReadOnlyList<string>? groups,
        Caller caller,
        InterfaceFact target,
        Hop route
    ) =>
        caller.VpcId == target.VpcId
        || (
            route.State != Disposition.Closed
            && snapshot.Peerings.Any(item =>
                item.Status == "active" && item.VpcIds.Contains(caller.VpcId!) && item.VpcIds.Contains(target.VpcId)
            )
        )
            ? groups
            : [];

    private static Hop Inside(InterfaceFact target) =>
        Hop.Absent($"both sides are in {target.SubnetId}, and network ACLs do not apply within a subnet");

    private static Hop Acl(AccountSnapshot snapshot, string? subnetId, string vpcId, bool isCallerSide, string peer) =>
        subnetId is null ? Hop.Absent($"the caller's subnet in {vpcId} is not known; name it with -SubnetId")
        : snapshot.Index.NetworkAcl(subnetId, vpcId) is { } acl ? NetworkAclRules.Judge(acl, isCallerSide, peer)
        : Hop.Unknown(Unread.Says(snapshot, "NetworkAcl", "ec2:DescribeNetworkAcls", $"the network ACL of {subnetId}"));

    private static NetworkTrace NoCommonFamily(AccountSnapshot snapshot, Caller caller, InterfaceFact target)
    {
        string has = EndpointFamilies.Words(EndpointFamilies.Of([target]));
        InterfaceFact whole = snapshot.Index.Interface(target.Id) ?? target;
        string which =
            EndpointFamilies.Of([whole]) == EndpointFamilies.Of([target])
                ? $"{target.Id} has only {has} addresses"
                : $"the name answers {has} addresses alone, though {target.Id} has others";
        Hop closed = Hop.Closed(
            $"{which}, and {caller.Label} has no address of that family",
            snapshot.Endpoints.FirstOrDefault(item => item.InterfaceIds.Contains(target.Id)) is { } endpoint
                ? FamilyCommand(snapshot, endpoint, EndpointFamilies.Of([whole]))
                : null
        );
        Hop absent = Hop.Absent("the two sides have no address family in common");
        return new NetworkTrace
        {
            Interface = target,
            Address = target.AnyAddress ?? string.Empty,
            Route = closed,
            CallerEgress = absent,
            CallerNetworkAcl = absent,
            EndpointNetworkAcl = absent,
            EndpointIngress = absent,
            IsWithoutFamily = true,
        };
    }

    // A family is added where it is missing: at the interfaces, or in the records of the endpoint's names.
    private static CommandLine? FamilyCommand(AccountSnapshot snapshot, EndpointFact endpoint, AddressFamilies families) =>
        families != AddressFamilies.Both
            ? MayBeBoth(snapshot, endpoint)
                ? CommandLine.ForCmdlet("Set-PrivateApiEndpoint").With("VpcEndpointId", endpoint.Id).With("IpAddressType", "dualstack")
                : null
            : endpoint.DnsRecordIpType is null or "dualstack"
                ? null
                : CommandLine
                    .ForCmdlet("Edit-EC2VpcEndpoint")
                    .With("VpcEndpointId", endpoint.Id)
                    .With("DnsOptions_DnsRecordIpType", "dualstack");

    // PrivateLink guide, "IP address types": dualstack needs ranges of both families in all subnets, and an endpoint with IPv6 alone is in
    // subnets that have no IPv4.
    private static bool MayBeBoth(AccountSnapshot snapshot, EndpointFact endpoint)
    {
        SubnetFact[] subnets = [.. snapshot.Subnets.Where(subnet => endpoint.SubnetIds.Contains(subnet.Id))];
        return subnets.Length > 0
            && Array.TrueForAll(subnets, subnet => EndpointFamilies.OfRanges(subnet.CidrBlocks) == AddressFamilies.Both);
    }
}
