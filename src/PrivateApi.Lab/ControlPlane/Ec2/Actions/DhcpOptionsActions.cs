using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>DHCP options sets.</summary>
internal static class DhcpOptionsActions
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "domain-name",
        "domain-name-servers",
        "ntp-servers",
        "netbios-name-servers",
        "netbios-node-type",
        "ipv6-address-preferred-lease-time",
    };

    private static readonly Ec2Filters<LabDhcpOptions> Filters = new()
    {
        ["dhcp-options-id"] = options => [options.Id],
        ["key"] = options => options.Options.Select(option => option.Key),
        ["owner-id"] = options => [options.OwnerId],
        ["value"] = options => options.Options.SelectMany(option => option.Value),
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateDhcpOptions"] = CreateDhcpOptions,
            ["AssociateDhcpOptions"] = AssociateDhcpOptions,
            ["DescribeDhcpOptions"] = DescribeDhcpOptions,
            ["DeleteDhcpOptions"] = DeleteDhcpOptions,
        };

    private static IEnumerable<XElement?> CreateDhcpOptions(Ec2Call call)
    {
        List<KeyValuePair<string, IReadOnlyList<string>>> options = call
            .Form.Indexes("DhcpConfiguration")
            .Select(prefix => KeyValuePair.Create(call.Required(prefix + ".Key"), call.Form.List(prefix + ".Value")))
            .ToList();
        if (options.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter dhcpConfiguration");
        }

        foreach ((string key, IReadOnlyList<string> values) in options)
        {
            if (!Known.Contains(key) || values.Count == 0)
            {
                throw new AwsFault(
                    400,
                    "InvalidParameterValue",
                    $"Value ({key}) for parameter {(Known.Contains(key) ? "value" : "name")} is invalid. "
                        + $"{(Known.Contains(key) ? "It has no values." : "Unknown DHCP option")}"
                );
            }
        }

        LabDhcpOptions made = Ec2Tags.Apply(call, new LabDhcpOptions(call.NewId("dopt"), call.AccountId) { Options = options });
        call.State.DhcpOptions.Add(made.Id, made);
        return [new XElement("dhcpOptions", Render(made))];
    }

    private static IEnumerable<XElement?> AssociateDhcpOptions(Ec2Call call)
    {
        LabVpc vpc = call.Vpc();
        string id = call.Required("DhcpOptionsId");

        // "default" means none (API reference, AssociateDhcpOptions).
        vpc.DhcpOptionsId = id == "default" ? id : Ec2Kind.DhcpOptions.Find(call.State.DhcpOptions, id).Id;
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeDhcpOptions(Ec2Call call) =>
        Ec2Listing.Describe(call, "DhcpOptionsId", Ec2Kind.DhcpOptions, call.State.DhcpOptions, Filters, "dhcpOptionsSet", Render);

    private static IEnumerable<XElement?> DeleteDhcpOptions(Ec2Call call)
    {
        LabDhcpOptions options = Ec2Kind.DhcpOptions.Find(call.State.DhcpOptions, call.Required("DhcpOptionsId"));
        if (options.IsDefault || call.State.Vpcs.Values.Any(vpc => vpc.DhcpOptionsId == options.Id))
        {
            throw new AwsFault(400, "DependencyViolation", $"The dhcpOptions '{options.Id}' has dependencies and cannot be deleted.");
        }

        call.State.DhcpOptions.Remove(options.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> Render(LabDhcpOptions options) =>
        [
            new XElement("dhcpOptionsId", options.Id),
            new XElement("ownerId", options.OwnerId),
            Ec2Xml.Set(
                "dhcpConfigurationSet",
                options.Options.Select(option =>
                    new XElement?[]
                    {
                        new("key", option.Key),
                        Ec2Xml.Set("valueSet", option.Value.Select(value => new XElement?[] { new("value", value) })),
                    }
                )
            ),
            Ec2Xml.Tags(options),
        ];
}
