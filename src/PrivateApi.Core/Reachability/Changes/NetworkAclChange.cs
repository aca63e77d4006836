using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds an entry to a network ACL, under a number that is free.</summary>
/// <param name="NetworkAclId">The ACL.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Taken">Numbers of the entries that the ACL has for that direction.</param>
internal sealed record NetworkAclChange(string NetworkAclId, NetworkAclEntryFact Entry, IReadOnlySet<int> Taken) : Change
{
    /// <summary>A set of changes in which entries of one ACL have numbers of their own: each the next lower one that is free.</summary>
    public static Change[] Numbered(Change[] set)
    {
        HashSet<(string, bool, int)> used = [];
        return [.. set.Select(change => change is NetworkAclChange entry ? entry.Numbered(used) : change)];
    }

    public override ChangeKind Kind => ChangeKind.NetworkAclEntry;

    public override string Target => NetworkAclId;

    public override string Description =>
        $"Let {NetworkAclId} pass TCP {Ports} {(Entry.IsEgress ? "out to" : "in from")} {Entry.CidrBlock}, as rule {Entry.RuleNumber}";

    public override string Opens =>
        $"TCP {Ports} {(Entry.IsEgress ? "out to" : "in from")} {Entry.CidrBlock} for the subnets of {NetworkAclId}";

    public override int Width => AddressRanges.HostBits(Entry.CidrBlock);

    private string Ports => Entry.FromPort == Entry.ToPort ? $"{Entry.FromPort}" : $"{Entry.FromPort}-{Entry.ToPort}";

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("New-EC2NetworkAclEntry")
            .With("NetworkAclId", NetworkAclId)
            .With("RuleNumber", Entry.RuleNumber)
            .With("Egress", Entry.IsEgress)
            .With("Protocol", 6)
            .With("PortRange_From", Entry.FromPort!.Value)
            .With("PortRange_To", Entry.ToPort!.Value)
            .With(Entry.CidrBlock.Contains(':', StringComparison.Ordinal) ? "Ipv6CidrBlock" : "CidrBlock", Entry.CidrBlock)
            .With("RuleAction", "allow");

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            NetworkAcls = Replace(
                snapshot.NetworkAcls,
                acl => acl.Id == NetworkAclId,
                acl => acl with { Entries = [.. acl.Entries, Entry] }
            ),
        };

    private NetworkAclChange Numbered(HashSet<(string, bool, int)> used)
    {
        int number = Entry.RuleNumber;
        while (number > 1 && (Taken.Contains(number) || !used.Add((NetworkAclId, Entry.IsEgress, number))))
        {
            number--;
        }

        return number == Entry.RuleNumber ? this : this with { Entry = Entry with { RuleNumber = number } };
    }
}
