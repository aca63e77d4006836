namespace PrivateApi.Model;

/// <summary>The limits of one method in a stage of a usage plan.</summary>
public sealed record MethodThrottle
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The resource's path, for instance <c>/pets/{petId}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Requests a second; null where AWS does not say.</summary>
    public required double? RateLimit { get; init; }

    /// <summary>Requests at once; null where AWS does not say.</summary>
    public required int? BurstLimit { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Method} {Path} {RateLimit}/s, burst {BurstLimit}");
}
