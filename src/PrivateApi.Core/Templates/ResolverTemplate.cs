using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>Resolver endpoints with the rules that forward through them.</summary>
internal sealed class ResolverTemplate(CloudTemplate template, References references, Setup setup, IProgress<ProgressEvent> progress)
{
    public static void Name(LogicalIds ids, ResolverSetup resolver)
    {
        ids.Give("Resolver", resolver.Endpoint.Name, resolver.Endpoint.Id);
        foreach (ResolverRuleSetup rule in resolver.Rules)
        {
            ids.Give("ResolverRule", rule.Rule.Name, rule.Rule.Id);
        }
    }

    public void Write(ResolverSetup resolver)
    {
        ResolverEndpoint endpoint = resolver.Endpoint;
        string id = references.NameOf(endpoint.Id);
        template.Add(
            id,
            "AWS::Route53Resolver::ResolverEndpoint",
            new JsonObject
            {
                ["Name"] = string.IsNullOrEmpty(endpoint.Name) ? null : endpoint.Name,
                ["Direction"] = endpoint.Direction,
                ["ResolverEndpointType"] = endpoint.ResolverEndpointType is { } type and not "IPV4" ? type : null,
                ["Protocols"] = Array((endpoint.Protocols ?? []).Order(StringComparer.Ordinal).Select(name => JsonValue.Create(name))),
                ["IpAddresses"] = Array(resolver.Addresses.Select(address => Address(endpoint, address))),
                ["SecurityGroupIds"] = Array(
                    endpoint
                        .SecurityGroupIds.Order(StringComparer.Ordinal)
                        .Select(group =>
                            references.Has(group) ? (JsonNode)GetAtt(references.NameOf(group), "GroupId") : JsonValue.Create(group)
                        )
                ),
                ["Tags"] = Tags(resolver.Tags),
            }
        );
        foreach (ResolverRuleSetup rule in resolver.Rules)
        {
            WriteRule(id, rule);
        }

        template.Output($"{id}Id", $"The Resolver endpoint {endpoint.Name}", Ref(id));
    }

    // Name servers elsewhere forward to the addresses of an inbound endpoint, so they stay; nobody needs those of an outbound one. IPv6
    // addresses are in a range that Amazon assigns anew.
    private JsonObject Address(ResolverEndpoint endpoint, IpAddressResponse address)
    {
        JsonObject place = new() { ["SubnetId"] = references.To(address.SubnetId ?? string.Empty) };
        if (endpoint.Direction != "OUTBOUND" && endpoint.ResolverEndpointType is null or "IPV4" && address.Ip is { } ip)
        {
            place["Ip"] = ip;
        }

        return place;
    }

    private void WriteRule(string endpoint, ResolverRuleSetup item)
    {
        string id = references.NameOf(item.Rule.Id);
        string domain = item.Rule.DomainName.TrimEnd('.');
        template.Add(
            id,
            "AWS::Route53Resolver::ResolverRule",
            new JsonObject
            {
                ["Name"] = string.IsNullOrEmpty(item.Rule.Name) ? null : item.Rule.Name,
                ["RuleType"] = item.Rule.RuleType,
                ["DomainName"] = domain.Contains($".{setup.Region}.", StringComparison.Ordinal)
                    ? Sub(domain.Replace($".{setup.Region}.", ".${AWS::Region}.", StringComparison.Ordinal))
                    : domain,
                ["ResolverEndpointId"] = Ref(endpoint),
                ["TargetIps"] = Array((item.Rule.TargetIps ?? []).Select(Target)),
                ["Tags"] = Tags(item.Tags),
            }
        );
        foreach (ResolverRuleAssociation association in item.Associations.OrderBy(each => each.VPCId, StringComparer.Ordinal))
        {
            if (!references.Has(association.VPCId))
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"The Resolver rule {item.Rule.Id} is associated with {association.VPCId}, which is not in the template: "
                            + "the association is left out."
                    )
                );
                continue;
            }

            template.Add(
                template.Id.Give("Association", $"{id} {references.NameOf(association.VPCId)}"),
                "AWS::Route53Resolver::ResolverRuleAssociation",
                new JsonObject
                {
                    ["Name"] = string.IsNullOrEmpty(association.Name) ? null : association.Name,
                    ["ResolverRuleId"] = Ref(id),
                    ["VPCId"] = references.To(association.VPCId),
                }
            );
        }
    }

    private static JsonObject Target(TargetAddress target)
    {
        JsonObject given = new() { [target.Ip is null ? "Ipv6" : "Ip"] = target.Ip ?? target.Ipv6 };
        if (target.Port is { } port)
        {
            given["Port"] = port.ToString(CultureInfo.InvariantCulture);
        }

        if (target.Protocol is { } protocol)
        {
            given["Protocol"] = protocol;
        }

        return given;
    }
}
