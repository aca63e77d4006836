using System.Text.Json.Serialization;

namespace PrivateApi.Facts;

/// <summary>A web ACL of AWS WAF, as far as it decides about a call.</summary>
internal sealed record WebAclFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What happens to a request that no rule ends.</summary>
    public required WebAclActionFact DefaultAction { get; init; }

    /// <summary>Its rules in the order in which they are evaluated, those of Firewall Manager included.</summary>
    [JsonPropertyName("rule")]
    public IReadOnlyList<WebAclRuleFact> Rules { get; init; } = [];
}

/// <summary>A rule of a web ACL.</summary>
internal sealed record WebAclRuleFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What happens to a request that it matches.</summary>
    public required WebAclActionFact Action { get; init; }

    /// <summary>What it matches.</summary>
    public required WebAclStatementFact Statement { get; init; }
}

/// <summary>What a rule does with a request.</summary>
internal sealed record WebAclActionFact
{
    /// <summary>
    /// <c>Allow</c>, <c>Block</c>, <c>Count</c>, <c>Captcha</c>, <c>Challenge</c>; <c>None</c> for a group of rules that have actions of
    /// their own.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The status of a custom answer to a blocked request; null for the service's own answer.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The body of a custom answer; null for none.</summary>
    public string? Body { get; init; }

    /// <summary><c>TEXT_PLAIN</c>, <c>TEXT_HTML</c> or <c>APPLICATION_JSON</c>; null without a body.</summary>
    public string? ContentType { get; init; }
}

/// <summary>What a rule matches.</summary>
internal sealed record WebAclStatementFact
{
    /// <summary>AWS's name for it without <c>Statement</c>, for instance <c>IPSetReference</c> or <c>And</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The set or group that it refers to; null for none.</summary>
    public string? Arn { get; init; }

    /// <summary>Vendor and name of a managed rule group; null for others.</summary>
    public string? Group { get; init; }

    /// <summary>Countries, or those rules of a group that only count.</summary>
    [JsonPropertyName("value")]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>True if a rule of the group has been given the action Allow.</summary>
    public bool AllowsInside { get; init; }

    /// <summary>How many requests it lets pass in its window; null for another kind.</summary>
    public long? Limit { get; init; }

    /// <summary>The part of the request that it looks at, with a header's name; null for none.</summary>
    public string? Field { get; init; }

    /// <summary>What it looks for there; null where that may be a secret.</summary>
    public string? Text { get; init; }

    /// <summary><c>EXACTLY</c>, <c>STARTS_WITH</c>, <c>ENDS_WITH</c>, <c>CONTAINS</c> or <c>CONTAINS_WORD</c>; null for none.</summary>
    public string? Constraint { get; init; }

    /// <summary>What is done to the part before it is compared.</summary>
    [JsonPropertyName("transformation")]
    public IReadOnlyList<string> Transformations { get; init; } = [];

    /// <summary>True if the address is taken from a header.</summary>
    public bool IsForwarded { get; init; }

    /// <summary>The statements that it joins, or the one that narrows a group or a rate down.</summary>
    [JsonPropertyName("part")]
    public IReadOnlyList<WebAclStatementFact> Parts { get; init; } = [];
}

/// <summary>A set of addresses that rules refer to.</summary>
internal sealed record IpSetFact
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Its ranges.</summary>
    [JsonPropertyName("address")]
    public IReadOnlyList<string> Addresses { get; init; } = [];
}
