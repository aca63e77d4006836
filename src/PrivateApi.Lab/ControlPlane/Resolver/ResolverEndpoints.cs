// Over 250 lines: the operations on one kind of resource.
using System.Globalization;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Ec2.Model;
using PrivateApi.Lab.ControlPlane.Resolver.Model;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>Inbound and outbound endpoints. Codes are the AWS model's; messages without an RSLVR number are assumed.</summary>
internal static class ResolverEndpoints
{
    public static JsonObject Create(ResolverCall call)
    {
        string request = call.Required("CreatorRequestId");
        string direction = call.Required("Direction");
        if (direction is not ("INBOUND" or "OUTBOUND"))
        {
            throw new AwsFault(
                400,
                "ValidationException",
                $"1 validation error detected: Value '{direction}' at 'direction' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [INBOUND, OUTBOUND]"
            );
        }

        if (call.State.Endpoints.Values.Any(other => other.CreatorRequestId == request))
        {
            throw ResolverCall.Exists($"Resolver endpoint with creator request ID \"{request}\" already exists");
        }

        string type = call["ResolverEndpointType"] ?? "IPV4";
        List<(LabSubnet Subnet, string? Ip)> places = Places(call);
        RequireIpv4(type, places.Select(place => place.Subnet));
        List<string> groups = Groups(call, places[0].Subnet.VpcId);
        string id = call.NewId(direction == "INBOUND" ? "rslvr-in" : "rslvr-out");
        LabResolverEndpoint endpoint = new()
        {
            Id = id,
            Arn = call.Arn("resolver-endpoint/" + id),
            CreatorRequestId = request,
            Name = call["Name"],
            Direction = direction,
            VpcId = places[0].Subnet.VpcId,
            SecurityGroupIds = groups,
            Type = type,
            Protocols = call.Body["Protocols"] is JsonArray protocols ? [.. protocols.Select(item => (string)item!)] : ["Do53"],
            CreatedAt = call.Now,
            OperationalAt = call.Now + call.Store.Options.PendingTime,
        };
        call.Tag(endpoint.Tags);
        foreach ((LabSubnet subnet, string? ip) in places)
        {
            string addressId = call.NewId("rni");
            InterfaceFactory.Purpose purpose = new(
                "interface",
                $"Route 53 Resolver: {id}:{addressId}",
                "route53resolver.amazonaws.com",
                ip,
                WithIpv6: type != "IPV4"
            );
            endpoint.Addresses.Add(
                new LabResolverAddress(addressId, InterfaceFactory.Create(call.Network, subnet, groups, purpose, call.Now))
            );
        }

        call.State.Endpoints.Add(endpoint.Id, endpoint);
        return One(call, endpoint);
    }

    public static JsonObject Get(ResolverCall call) => One(call, call.Endpoint(call.Required("ResolverEndpointId")));

    public static JsonObject Delete(ResolverCall call)
    {
        LabResolverEndpoint endpoint = call.Endpoint(call.Required("ResolverEndpointId"));
        string[] rules = [.. call.State.Rules.Values.Where(rule => rule.EndpointId == endpoint.Id).Select(rule => $"\"{rule.Id}\"")];
        if (rules.Length > 0)
        {
            throw ResolverCall.InvalidRequest(
                "[RSLVR-00600] Cannot delete resolver endpoint unless its related resolver rules are deleted. "
                    + $"The following rules still exist for this resolver endpoint: {string.Join(",", rules)}"
            );
        }

        endpoint.GoneAt ??= call.Now + call.Store.Options.DeletingTime;
        foreach (LabResolverAddress address in endpoint.Addresses)
        {
            address.Interface.GoneAt = endpoint.GoneAt;
        }

        return One(call, endpoint);
    }

    public static JsonObject List(ResolverCall call) =>
        ResolverListing.Page(
            call,
            "ResolverEndpoints",
            call.State.Endpoints.Values,
            new Dictionary<string, Func<LabResolverEndpoint, IEnumerable<string?>>>
            {
                ["CreatorRequestId"] = item => [item.CreatorRequestId],
                ["Direction"] = item => [item.Direction],
                ["HostVPCId"] = item => [item.VpcId],
                ["IpAddressCount"] = item => [item.Addresses.Count.ToString(CultureInfo.InvariantCulture)],
                ["Name"] = item => [item.Name],
                ["SecurityGroupIds"] = item => item.SecurityGroupIds,
                ["Status"] = item => [item.StatusAt(call.Now)],
            },
            item => Show(call, item)
        );

    public static JsonObject ListAddresses(ResolverCall call)
    {
        LabResolverEndpoint endpoint = call.Endpoint(call.Required("ResolverEndpointId"));
        return ResolverListing.Page(
            call,
            "IpAddresses",
            endpoint.Addresses,
            new Dictionary<string, Func<LabResolverAddress, IEnumerable<string?>>>(),
            address => Show(call, endpoint, address)
        );
    }

    public static JsonObject One(ResolverCall call, LabResolverEndpoint endpoint) => new() { ["ResolverEndpoint"] = Show(call, endpoint) };

