using PrivateApi.Text;

namespace PrivateApi.Model;

/// <summary>The outcome of one call to an API.</summary>
public sealed record CallResult : IAwsResource
{
    /// <summary>The API called.</summary>
    public required string RestApiId { get; init; }

    /// <summary>The stage called.</summary>
    public required string StageName { get; init; }

    /// <summary>HTTP status; null when no answer came.</summary>
    public required int? StatusCode { get; init; }

    /// <summary>Where the call failed; <see cref="CallFailure.None"/> when an answer came.</summary>
    public required CallFailure Failure { get; init; }

    /// <summary>What failed, in words; null when an answer came.</summary>
    public required string? FailureMessage { get; init; }

    /// <summary>API Gateway's request id; null when none came.</summary>
    public required string? RequestId { get; init; }

    /// <summary>Response headers, names case-insensitive.</summary>
    public required IReadOnlyDictionary<string, string> Headers
    {
        get;
        init => field = Items.Of(value);
    }

    /// <summary>The body as text; null when no answer came.</summary>
    public required string? Content { get; init; }

    /// <summary>The body parsed from JSON as objects; null if it is not JSON. Set by the cmdlet.</summary>
    public object? Body { get; init; }

    /// <summary>Seconds from the first step to the last byte.</summary>
    public required double Elapsed { get; init; }

    /// <summary>Seconds that each step took which was reached (<c>Resolve</c>, <c>Connect</c>, <c>Tls</c>, <c>Request</c>).</summary>
    public IReadOnlyDictionary<string, double> Timing
    {
        get;
        init => field = Items.Of(value);
    } = new ItemMap<double>(new Dictionary<string, double>());

    /// <summary>
    /// Lines of the stage's execution log for this call; empty when it never arrived, null when they were not requested or
    /// cannot be known.
    /// </summary>
    public IReadOnlyList<string>? Log
    {
        get;
        init => field = value is null ? null : Items.Of(value);
    }

    /// <summary>The address called; null when the name did not resolve.</summary>
    public required string? ResolvedAddress { get; init; }

    /// <summary>The URL called; secrets in its path and query are masked.</summary>
    public required string Url { get; init; }

    /// <summary><c>Direct</c>, <c>Lambda</c> or <c>Ssm</c>.</summary>
    public required string Via { get; init; }

    /// <inheritdoc/>
    public required string AccountId { get; init; }

    /// <inheritdoc/>
    public required string Region { get; init; }

    /// <summary>The result for a person to read: what the module's view shows.</summary>
    /// <param name="hasColour">True to colour the status with escape sequences.</param>
    /// <param name="width">Characters in a line; 0 for no limit.</param>
    /// <returns>Lines of text.</returns>
    public string ToText(bool hasColour, int width = 0) => CallText.Write(this, hasColour, width);

    /// <summary>The outcome, and the address called.</summary>
    public override string ToString() =>
        $"{StatusCode?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? Failure.ToString()} {Url}";
}
