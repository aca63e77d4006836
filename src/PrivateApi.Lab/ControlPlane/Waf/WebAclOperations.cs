using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>CreateWebACL, GetWebACL, UpdateWebACL, DeleteWebACL, ListWebACLs.</summary>
internal static class WebAclOperations
{
    private static readonly string[] Settings =
    [
        "DefaultAction",
        "Rules",
        "VisibilityConfig",
        "DataProtectionConfig",
        "CustomResponseBodies",
        "CaptchaConfig",
        "ChallengeConfig",
        "TokenDomains",
        "AssociationConfig",
        "OnSourceDDoSProtectionConfig",
        "ApplicationConfig",
    ];

    public static JsonObject Create(WafCall call)
    {
        Check(call);
        LabWafResource acl = call.Create(call.State.WebAcls, "webacl", Settings);
        Complete(call, acl);
        return new JsonObject { ["Summary"] = WafCall.Summary(acl) };
    }

    public static JsonObject Get(WafCall call)
    {
        LabWafResource acl = call["ARN"] is { } arn
            ? call.State.WebAcls.GetValueOrDefault(arn) ?? throw WafFault.NotFound()
            : call.Named(call.State.WebAcls);
        return new JsonObject { ["WebACL"] = acl.Wire.DeepClone(), ["LockToken"] = acl.LockToken };
    }

    public static JsonObject Update(WafCall call)
    {
        LabWafResource acl = call.Locked(call.State.WebAcls);
        Check(call);
        call.Copy(acl.Wire, ["Description", .. Settings]);
        Complete(call, acl);
        acl.LockToken = call.NewId();
        return new JsonObject { ["NextLockToken"] = acl.LockToken };
    }

    public static JsonObject Delete(WafCall call)
    {
        LabWafResource acl = call.Locked(call.State.WebAcls);
        if (WebAclAssociations.StagesOf(call, acl.Arn).Any())
        {
            throw WafFault.InUse();
        }

        call.State.WebAcls.Remove(acl.Arn);
        return [];
    }

    public static JsonObject List(WafCall call) => call.Page("WebACLs", call.State.WebAcls.Values);

    // What the service adds. A rule's capacity is known for a few kinds only; the sum is a stand-in.
    private static void Complete(WafCall call, LabWafResource acl)
    {
        acl.Wire["Capacity"] = (acl.Wire["Rules"] as JsonArray)?.Count ?? 0;
        acl.Wire["ManagedByFirewallManager"] = false;
        acl.Wire["RetrofittedByFirewallManager"] = false;
        acl.Wire["LabelNamespace"] = $"awswaf:{call.Service.AccountId}:webacl:{acl.Name}:";
        acl.Wire["Rules"] ??= new JsonArray();
        acl.Wire["Description"] ??= string.Empty;
    }

    private static void Check(WafCall call)
    {
        CheckOneOf(call.Body["DefaultAction"], "DEFAULT_ACTION", "DefaultAction", "Allow", "Block");
        if (call.Body["VisibilityConfig"] is not JsonObject)
        {
            throw WafFault.Missing("VisibilityConfig");
        }

        JsonObject[] rules = [.. (call.Body["Rules"] as JsonArray ?? []).OfType<JsonObject>()];
        if (rules.DistinctBy(rule => (string?)rule["Name"]).Count() < rules.Length)
        {
            throw WafFault.Duplicate();
        }

        if (rules.DistinctBy(rule => (int?)rule["Priority"]).Count() < rules.Length)
        {
            throw WafFault.Invalid("RULE", "Priority", "Rules have to have different priorities.");
        }

        foreach (JsonObject rule in rules)
        {
            if (rule["Statement"] is not JsonObject { Count: 1 } statement || rule["Action"] is null == rule["OverrideAction"] is null)
            {
                throw WafFault.Invalid(
                    "RULE",
                    (string?)rule["Name"] ?? "Rule",
                    "You have used none or multiple values for a field that requires exactly one value."
                );
            }

            CheckReferences(call, statement);
        }
    }

    private static void CheckReferences(WafCall call, JsonNode? node)
    {
        if (node is JsonObject item)
        {
            if (
                item["IPSetReferenceStatement"] is JsonObject reference
                && !call.State.IpSets.ContainsKey((string?)reference["ARN"] ?? string.Empty)
            )
            {
                throw WafFault.NotFound();
            }

            foreach ((_, JsonNode? member) in item)
            {
                CheckReferences(call, member);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (JsonNode? part in list)
            {
                CheckReferences(call, part);
            }
        }
    }

    private static void CheckOneOf(JsonNode? union, string field, string parameter, params string[] members)
    {
        if (union is not JsonObject { Count: 1 } only || !members.Contains(only.First().Key))
        {
            throw WafFault.Invalid(field, parameter, "You have used none or multiple values for a field that requires exactly one value.");
        }
    }
}
