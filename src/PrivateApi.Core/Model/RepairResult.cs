using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>What <c>Repair-PrivateApi</c> did for one call; piped to it with -Undo it is taken back.</summary>
public sealed record RepairResult : IAwsResource
{
    /// <summary>The API.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage; null if the API has none.</summary>
    public required string? StageName { get; init; }

    /// <summary>The caller, in words.</summary>
    public required string Caller { get; init; }

    /// <summary>Whether the call got through before.</summary>
    public required Verdict Before { get; init; }

    /// <summary>Whether it gets through now.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>The changes that were made, in this order; empty for none.</summary>
    public required IReadOnlyList<MadeChange> Change
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The test of the call after the changes, live if that was asked for.</summary>
    public required TestResult Result { get; init; }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The API, its stage and the verdict.</summary>
    public override string ToString() => $"{RestApiId}/{StageName}: {Before} → {Verdict}, {Change.Count} changed";
}
