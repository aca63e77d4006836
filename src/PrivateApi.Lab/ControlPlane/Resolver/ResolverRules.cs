using System.Net;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Resolver.Model;
using PrivateApi.Lab.ControlPlane.Route53;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>Rules. Codes are the AWS model's; messages without an RSLVR number are assumed.</summary>
internal static class ResolverRules
{
    public static JsonObject Create(ResolverCall call)
    {
        string request = call.Required("CreatorRequestId");
        string type = call.Required("RuleType");
        string domain = ZoneName.Normalize(call.Required("DomainName"));
        if (type is not ("FORWARD" or "SYSTEM"))
        {
            throw ResolverCall.InvalidRequest($"[RSLVR-00718] Cannot create a rule with type {type}");
        }

        if (call.State.Rules.Values.Any(other => other.CreatorRequestId == request))
        {
            throw ResolverCall.Exists($"Resolver rule with creator request ID \"{request}\" already exists");
        }

        string? endpointId = call["ResolverEndpointId"];
        LabResolverTarget[] targets = [.. (call.Body["TargetIps"] as JsonArray ?? []).Select(Target)];
        CheckKind(call, type, endpointId, targets);
        string id = call.NewId("rslvr-rr");
        LabResolverRule rule = new()
        {
            Id = id,
            Arn = call.Arn("resolver-rule/" + id),
            CreatorRequestId = request,
            Name = call["Name"],
            RuleType = type,
            DomainName = domain,
            Targets = targets,
            EndpointId = endpointId,
            OwnerId = call.AccountId,
            CreatedAt = call.Now,
        };
        call.Tag(rule.Tags);
        call.State.Rules.Add(rule.Id, rule);
        return new JsonObject { ["ResolverRule"] = Show(call, rule) };
    }

    public static JsonObject Get(ResolverCall call) => new() { ["ResolverRule"] = Show(call, call.Rule(call.Required("ResolverRuleId"))) };

    public static JsonObject Delete(ResolverCall call)
    {
        LabResolverRule rule = Own(call, call.Required("ResolverRuleId"));
        if (call.State.OwnAssociations.Values.Any(association => association.RuleId == rule.Id))
        {
            throw new AwsFault(400, "ResourceInUseException", "Please disassociate this resolver rule from VPC first before deleting");
        }

        call.State.Rules.Remove(rule.Id);
        return new JsonObject { ["ResolverRule"] = Show(call, rule, isGoing: true) };
    }

    public static JsonObject List(ResolverCall call) =>
        ResolverListing.Page(
            call,
            "ResolverRules",
            call.State.Rules.Values,
            new Dictionary<string, Func<LabResolverRule, IEnumerable<string?>>>
            {
                ["CreatorRequestId"] = item => [item.CreatorRequestId],
                ["DomainName"] = item => [item.DomainName],
                ["Name"] = item => [item.Name],
                ["ResolverEndpointId"] = item => [item.EndpointId],
                ["Status"] = _ => ["COMPLETE"],
                ["Type"] = item => [item.RuleType],
            },
            item => Show(call, item)
        );

    /// <summary>A rule that the account may change.</summary>
    /// <exception cref="AwsFault">There is none, or it is the autodefined one.</exception>
    public static LabResolverRule Own(ResolverCall call, string id) =>
        call.Rule(id) is { OwnerId: var owner } rule && owner == call.AccountId
            ? rule
            : throw ResolverCall.InvalidRequest($"Cannot change the autodefined resolver rule \"{id}\"");

    private static void CheckKind(ResolverCall call, string type, string? endpointId, LabResolverTarget[] targets)
    {
        if (type == "SYSTEM")
        {
            if (endpointId is not null || targets.Length > 0)
            {
                throw ResolverCall.InvalidRequest("Cannot specify resolver endpoint ID and target IP for SYSTEM type resolver rule");
            }

            return;
        }

        if (endpointId is null || targets.Length == 0)
        {
            throw ResolverCall.InvalidRequest("Resolver endpoint ID and target IP are required for FORWARD type resolver rule");
        }

        if (call.Endpoint(endpointId).IsInbound)
        {
            throw ResolverCall.InvalidRequest("[RSLVR-00700] Resolver rules can only be associated to OUTBOUND resolver endpoints.");
        }
    }

    private static LabResolverTarget Target(JsonNode? item)
    {
        LabResolverTarget target = new((string?)item?["Ip"], (string?)item?["Ipv6"], (int?)item?["Port"] ?? 53, (string?)item?["Protocol"]);
        return IPAddress.TryParse(target.Ip ?? target.Ipv6, out _)
            ? target
            : throw ResolverCall.InvalidParameter($"Invalid IP address: '{target.Ip ?? target.Ipv6}'");
    }

    private static JsonObject Show(ResolverCall call, LabResolverRule rule, bool isGoing = false)
    {
        JsonObject shown = new()
        {
            ["Id"] = rule.Id,
            ["CreatorRequestId"] = rule.CreatorRequestId,
            ["Arn"] = rule.Arn,
            ["DomainName"] = rule.DomainName,
            ["Status"] = isGoing ? "DELETING" : "COMPLETE",
            ["RuleType"] = rule.RuleType,
            ["OwnerId"] = rule.OwnerId,
            ["ShareStatus"] = "NOT_SHARED",
        };
        if (rule.Name is not null)
        {
            shown["Name"] = rule.Name;
        }

        if (rule.Targets.Count > 0)
        {
            shown["TargetIps"] = new JsonArray([.. rule.Targets.Select(Show)]);
            shown["ResolverEndpointId"] = rule.EndpointId;
        }

        if (rule.CreatedAt is { } created)
        {
            shown["StatusMessage"] = call.Trace(isGoing ? "Deleting Resolver Rule." : "Successfully created Resolver Rule.");
            shown["CreationTime"] = ResolverCall.Time(created);
            shown["ModificationTime"] = ResolverCall.Time(created);
        }

        return shown;
    }

    private static JsonObject Show(LabResolverTarget target)
    {
        JsonObject shown = new() { [target.Ip is null ? "Ipv6" : "Ip"] = target.Ip ?? target.Ipv6, ["Port"] = target.Port };
        if (target.Protocol is not null)
        {
            shown["Protocol"] = target.Protocol;
        }

        return shown;
    }
}
