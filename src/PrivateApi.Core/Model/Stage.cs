using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A stage of a REST API.</summary>
public sealed record Stage : IAwsResource
{
    /// <summary>The API it belongs to.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage's name.</summary>
    public required string StageName { get; init; }

    /// <summary>The deployment it serves.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>When it was last changed, UTC; null where AWS does not say.</summary>
    public required DateTimeOffset? LastUpdatedDate { get; init; }

    /// <summary>Stage variables.</summary>
    public required IReadOnlyDictionary<string, string> Variable
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Tags of the stage.</summary>
    public required IReadOnlyDictionary<string, string> Tag
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Every address that works for it, labelled.</summary>
    public required IReadOnlyList<ApiUrl> Url
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <inheritdoc/>
    public override string ToString() => StageName;
}
