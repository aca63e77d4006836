using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2.Actions;

/// <summary>Services that endpoints can lead to.</summary>
internal static class EndpointServiceActions
{
    private static readonly Ec2Filters<LabEndpointService> Filters = new()
    {
        ["owner"] = _ => ["amazon"],
        ["service-name"] = service => [service.Name],
        ["service-type"] = service => [service.Type],
        ["supported-ip-address-types"] = _ => ["ipv4", "ipv6"],
        ["tag-key"] = _ => [],
    };

    public static IReadOnlyDictionary<string, Ec2Handler> Table { get; } =
        new Dictionary<string, Ec2Handler> { ["DescribeVpcEndpointServices"] = DescribeVpcEndpointServices };

    private static IEnumerable<XElement?> DescribeVpcEndpointServices(Ec2Call call)
    {
        List<LabEndpointService> all = EndpointServices.List(call.State).ToList();
        IReadOnlyList<string> names = call.Form.List("ServiceName");
        if (names.FirstOrDefault(name => !all.Exists(service => service.Name == name)) is { } unknown)
        {
            throw NotFound(unknown);
        }

        Ec2Filters<LabEndpointService> filters = new() { ["service-region"] = _ => [call.Region] };
        foreach ((string name, Func<LabEndpointService, IEnumerable<string?>> look) in Filters)
        {
            filters[name] = look;
        }

        List<LabEndpointService> shown = filters
            .Apply(call, all.Where(service => names.Count == 0 || names.Contains(service.Name)))
            .ToList();
        return
        [
            Ec2Xml.Values("serviceNameSet", shown.Select(service => service.Name).Distinct().Order(StringComparer.Ordinal)),
            .. Ec2Listing.Page(call, shown, "serviceDetailSet", service => Render(call, service)),
        ];
    }

    public static AwsFault NotFound(string name) => new(400, "InvalidServiceName", $"The Vpc Endpoint Service '{name}' does not exist");

    private static IEnumerable<XElement?> Render(Ec2Call call, LabEndpointService service) =>
        [
            new XElement("serviceName", service.Name),
            new XElement("serviceId", service.ServiceId),
            Ec2Xml.Set(
                "serviceType",
                [
                    [new XElement("serviceType", service.Type)],
                ]
            ),
            new XElement("serviceRegion", call.Region),
            Ec2Xml.Values("availabilityZoneSet", service.Zones.Select(zone => zone.Name)),
            Ec2Xml.Values("availabilityZoneIdSet", service.Zones.Select(zone => zone.Id)),
            new XElement("owner", "amazon"),
            Ec2Xml.Values("baseEndpointDnsNameSet", [service.BaseName]),
            // Which of several names is returned alone is assumed.
            Ec2Xml.Maybe("privateDnsName", service.PrivateDnsNames.Count > 0 ? service.PrivateDnsNames[^1] : null),
            service.PrivateDnsNames.Count == 0
                ? null
                : Ec2Xml.Set("privateDnsNameSet", service.PrivateDnsNames.Select(name => new XElement?[] { new("privateDnsName", name) })),
            service.PrivateDnsNames.Count == 0 ? null : new XElement("privateDnsNameVerificationState", "verified"),
            new XElement("vpcEndpointPolicySupported", true),
            new XElement("acceptanceRequired", false),
            new XElement("managesVpcEndpoints", false),
            new XElement("tagSet"),
            Ec2Xml.Values("supportedIpAddressTypeSet", service.Type == "Interface" ? ["ipv4", "ipv6"] : ["ipv4"]),
        ];
}
