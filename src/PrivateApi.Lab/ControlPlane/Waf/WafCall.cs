using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>One call of AWS WAF: its JSON, and the state of its account and Region.</summary>
internal sealed class WafCall(ServiceCall service)
{
    public ServiceCall Service => service;

    public WafState State { get; } = service.State<WafState>();

    public JsonObject Body { get; } = JsonProtocol.Body(service);

    public string? this[string name] => Body[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public string Required(string name) => this[name] is { Length: > 0 } value ? value : throw WafFault.Missing(name);

    /// <summary>A new id, which is also the form of a lock token.</summary>
    public string NewId() => service.Store.Ids.Request();

    /// <summary>The ARN of a regional web ACL or IP set.</summary>
    /// <param name="kind"><c>webacl</c> or <c>ipset</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="id">Its id.</param>
    public string Arn(string kind, string name, string id) =>
        $"arn:{service.Partition}:wafv2:{service.Region}:{service.AccountId}:regional/{kind}/{name}/{id}";

    /// <summary>Refuses what the lab does not have: web ACLs of CloudFront are no concern of a private API.</summary>
    public void CheckScope()
    {
        switch (Required("Scope"))
        {
            case "REGIONAL":
                return;
            case "CLOUDFRONT":
                throw WafFault.Invalid("SCOPE_VALUE", "CLOUDFRONT", "The lab has regional web ACLs only.");
            case var other:
                throw WafFault.Invalid("SCOPE_VALUE", other, "The scope is not valid.");
        }
    }

    /// <summary>What Name, Scope and Id say.</summary>
    public LabWafResource Named(Dictionary<string, LabWafResource> all)
    {
        CheckScope();
        (string name, string id) = (Required("Name"), Required("Id"));
        return all.Values.FirstOrDefault(item => item.Name == name && item.Id == id) ?? throw WafFault.NotFound();
    }

    /// <summary>The same, to be changed by somebody who has seen its last state.</summary>
    public LabWafResource Locked(Dictionary<string, LabWafResource> all)
    {
        LabWafResource found = Named(all);
        return Required("LockToken") == found.LockToken ? found : throw WafFault.Changed();
    }

    /// <summary>A new resource, of a name that no other of its kind has.</summary>
    public LabWafResource Create(Dictionary<string, LabWafResource> all, string kind, params string[] members)
    {
        CheckScope();
        string name = Required("Name");
        if (all.Values.Any(other => other.Name == name))
        {
            throw WafFault.Duplicate();
        }

        string id = NewId();
        LabWafResource made = new()
        {
            Wire = new JsonObject
            {
                ["Name"] = name,
                ["Id"] = id,
                ["ARN"] = Arn(kind, name, id),
            },
            LockToken = NewId(),
        };
        Copy(made.Wire, ["Description", .. members]);
        Tag(made.Tags);
        all.Add(made.Arn, made);
        return made;
    }

    /// <summary>Takes these members of the request over; what it leaves out goes.</summary>
    public void Copy(JsonObject wire, params string[] members)
    {
        foreach (string member in members)
        {
            wire.Remove(member);
            if (Body[member] is { } value)
            {
                wire[member] = value.DeepClone();
            }
        }
    }

    public void Tag(SortedDictionary<string, string> tags)
    {
        foreach (JsonNode? tag in Body["Tags"] as JsonArray ?? [])
        {
            tags[(string?)tag?["Key"] ?? string.Empty] = (string?)tag?["Value"] ?? string.Empty;
        }
    }

    /// <summary>A resource as create and list calls show it.</summary>
    public static JsonObject Summary(LabWafResource item) =>
        new()
        {
            ["Name"] = item.Name,
            ["Id"] = item.Id,
            ["Description"] = item.Wire["Description"]?.DeepClone() ?? string.Empty,
            ["LockToken"] = item.LockToken,
            ["ARN"] = item.Arn,
        };

    /// <summary>A page of a list.</summary>
    public JsonObject Page(string member, IEnumerable<LabWafResource> all)
    {
        CheckScope();
        int size = Body["Limit"] is JsonValue value && value.TryGetValue(out int limit) ? Math.Clamp(limit, 1, 100) : 100;
        (IReadOnlyList<LabWafResource> items, string? next) = JsonProtocol.Page(
            all.OrderBy(item => item.Name, StringComparer.Ordinal),
            size,
            this["NextMarker"],
            "WAFInvalidParameterException"
        );
        JsonObject page = new() { [member] = new JsonArray([.. items.Select(Summary)]) };
        if (next is not null)
        {
            page["NextMarker"] = next;
        }

        return page;
    }
}
