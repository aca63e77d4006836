using System.Net;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Elastic IP addresses.</summary>
internal static class AddressActions
{
    private static readonly Ec2Filters<LabElasticAddress> Filters = new()
    {
        ["allocation-id"] = address => [address.Id],
        ["association-id"] = address => [address.AssociationId],
        ["domain"] = _ => ["vpc"],
        ["instance-id"] = _ => [],
        ["network-border-group"] = _ => [],
        ["network-interface-id"] = address => [address.NetworkInterfaceId],
        ["network-interface-owner-id"] = address => [address.NetworkInterfaceId is null ? null : address.OwnerId],
        ["private-ip-address"] = address => [address.PrivateIpAddress],
        ["public-ip"] = address => [address.PublicIp],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["AllocateAddress"] = AllocateAddress,
            ["ReleaseAddress"] = ReleaseAddress,
            ["DescribeAddresses"] = DescribeAddresses,
            ["DescribeAddressesAttribute"] = DescribeAddressesAttribute,
        };

    private static IEnumerable<XElement?> AllocateAddress(Ec2Call call)
    {
        HashSet<string> taken = call.State.Addresses.Values.Select(address => address.PublicIp).ToHashSet(StringComparer.Ordinal);
        IPNetwork pool = IPNetwork.Parse("203.0.113.0/24");
        string? free = Enumerable
            .Range(1, 254)
            .Select(offset => pool.At((UInt128)offset))
            .FirstOrDefault(address => !taken.Contains(address));
        if (free is null)
        {
            throw new AwsFault(400, "AddressLimitExceeded", "The maximum number of addresses has been reached.");
        }

        LabElasticAddress made = Ec2Tags.Apply(call, new LabElasticAddress(call.NewId("eipalloc"), call.AccountId) { PublicIp = free });
        call.State.Addresses.Add(made.Id, made);
        return
        [
            new XElement("publicIp", made.PublicIp),
            new XElement("domain", "vpc"),
            new XElement("allocationId", made.Id),
            new XElement("publicIpv4Pool", "amazon"),
            new XElement("networkBorderGroup", call.Region),
        ];
    }

    private static IEnumerable<XElement?> ReleaseAddress(Ec2Call call)
    {
        LabElasticAddress address = call["AllocationId"] is { } id
            ? Ec2Kind.Address.Find(call.State.Addresses, id)
            : call.State.Addresses.Values.FirstOrDefault(address => address.PublicIp == call.Required("PublicIp"))
                ?? throw NotFound(call["PublicIp"]!);
        if (address.AssociationId is not null)
        {
            throw new AwsFault(400, "InvalidIPAddress.InUse", $"Address {address.PublicIp} is in use.");
        }

        call.State.Addresses.Remove(address.Id);
        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeAddresses(Ec2Call call)
    {
        IReadOnlyDictionary<string, LabElasticAddress> all = call.State.Addresses;
        IReadOnlyList<string> publicIps = call.Form.List("PublicIp");
        if (publicIps.Count > 0)
        {
            all = publicIps
                .Distinct()
                .Select(publicIp =>
                    call.State.Addresses.Values.FirstOrDefault(address => address.PublicIp == publicIp) ?? throw NotFound(publicIp)
                )
                .ToDictionary(address => address.Id);
        }

        return Ec2Listing.Describe(call, "AllocationId", Ec2Kind.Address, all, Filters, "addressesSet", address => Render(call, address));
    }

    // No address has a reverse DNS record here.
    private static IEnumerable<XElement?> DescribeAddressesAttribute(Ec2Call call)
    {
        foreach (string id in call.Form.List("AllocationId"))
        {
            _ = Ec2Kind.Address.Find(call.State.Addresses, id);
        }

        return [new XElement("addressSet")];
    }

    private static AwsFault NotFound(string publicIp) => new(400, "InvalidAddress.NotFound", $"Address '{publicIp}' not found.");

    private static IEnumerable<XElement?> Render(Ec2Call call, LabElasticAddress address) =>
        [
            new XElement("publicIp", address.PublicIp),
            new XElement("allocationId", address.Id),
            new XElement("domain", "vpc"),
            Ec2Xml.Maybe("associationId", address.AssociationId),
            Ec2Xml.Maybe("networkInterfaceId", address.NetworkInterfaceId),
            address.NetworkInterfaceId is null ? null : new XElement("networkInterfaceOwnerId", address.OwnerId),
            Ec2Xml.Maybe("privateIpAddress", address.PrivateIpAddress),
            new XElement("publicIpv4Pool", "amazon"),
            new XElement("networkBorderGroup", call.Region),
            Ec2Xml.Tags(address),
        ];
}
