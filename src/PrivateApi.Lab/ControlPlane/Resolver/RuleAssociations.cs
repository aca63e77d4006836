using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Resolver.Model;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>Which rules are associated with which VPCs.</summary>
internal static class RuleAssociations
{
    public static JsonObject Associate(ResolverCall call)
    {
        LabResolverRule rule = ResolverRules.Own(call, call.Required("ResolverRuleId"));
        string vpcId = call.Required("VPCId");
        if (!call.Network.Vpcs.ContainsKey(vpcId))
        {
            throw ResolverCall.InvalidParameter($"The vpc ID '{vpcId}' does not exist");
        }

        if (
            call.State.OwnAssociations.Values.FirstOrDefault(other =>
                other.VpcId == vpcId && call.State.Rules[other.RuleId].DomainName == rule.DomainName
            ) is
            { } conflict
        )
        {
            throw ResolverCall.InvalidRequest(
                $"Cannot associate rules with same domain name with same VPC. Conflict with resolver rule \"{conflict.RuleId}\""
            );
        }

        // Otherwise a query would go round in circles: out through the rule, and in again through the VPC's own inbound endpoint.
        HashSet<string> inbound =
        [
            .. call
                .State.Endpoints.Values.Where(endpoint => endpoint.IsInbound && endpoint.VpcId == vpcId)
                .SelectMany(endpoint => endpoint.Addresses)
                .Select(address => address.Ip)
                .OfType<string>(),
        ];
        if (rule.Targets.Any(target => target.Ip is not null && inbound.Contains(target.Ip)))
        {
            throw ResolverCall.InvalidRequest(
                $"[RSLVR-00804] Cannot associate rule {rule.Id} to VPC {vpcId} because the VPC include an INBOUND resolver "
                    + "endpoints with rule's target IP. Please try a different rule or update rule's target IP."
            );
        }

        LabRuleAssociation association = new()
        {
            Id = call.NewId("rslvr-rrassoc"),
            RuleId = rule.Id,
            VpcId = vpcId,
            Name = call["Name"],
            CompleteAt = call.Now + call.Store.Options.PendingTime,
        };
        call.State.OwnAssociations.Add(association.Id, association);
        return One(call, association);
    }

    public static JsonObject Disassociate(ResolverCall call)
    {
        LabResolverRule rule = ResolverRules.Own(call, call.Required("ResolverRuleId"));
        string vpcId = call.Required("VPCId");
        LabRuleAssociation association =
            call.State.OwnAssociations.Values.FirstOrDefault(item => item.RuleId == rule.Id && item.VpcId == vpcId)
            ?? throw ResolverCall.NotFound(
                $"Resolver Rule Association between Resolver Rule \"{rule.Id}\" and VPC \"{vpcId}\" does not exist"
            );
        association.GoneAt ??= call.Now + call.Store.Options.DeletingTime;
        return One(call, association);
    }

    public static JsonObject Get(ResolverCall call)
    {
        string id = call.Required("ResolverRuleAssociationId");
        return One(
            call,
            call.State.Associations.FirstOrDefault(item => item.Id == id)
                ?? throw ResolverCall.NotFound($"ResolverRuleAssociation \"{id}\" does not Exist")
        );
    }

    public static JsonObject List(ResolverCall call) =>
        ResolverListing.Page(
            call,
            "ResolverRuleAssociations",
            call.State.Associations,
            new Dictionary<string, Func<LabRuleAssociation, IEnumerable<string?>>>
            {
                ["Name"] = item => [item.Name],
                ["ResolverRuleId"] = item => [item.RuleId],
                ["Status"] = item => [item.StatusAt(call.Now)],
                ["VPCId"] = item => [item.VpcId],
            },
            item => Show(call, item)
        );

    private static JsonObject One(ResolverCall call, LabRuleAssociation association) =>
        new() { ["ResolverRuleAssociation"] = Show(call, association) };

    private static JsonObject Show(ResolverCall call, LabRuleAssociation association)
    {
        string status = association.StatusAt(call.Now);
        JsonObject shown = new()
        {
            ["Id"] = association.Id,
            ["ResolverRuleId"] = association.RuleId,
            ["VPCId"] = association.VpcId,
            ["Status"] = status,
            ["StatusMessage"] = status switch
            {
                "CREATING" => call.Trace("Creating the association."),
                "DELETING" => call.Trace("Deleting Association"),
                _ when association.RuleId == LabResolverRule.InternetResolver => string.Empty,

                // That there is a message is recorded, its words are assumed.
                _ => call.Trace("Successfully associated."),
            },
        };
        if (association.Name is not null)
        {
            shown["Name"] = association.Name;
        }

        return shown;
    }
}
