namespace PrivateApi.Facts;

/// <summary>A stage of an API, with what its deployment holds.</summary>
internal sealed record StageFact
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The deployment it serves; empty for none.</summary>
    public string DeploymentId { get; set; } = string.Empty;

    /// <summary>Its variables.</summary>
    public IReadOnlyDictionary<string, string> Variable { get; set; } = new Dictionary<string, string>();

    /// <summary>Our record of the deployed policy, as the tag says; null for none.</summary>
    public string? PolicyRecord { get; set; }

    /// <summary>The web ACL of AWS WAF on it; null for none.</summary>
    public string? WebAclArn { get; set; }

    /// <summary>True when its methods are known, from its export or, failing that, its deployment.</summary>
    public bool IsExported { get; set; }

    /// <summary>False when its export could not be read, so that nothing hints at its policy.</summary>
    public bool IsPolicyExported { get; set; } = true;

    /// <summary>The resource policy that its export shows; null for none.</summary>
    public string? ExportedPolicy { get; set; }

    /// <summary>The methods of its deployment.</summary>
    public IReadOnlyList<MethodFact> Method { get; set; } = [];
}