    private static List<(LabSubnet Subnet, string? Ip)> Places(ResolverCall call)
    {
        List<(LabSubnet Subnet, string? Ip)> places = [];
        foreach (JsonNode? item in call.Body["IpAddresses"] as JsonArray ?? [])
        {
            string id = (string?)item?["SubnetId"] ?? string.Empty;
            LabSubnet subnet =
                call.Network.Subnets.GetValueOrDefault(id) ?? throw ResolverCall.InvalidParameter($"The subnet ID '{id}' does not exist");
            string? ip = (string?)item?["Ip"];
            if (ip is not null)
            {
                Claim(call, subnet, ip);
            }

            if (places.Any(place => place.Subnet == subnet && place.Ip is not null && place.Ip == ip))
            {
                throw ResolverCall.Exists($"The IP address \"{ip}\" in subnet \"{id}\" is already in use");
            }

            places.Add((subnet, ip));
        }

        return places.Count < 2 ? throw ResolverCall.InvalidRequest("Resolver endpoint needs to have at least 2 IP addresses")
            : places.DistinctBy(place => place.Subnet.VpcId).Count() > 1
                ? throw ResolverCall.InvalidRequest("All subnets of a resolver endpoint must be in the same VPC")
            : places.GroupBy(place => place.Subnet).Any(group => !InterfaceFactory.HasRoom(call.Network, group.Key, group.Count()))
                ? throw ResolverCall.InvalidRequest(InterfaceFactory.Full().Message)
            : places;
    }

    /// <summary>
    /// IPV4 and DUALSTACK have an IPv4 address in every subnet, which an IPv6-only one cannot give. [K] The words are assumed.
    /// </summary>
    public static void RequireIpv4(string type, IEnumerable<LabSubnet> subnets)
    {
        if (type != "IPV6" && subnets.FirstOrDefault(subnet => subnet.IsNative) is { } native)
        {
            throw ResolverCall.InvalidRequest(
                $"The subnet \"{native.Id}\" has no IPv4 CIDR range, which resolver endpoint type {type} requires"
            );
        }
    }

    private static void Claim(ResolverCall call, LabSubnet subnet, string ip)
    {
        try
        {
            _ = InterfaceFactory.Claim(call.Network, subnet, ip);
        }
        catch (AwsFault taken) when (taken.Code == "InvalidIPAddress.InUse")
        {
            throw ResolverCall.Exists($"The IP address \"{ip}\" in subnet \"{subnet.Id}\" is already in use");
        }
        catch (AwsFault)
        {
            throw ResolverCall.InvalidRequest(
                $"[RSLVR-00405] IP address \"{ip}\" is either not in subnet \"{subnet.Id}\" CIDR range or is reserved"
            );
        }
    }

    private static List<string> Groups(ResolverCall call, string vpcId)
    {
        List<string> groups = [.. (call.Body["SecurityGroupIds"] as JsonArray ?? []).Select(item => (string)item!)];
        foreach (string id in groups)
        {
            if (!id.StartsWith("sg-", StringComparison.Ordinal))
            {
                throw ResolverCall.InvalidParameter(
                    $"[RSLVR-00408] Malformed security group ID: \"Invalid id: \"{id}\" (expecting \"sg-...\")\"."
                );
            }

            if (!call.Network.SecurityGroups.TryGetValue(id, out LabSecurityGroup? group) || group.VpcId != vpcId)
            {
                throw ResolverCall.NotFound($"The security group '{id}' does not exist");
            }
        }

        return groups.Count > 0 ? groups : throw ResolverCall.InvalidParameter("At least one security group is required");
    }

    private static JsonObject Show(ResolverCall call, LabResolverEndpoint endpoint)
    {
        string status = endpoint.StatusAt(call.Now);
        JsonObject shown = new()
        {
            ["Id"] = endpoint.Id,
            ["CreatorRequestId"] = endpoint.CreatorRequestId,
            ["Arn"] = endpoint.Arn,
            ["SecurityGroupIds"] = new JsonArray([.. endpoint.SecurityGroupIds]),
            ["Direction"] = endpoint.Direction,
            ["IpAddressCount"] = endpoint.Addresses.Count,
            ["HostVPCId"] = endpoint.VpcId,
            ["Status"] = status,
            ["StatusMessage"] = status switch
            {
                "CREATING" or "UPDATING" => call.Trace($"{(status == "CREATING" ? "Creating" : "Updating")} the Resolver Endpoint"),
                "DELETING" => call.Trace("Deleting ResolverEndpoint."),
                _ => "This Resolver Endpoint is operational.",
            },
            ["CreationTime"] = ResolverCall.Time(endpoint.CreatedAt),
            ["ModificationTime"] = ResolverCall.Time(endpoint.UpdatedAt ?? endpoint.CreatedAt),
            ["ResolverEndpointType"] = endpoint.Type,
            ["Protocols"] = new JsonArray([.. endpoint.Protocols]),
        };
        if (endpoint.Name is not null)
        {
            shown["Name"] = endpoint.Name;
        }

        return shown;
    }

    private static JsonObject Show(ResolverCall call, LabResolverEndpoint endpoint, LabResolverAddress address)
    {
        string status = endpoint.StatusAt(call.Now);
        JsonObject shown = new()
        {
            ["IpId"] = address.Id,
            ["SubnetId"] = address.SubnetId,
            ["Status"] = status switch
            {
                "CREATING" => "CREATING",
                "DELETING" => "DELETING",
                _ => "ATTACHED",
            },
            ["StatusMessage"] = status == "OPERATIONAL" ? "This IP address is operational." : string.Empty,
            ["CreationTime"] = ResolverCall.Time(endpoint.CreatedAt),
            ["ModificationTime"] = ResolverCall.Time(endpoint.CreatedAt),
        };
        if (address.Ip is not null)
        {
            shown["Ip"] = address.Ip;
        }

        if (address.Ipv6 is not null)
        {
            shown["Ipv6"] = address.Ipv6;
        }

        return shown;
    }
}
