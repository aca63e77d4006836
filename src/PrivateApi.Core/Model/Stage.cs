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

    /// <summary>The canary that gets a share of its calls; null for none.</summary>
    public StageCanary? Canary { get; init; }

    /// <summary>When it was last changed, UTC; null where AWS does not say.</summary>
    public required DateTimeOffset? LastUpdatedDate { get; init; }

    /// <summary>Stage variables.</summary>
    public required IReadOnlyDictionary<string, string> Variable
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>Throttling, cache and execution logs of its methods, <c>*</c> first; empty where nothing is set.</summary>
    public IReadOnlyList<StageMethodSetting> MethodSetting
    {
        get;
        init => field = Items.Of(value);
    } = Items.Of<StageMethodSetting>([]);

    /// <summary>Where its access logs go, a log group or a delivery stream; null for nowhere.</summary>
    public string? AccessLogArn { get; init; }

    /// <summary>What a line of its access logs holds; null without access logs.</summary>
    public string? AccessLogFormat { get; init; }

    /// <summary>True when X-Ray traces its calls.</summary>
    public bool TracingEnabled { get; init; }

    /// <summary>Gigabytes of its cache, in AWS's words; null without a cache.</summary>
    public string? CacheClusterSize { get; init; }

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
