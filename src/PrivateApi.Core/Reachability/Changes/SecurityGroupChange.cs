using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Network;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds rules to a security group.</summary>
/// <param name="GroupId">The group.</param>
/// <param name="IsEgress">True for connections that leave.</param>
/// <param name="Peer">The other side: the id of a security group, an address or a range.</param>
/// <param name="Traffic">What is let through.</param>
internal sealed record SecurityGroupChange(string GroupId, bool IsEgress, string Peer, IReadOnlyList<Traffic> Traffic) : Change
{
    public override ChangeKind Kind => ChangeKind.SecurityGroupRule;

    public override string Target => GroupId;

    public override string Description =>
        $"Let {GroupId} {(IsEgress ? "connect to" : "accept connections from")} {Words} on {string.Join(" and ", Traffic)}";

    public override string Opens =>
        $"{string.Join(" and ", Traffic)} {(IsEgress ? "from" : "to")} members of {GroupId} {(IsEgress ? "to" : "from")} {Words}";

    public override int Width => IsGroup ? 0 : AddressRanges.HostBits(AddressRanges.AsCidr(Peer));

    private bool IsGroup => Peer.StartsWith("sg-", StringComparison.Ordinal);

    private string Words => IsGroup ? $"members of {Peer}" : AddressRanges.AsCidr(Peer);

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet(IsEgress ? "Grant-EC2SecurityGroupEgress" : "Grant-EC2SecurityGroupIngress")
            .With("GroupId", GroupId)
            .With(
                "IpPermission",
                CommandValue.List(
                    Traffic.Select(item =>
                        CommandValue.Table(("IpProtocol", item.Protocol), ("FromPort", item.Port), ("ToPort", item.Port), Range())
                    )
                )
            );

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            SecurityGroups = Replace(
                snapshot.SecurityGroups,
                group => group.Id == GroupId,
                group => group with { Rules = [.. group.Rules, .. Traffic.Select(Rule)] }
            ),
        };

    private SecurityGroupRuleFact Rule(Traffic traffic) =>
        new()
        {
            Id = "new",
            IsEgress = IsEgress,
            Protocol = traffic.Protocol,
            FromPort = traffic.Port,
            ToPort = traffic.Port,
            CidrBlock = IsGroup ? null : AddressRanges.AsCidr(Peer),
            ReferencedGroupId = IsGroup ? Peer : null,
        };

    private (string Key, CommandValue Value) Range() =>
        IsGroup ? ("UserIdGroupPairs", CommandValue.List(CommandValue.Table(("GroupId", Peer))))
        : Peer.Contains(':', StringComparison.Ordinal)
            ? ("Ipv6Ranges", CommandValue.List(CommandValue.Table(("CidrIpv6", AddressRanges.AsCidr(Peer)))))
        : ("Ipv4Ranges", CommandValue.List(CommandValue.Table(("CidrIp", AddressRanges.AsCidr(Peer)))));
}
