using System.Globalization;
using PrivateApi.Facts;
using PrivateApi.Reachability.Changes;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Network;

/// <summary>
/// What network ACLs let through: the matching entry with the lowest number decides, each direction for itself, since
/// ACLs remember nothing (Amazon VPC user guide, "Network ACL rules"). The answer goes to an ephemeral port of the caller.
/// </summary>
internal static class NetworkAclRules
{
    /// <summary>
    /// The ports that Linux takes its own from (VPC user guide, "Ephemeral ports"). Callers of another kind take others: Windows
    /// 49152-65535, Lambda by that page 1024-65535, of which these are a part.
    /// </summary>
    public const int FirstEphemeral = 32768;

    /// <inheritdoc cref="FirstEphemeral"/>
    public const int LastEphemeral = 61000;

    /// <summary>The number that the closing deny of every ACL has on the wire.</summary>
    private const int ClosingRule = 32767;

    /// <summary>Whether request and answer pass an ACL.</summary>
    /// <param name="acl">The ACL.</param>
    /// <param name="isCallerSide">True on the caller's subnet, where the request leaves; false on the endpoint's, where it enters.</param>
    /// <param name="peer">The address of the other side, or a range that no entry divides.</param>
    public static Hop Judge(NetworkAclFact acl, bool isCallerSide, string peer)
    {
        NetworkAclEntryFact? request = Deciding(acl, isCallerSide, peer, ReachRules.Https);
        string there = isCallerSide ? $"out to {peer}" : $"in from {peer}",
            back = isCallerSide ? $"in from {peer}" : $"out to {peer}";
        if (request is not { IsAllow: true })
        {
            return Hop.Closed($"{acl.Id} {Rule(request)} denies TCP 443 {there}", Remedy.Together(Opening(acl, isCallerSide, peer)));
        }

        (int open, NetworkAclEntryFact? decides) = Ephemeral(acl, !isCallerSide, peer);
        string evidence = $"{acl.Id} {Rule(request)} allows TCP 443 {there}";
        return open switch
        {
            0 => Hop.Closed(
                $"{evidence}, but {Rule(decides)} denies the answer {back} to ports {FirstEphemeral}-{LastEphemeral}",
                Remedy.Together(Opening(acl, isCallerSide, peer))
            ),
            LastEphemeral - FirstEphemeral + 1 => Hop.Open($"{evidence}; {Rule(decides)} allows the answer {back}"),
            _ => new Hop(
                Disposition.Narrow,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{evidence}, but the answer {back} gets through to only {open} of the {LastEphemeral - FirstEphemeral + 1} "
                        + $"ports {FirstEphemeral}-{LastEphemeral}, so some calls will fail"
                ),
                Remedy.Together(Opening(acl, isCallerSide, peer))
            ),
        };
    }

    /// <summary>The entry that decides about TCP to a port; null when none matches, which denies.</summary>
    public static NetworkAclEntryFact? Deciding(NetworkAclFact acl, bool isEgress, string peerAddress, int port)
    {
        NetworkAclEntryFact? found = null;
        foreach (NetworkAclEntryFact entry in acl.Entries)
        {
            if (
                entry.IsEgress == isEgress
                && (found is null || entry.RuleNumber < found.RuleNumber)
                && (
                    entry.Protocol == "-1"
                    || (entry.Protocol == "6" && (entry.FromPort is null || (entry.FromPort <= port && port <= entry.ToPort)))
                )
                && AddressRanges.Contains(entry.CidrBlock, peerAddress)
            )
            {
                found = entry;
            }
        }

        return found;
    }

    /// <summary>Whether an entry on a caller's side is about a call: its request out, or the answer in.</summary>
    public static bool Concerns(NetworkAclEntryFact entry)
    {
        (int first, int last) = entry.IsEgress ? (ReachRules.Https, ReachRules.Https) : (FirstEphemeral, LastEphemeral);
        return entry.Protocol == "-1"
            || (entry.Protocol == "6" && (entry.FromPort is null || (entry.FromPort <= last && first <= entry.ToPort)));
    }

    /// <summary>How many ephemeral ports are open, and the entry that decides about most of those that matter.</summary>
    private static (int Open, NetworkAclEntryFact? Decides) Ephemeral(NetworkAclFact acl, bool isEgress, string peer)
    {
        SortedSet<int> starts = [FirstEphemeral];
        foreach (NetworkAclEntryFact entry in acl.Entries)
        {
            foreach (int? bound in (int?[])[entry.FromPort, entry.ToPort + 1])
            {
                if (bound is > FirstEphemeral and <= LastEphemeral)
                {
                    starts.Add(bound.Value);
                }
            }
        }

        int[] bounds = [.. starts, LastEphemeral + 1];
        int open = 0;
        NetworkAclEntryFact? allows = null,
            denies = null;
        for (int i = 0; i < bounds.Length - 1; i++)
        {
            NetworkAclEntryFact? entry = Deciding(acl, isEgress, peer, bounds[i]);
            if (entry is { IsAllow: true })
            {
                open += bounds[i + 1] - bounds[i];
                allows ??= entry;
            }
            else
            {
                denies ??= entry;
            }
        }

        return (open, open == LastEphemeral - FirstEphemeral + 1 ? allows : denies);
    }

    private static string Rule(NetworkAclEntryFact? entry) =>
        entry switch
        {
            null or { RuleNumber: ClosingRule } => "rule *",
            _ => string.Create(CultureInfo.InvariantCulture, $"rule {entry.RuleNumber}"),
        };

    /// <summary>The entries that let request and answer pass, as far as they do not yet.</summary>
    private static IEnumerable<NetworkAclChange> Opening(NetworkAclFact acl, bool isCallerSide, string peer)
    {
        NetworkAclEntryFact? request = Deciding(acl, isCallerSide, peer, ReachRules.Https);
        if (request is not { IsAllow: true })
        {
            yield return Entry(acl, request, isCallerSide, peer, ReachRules.Https, ReachRules.Https);
        }

        (int open, NetworkAclEntryFact? decides) = Ephemeral(acl, !isCallerSide, peer);
        if (open <= LastEphemeral - FirstEphemeral)
        {
            yield return Entry(acl, decides, !isCallerSide, peer, 1024, 65535);
        }
    }

    // Before the entry that denies, since the lowest number decides, and where no other entry is.
    private static NetworkAclChange Entry(NetworkAclFact acl, NetworkAclEntryFact? denies, bool isEgress, string peer, int from, int to)
    {
        HashSet<int> taken = [.. acl.Entries.Where(entry => entry.IsEgress == isEgress).Select(entry => entry.RuleNumber)];
        int number = Math.Min(denies?.RuleNumber ?? ClosingRule, 101) - 1;
        while (number > 1 && taken.Contains(number))
        {
            number--;
        }

        return new NetworkAclChange(
            acl.Id,
            new NetworkAclEntryFact
            {
                RuleNumber = Math.Max(1, number),
                IsEgress = isEgress,
                Protocol = "6",
                IsAllow = true,
                CidrBlock = AddressRanges.AsCidr(peer),
                FromPort = from,
                ToPort = to,
            },
            taken
        );
    }
}
