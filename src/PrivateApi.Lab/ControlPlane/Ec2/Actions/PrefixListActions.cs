using System.Globalization;
using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Prefix lists, AWS's and customers'.</summary>
internal static class PrefixListActions
{
    private static readonly Ec2Filters<LabPrefixList> Filters = new()
    {
        ["owner-id"] = list => [list.OwnerId],
        ["prefix-list-id"] = list => [list.Id],
        ["prefix-list-name"] = list => [list.Name],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["DescribePrefixLists"] = DescribePrefixLists,
            ["DescribeManagedPrefixLists"] = DescribeManagedPrefixLists,
            ["GetManagedPrefixListEntries"] = GetManagedPrefixListEntries,
            ["CreateManagedPrefixList"] = CreateManagedPrefixList,
            ["ModifyManagedPrefixList"] = ModifyManagedPrefixList,
            ["DeleteManagedPrefixList"] = DeleteManagedPrefixList,
        };

    private static LabPrefixList Find(Ec2Call call) => Ec2Kind.PrefixList.Find(call.State.PrefixLists, call.Required("PrefixListId"));

    // The older call shows only AWS's lists, and only IPv4 ones.
    private static IEnumerable<XElement?> DescribePrefixLists(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "PrefixListId",
            Ec2Kind.PrefixList,
            call.State.PrefixLists.Values.Where(list => list.IsAws && list.AddressFamily == "IPv4").ToDictionary(list => list.Id),
            Filters,
            "prefixListSet",
            list =>
                [
                    new XElement("prefixListId", list.Id),
                    new XElement("prefixListName", list.Name),
                    Ec2Xml.Values("cidrSet", list.Entries.Select(entry => entry.Cidr)),
                ],
            least: 1
        );

    private static IEnumerable<XElement?> DescribeManagedPrefixLists(Ec2Call call) =>
        Ec2Listing.Describe(
            call,
            "PrefixListId",
            Ec2Kind.PrefixList,
            call.State.PrefixLists,
            Filters,
            "prefixListSet",
            list => Render(call, list, "complete"),
            least: 1
        );

    private static IEnumerable<XElement?> GetManagedPrefixListEntries(Ec2Call call)
    {
        LabPrefixList list = Find(call);
        IReadOnlyList<LabPrefixListEntry> entries = list.Entries;
        if (call.Form.Integer("TargetVersion") is { } version && version != list.Version)
        {
            entries = list.History.TryGetValue(version, out IReadOnlyList<LabPrefixListEntry>? earlier)
                ? earlier
                : throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"The prefix list version {version} does not exist for the prefix list {list.Id}"
                );
        }

