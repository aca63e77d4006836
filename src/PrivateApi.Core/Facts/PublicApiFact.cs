namespace PrivateApi.Facts;

/// <summary>A public API of the account.</summary>
internal sealed record PublicApiFact
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }
}
