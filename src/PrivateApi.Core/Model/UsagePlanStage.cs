using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A stage that the keys of a usage plan may call.</summary>
public sealed record UsagePlanStage
{
    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage.</summary>
    public required string StageName { get; init; }

    /// <summary>The limits of single methods; none: the plan's apply to all.</summary>
    public required IReadOnlyList<MethodThrottle> MethodThrottle
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{RestApiId}/{StageName}";
}
