using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Tags of any resource.</summary>
internal static class TagActions
{
    private static readonly Ec2Kind[] Kinds =
    [
        Ec2Kind.Vpc,
        Ec2Kind.Subnet,
        Ec2Kind.SecurityGroup,
        Ec2Kind.SecurityGroupRule,
        Ec2Kind.NetworkInterface,
        Ec2Kind.NetworkAcl,
        Ec2Kind.RouteTable,
        Ec2Kind.InternetGateway,
        Ec2Kind.NatGateway,
        Ec2Kind.Address,
        Ec2Kind.PeeringConnection,
        Ec2Kind.VpcEndpoint,
        Ec2Kind.PrefixList,
        Ec2Kind.DhcpOptions,
        Ec2Kind.TransitGatewayAttachment,
        Ec2Kind.TransitGatewayRouteTable,
        Ec2Kind.TransitGateway,
        Ec2Kind.EgressOnlyInternetGateway,
        Ec2Kind.VpnGateway,
        Ec2Kind.CustomerGateway,
        Ec2Kind.VpnConnection,
    ];

    private static readonly Ec2Filters<TagRow> Filters = new()
    {
        ["key"] = row => [row.Key],
        ["resource-id"] = row => [row.Resource.Id],
        ["resource-type"] = row => [row.Resource.ResourceType],
        ["value"] = row => [row.Value],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler>
        {
            ["CreateTags"] = CreateTags,
            ["DeleteTags"] = DeleteTags,
            ["DescribeTags"] = DescribeTags,
        };

    private static IEnumerable<XElement?> CreateTags(Ec2Call call)
    {
        List<LabResource> resources = Resources(call);
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach ((string key, string value) in Ec2Tags.Read(call, "Tag"))
        {
            tags[key] = value;
        }

        if (tags.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter tagSet");
        }

        foreach (LabResource resource in resources)
        {
            Ec2Tags.CheckCount(resource.Tags.Keys.Union(tags.Keys).Count());
        }

        foreach (LabResource resource in resources)
        {
            Ec2Tags.Put(resource, tags);
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DeleteTags(Ec2Call call)
    {
        List<LabResource> resources = Resources(call);
        IReadOnlyList<string> prefixes = call.Form.Indexes("Tag");
        foreach (LabResource resource in resources)
        {
            if (prefixes.Count == 0)
            {
                resource.Tags.Clear();
            }

            // A given value must be the tag's; without one the key is enough.
            foreach (string prefix in prefixes)
            {
                string key = call.Required(prefix + ".Key");
                if (call[prefix + ".Value"] is not { } value || (resource.Tags.TryGetValue(key, out string? present) && present == value))
                {
                    resource.Tags.Remove(key);
                }
            }
        }

        return Ec2Xml.True;
    }

    private static IEnumerable<XElement?> DescribeTags(Ec2Call call)
    {
        Ec2Filters<TagRow> filters = Filters;
        foreach (string prefix in call.Form.Indexes("Filter"))
        {
            string name = call.Required(prefix + ".Name");
            if (name.StartsWith("tag:", StringComparison.Ordinal))
            {
                filters = filters == Filters ? With(Filters) : filters;
                filters[name] = row => [row.Key == name["tag:".Length..] ? row.Value : null];
            }
        }

        IEnumerable<TagRow> rows = call.State.Resources.SelectMany(resource =>
            resource.Tags.Select(tag => new TagRow(resource, tag.Key, tag.Value))
        );
        return Ec2Listing.Page(
            call,
            filters.Apply(call, rows),
            "tagSet",
            row =>
                [
                    new XElement("resourceId", row.Resource.Id),
                    new XElement("resourceType", row.Resource.ResourceType),
                    new XElement("key", row.Key),
                    new XElement("value", row.Value),
                ]
        );
    }

    private static Ec2Filters<TagRow> With(Ec2Filters<TagRow> filters)
    {
        Ec2Filters<TagRow> copy = new();
        foreach ((string name, Func<TagRow, IEnumerable<string?>> look) in filters)
        {
            copy[name] = look;
        }

        return copy;
    }

    private static List<LabResource> Resources(Ec2Call call)
    {
        IReadOnlyList<string> ids = call.Form.List("ResourceId");
        if (ids.Count == 0)
        {
            throw new AwsFault(400, "MissingParameter", "The request must contain the parameter resourceIdSet");
        }

        Dictionary<string, LabResource> all = call.State.Resources.ToDictionary(resource => resource.Id, StringComparer.Ordinal);
        return ids.Select(id =>
                Kinds.FirstOrDefault(kind => id.StartsWith(kind.Prefix + "-", StringComparison.Ordinal)) is { } kind
                    ? kind.Find(all, id)
                    : throw new AwsFault(400, "InvalidID", $"The ID '{id}' is not valid")
            )
            .ToList();
    }

    private sealed record TagRow(LabResource Resource, string Key, string Value);
}
