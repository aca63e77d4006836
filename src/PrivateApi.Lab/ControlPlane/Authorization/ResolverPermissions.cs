using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Policy.Evaluation;

namespace PrivateApi.Lab.ControlPlane.Authorization;

/// <summary>
/// The permissions that calls of Route 53 Resolver need (Service Authorization Reference, "Actions, resources, and condition keys for
/// Amazon Route 53 Resolver"). The network interfaces of an endpoint are made and deleted with the caller's permissions (the same page,
/// column "Dependent actions").
/// </summary>
internal static class ResolverPermissions
{
    public static IEnumerable<RequiredPermission> For(ServiceCall call)
    {
        string operation = JsonProtocol.Operation(call.Request);
        JsonObject body = JsonProtocol.Body(call);
        yield return new RequiredPermission("route53resolver:" + operation, Resource(call, operation, body), RequestTags(body));
        string? changing = operation switch
        {
            "CreateResolverEndpoint" or "AssociateResolverEndpointIpAddress" => "CreateNetworkInterface",
            "DeleteResolverEndpoint" or "DisassociateResolverEndpointIpAddress" => "DeleteNetworkInterface",
            _ => null,
        };
        if (changing is not null)
        {
            yield return OnInterfaces(call, changing, "network-interface", "*");
        }

        if (operation == "CreateResolverEndpoint")
        {
            foreach ((string type, string id) in Places(body))
            {
                yield return OnInterfaces(call, "CreateNetworkInterface", type, id);
            }
        }

        foreach (string kind in Described(operation))
        {
            yield return new RequiredPermission("ec2:Describe" + kind, "*", Ec2Resources.Create(call));
        }
    }

    private static string Resource(ServiceCall call, string operation, JsonObject body)
    {
        string arn = JsonProtocol.Text(body["ResourceArn"]) ?? string.Empty;
        string? rule = JsonProtocol.Text(body["ResolverRuleId"]);
        string? endpoint = JsonProtocol.Text(body["ResolverEndpointId"]);
        string start = $"arn:{call.Partition}:route53resolver:{call.Region}:{call.AccountId}:";
        return (operation, rule, endpoint) switch
        {
            _ when arn.Length > 0 => arn,
            ("CreateResolverRule", _, _) => start + "resolver-rule/*",
            ("CreateResolverEndpoint", _, _) => start + "resolver-endpoint/*",
            (_, { } id, _) => $"{start}resolver-rule/{id}",
            (_, _, { } id) => $"{start}resolver-endpoint/{id}",
            // Lists of everything have no resource.
            _ => "*",
        };
    }

    // EC2 asks for the right to make an interface in each subnet and with each group (Service Authorization Reference,
    // CreateNetworkInterface).
    private static IEnumerable<(string Type, string Id)> Places(JsonObject body) =>
        (body["IpAddresses"] as JsonArray ?? [])
            .Select(address => ("subnet", JsonProtocol.Text((address as JsonObject)?["SubnetId"])))
            .Concat((body["SecurityGroupIds"] as JsonArray ?? []).Select(group => ("security-group", JsonProtocol.Text(group))))
            .Where(place => place.Item2 is not null)
            .Select(place => (place.Item1, place.Item2!))
            .Distinct();

    private static RequiredPermission OnInterfaces(ServiceCall call, string action, string type, string id) =>
        new(
            "ec2:" + action,
            Ec2Resources.Arn(call, type, id),
            id == "*" ? Ec2Resources.Create(call) : Ec2Resources.Keys(call, call.State<Ec2State>(), type, id)
        );

    private static string[] Described(string operation) =>
        operation switch
        {
            "ListResolverRuleAssociations" or "AssociateResolverRule" => ["Vpcs"],
            "CreateResolverEndpoint" => ["NetworkInterfaces", "SecurityGroups", "Subnets", "Vpcs"],
            "UpdateResolverEndpoint" or "AssociateResolverEndpointIpAddress" => ["NetworkInterfaces", "Subnets"],
            "DeleteResolverEndpoint" or "DisassociateResolverEndpointIpAddress" => ["NetworkInterfaces"],
            _ => [],
        };

    private static RequestKeys RequestTags(JsonObject body) =>
        body["Tags"] is JsonArray tags
            ? TagKeys.OfRequest([
                .. tags.OfType<JsonObject>()
                    .Select(tag =>
                        KeyValuePair.Create(JsonProtocol.Text(tag["Key"]) ?? string.Empty, JsonProtocol.Text(tag["Value"]) ?? string.Empty)
                    ),
            ])
            : [];
}