        return Ec2Listing.Page(
            call,
            entries,
            "entrySet",
            entry => [new XElement("cidr", entry.Cidr), Ec2Xml.Maybe("description", entry.Description)]
        );
    }

    private static IEnumerable<XElement?> CreateManagedPrefixList(Ec2Call call)
    {
        LabPrefixList made = call.Once(call.State.PrefixLists, () => Create(call));
        return [new XElement("prefixList", Render(call, made, "in-progress"))];
    }

    private static LabPrefixList Create(Ec2Call call)
    {
        string name = call.Required("PrefixListName");
        if (name.StartsWith("com.amazonaws", StringComparison.Ordinal))
        {
            throw new AwsFault(400, "InvalidParameterValue", "The prefix list name cannot start with com.amazonaws");
        }

        string family = call.Required("AddressFamily");
        if (family is not "IPv4" and not "IPv6")
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ({family}) for parameter addressFamily is invalid. Allowed values: IPv4, IPv6"
            );
        }

        int most =
            call.Form.Integer("MaxEntries")
            ?? throw new AwsFault(400, "MissingParameter", "The request must contain the parameter MaxEntries");
        List<LabPrefixListEntry> entries = Entries(call, "Entry", family);
        CheckCount(entries.Count, most);
        LabPrefixList made = Ec2Tags.Apply(
            call,
            new LabPrefixList(call.NewId("pl"), call.AccountId)
            {
                Name = name,
                AddressFamily = family,
                MaxEntries = most,
                Version = 1,
            }
        );
        made.Entries = entries;
        call.State.PrefixLists.Add(made.Id, made);
        return made;
    }

    private static IEnumerable<XElement?> ModifyManagedPrefixList(Ec2Call call)
    {
        LabPrefixList list = Owned(call);
        List<LabPrefixListEntry> added = Entries(call, "AddEntry", list.AddressFamily);
        HashSet<string> removed = Entries(call, "RemoveEntry", list.AddressFamily)
            .Select(entry => entry.Cidr)
            .ToHashSet(StringComparer.Ordinal);
        if ((added.Count > 0 || removed.Count > 0) && call.Form.Integer("CurrentVersion") != list.Version)
        {
            throw new AwsFault(400, "PrefixListVersionMismatch", "The prefix list has the incorrect version number.");
        }

        int most = call.Form.Integer("MaxEntries") ?? list.MaxEntries ?? 0;
        List<LabPrefixListEntry> entries =
        [
            .. list.Entries.Where(entry => !removed.Contains(entry.Cidr) && !added.Exists(other => other.Cidr == entry.Cidr)),
            .. added,
        ];
        CheckCount(entries.Count, most);
        if (added.Count > 0 || removed.Count > 0)
        {
            list.History.Set(list.Version ?? 0, list.Entries);
            list.Entries = entries;
            list.Version++;
        }

        list.MaxEntries = most;
        list.Name = call["PrefixListName"] ?? list.Name;
        list.LastChange = "modify";
        return [new XElement("prefixList", Render(call, list, "in-progress"))];
    }

    private static IEnumerable<XElement?> DeleteManagedPrefixList(Ec2Call call)
    {
        LabPrefixList list = Owned(call);
        bool used =
            call.State.SecurityGroups.Values.Any(group => group.Rules.Exists(rule => rule.PrefixListId == list.Id))
            || call.State.RouteTables.Values.Any(table => table.Routes.Exists(route => route.DestinationPrefixListId == list.Id));
        if (used)
        {
            throw new AwsFault(400, "DependencyViolation", $"The prefix list '{list.Id}' has dependencies and cannot be deleted.");
        }

        call.State.PrefixLists.Remove(list.Id);
        list.LastChange = "delete";
        return [new XElement("prefixList", Render(call, list, "in-progress"))];
    }

    private static LabPrefixList Owned(Ec2Call call)
    {
        LabPrefixList list = Find(call);
        return list.IsAws
            ? throw new AwsFault(400, "OperationNotPermitted", $"The prefix list {list.Id} is managed by AWS and cannot be changed.")
            : list;
    }

    private static List<LabPrefixListEntry> Entries(Ec2Call call, string name, string family) =>
        call
            .Form.Indexes(name)
            .Select(prefix =>
            {
                string text = call.Required(prefix + ".Cidr");
                IPNetwork cidr = Ec2Cidr.Read(text, "cidr");
                return cidr.IsV6 == (family == "IPv6")
                    ? new LabPrefixListEntry(cidr.ToString(), call[prefix + ".Description"])
                    : throw new AwsFault(400, "InvalidParameterValue", $"The CIDR {text} is not of the address family {family}");
            })
            .ToList();

    private static void CheckCount(int count, int most)
    {
        if (most < 1 || count > most)
        {
            throw new AwsFault(
                400,
                "PrefixListMaxEntriesExceeded",
                $"You've reached the maximum number of entries for the prefix list: {most}"
            );
        }
    }

    private static IEnumerable<XElement?> Render(Ec2Call call, LabPrefixList list, string progress) =>
        [
            new XElement("prefixListId", list.Id),
            new XElement("prefixListName", list.Name),
            new XElement("addressFamily", list.AddressFamily),
            new XElement("state", $"{list.LastChange}-{progress}"),
            new XElement(
                "prefixListArn",
                $"arn:{call.State.Partition}:ec2:{call.Region}:{(list.IsAws ? "aws" : list.OwnerId)}:prefix-list/{list.Id}"
            ),
            Ec2Xml.Maybe("maxEntries", list.MaxEntries?.ToString(CultureInfo.InvariantCulture)),
            Ec2Xml.Maybe("version", list.Version?.ToString(CultureInfo.InvariantCulture)),
            Ec2Xml.Tags(list),
            new XElement("ownerId", list.OwnerId),
        ];
}
