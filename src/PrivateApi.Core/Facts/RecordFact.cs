namespace PrivateApi.Facts;

/// <summary>A record of a hosted zone.</summary>
internal sealed record RecordFact
{
    /// <summary>Its name, lower case, without the closing dot; a first label <c>*</c> stands for any.</summary>
    public required string Name { get; init; }

    /// <summary><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Addresses, or the name that a CNAME stands for.</summary>
    public IReadOnlyList<string> Value { get; set; } = [];

    /// <summary>The name that an alias stands for; null for no alias.</summary>
    public string? AliasTarget { get; set; }
}
