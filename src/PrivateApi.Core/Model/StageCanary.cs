using System.Globalization;
using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>A stage's canary: a deployment that gets a share of the stage's calls.</summary>
public sealed record StageCanary
{
    /// <summary>The deployment that it serves.</summary>
    public required string DeploymentId { get; init; }

    /// <summary>The share of calls that it gets, in percent, 0 to 100.</summary>
    public required double PercentTraffic { get; init; }

    /// <summary>Stage variables that have another value in it, and those that it alone has.</summary>
    public required IReadOnlyDictionary<string, string> Variable
    {
        get;
        init => field = Items.Of(value);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{PercentTraffic.ToString("0.##", CultureInfo.InvariantCulture)}%: {DeploymentId}";
}
