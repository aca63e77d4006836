using PrivateApi.Text;

namespace PrivateApi.Policy.Cases;

/// <summary>The outcome of one case of a file of policy tests.</summary>
public sealed record PolicyCaseResult
{
    /// <summary>The case's id; its number in the file when it has none.</summary>
    public required string Id { get; init; }

    /// <summary>True when every policy of the case decides as expected, or as AWS does where a departure explains the difference.</summary>
    public required bool Passed { get; init; }

    /// <summary>
    /// What the case expects: <c>Allowed</c>, or with an endpoint policy <c>resourcePolicy Allowed, endpointPolicy …</c>.
    /// </summary>
    public required string Expected { get; init; }

    /// <summary>What the policies say, in the same form.</summary>
    public required string Actual { get; init; }

    /// <summary>Why, for a case that did not pass: the deciding statement and the values compared; null for one that passed.</summary>
    public string? Reason { get; init; }

    /// <summary>The entries of departures.json that explain why AWS decides differently; null when none was needed.</summary>
    public IReadOnlyList<PolicyDeparture>? Departure
    {
        get;
        init => field = value is null ? null : Items.Of(value);
    }

    /// <summary>The case in a line.</summary>
    public override string ToString() =>
        !Passed ? $"{Id}: expected {Expected}, got {Actual}"
        : Departure is null ? $"{Id} passed"
        : $"{Id} passed: {Actual} as AWS decides, not {Expected}: {string.Join(" ", Departure)}";
}
