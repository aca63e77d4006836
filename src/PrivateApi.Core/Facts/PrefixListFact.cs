namespace PrivateApi.Facts;

/// <summary>A prefix list with its ranges.</summary>
internal sealed record PrefixListFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = string.Empty;

    /// <summary>Its ranges.</summary>
    public IReadOnlyList<string> CidrBlock { get; set; } = [];
}
