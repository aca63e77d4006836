using PrivateApi.Model;

namespace PrivateApi.Reports.Comparison;

/// <summary>A call in a JSON report: which it was, and what came of it.</summary>
internal sealed record ReportedCall
{
    public string? AccountId { get; init; }

    public string? Region { get; init; }

    public string? RestApiId { get; init; }

    public string? Name { get; init; }

    public string? StageName { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    public string? Caller { get; init; }

    public string? Url { get; init; }

    public string? VpcEndpointId { get; init; }

    public Verdict? Verdict { get; init; }

    public ReportedInput? Input { get; init; }

    public IReadOnlyList<ReportedCheck?>? Check { get; init; }

    /// <summary>
    /// The same for the same call in another report. What was asked for counts, not what was found: a mended call may go by another form
    /// of address, and its caller may have another address or group.
    /// </summary>
    public string Key =>
        string.Join(
            '\n',
            (string?[])[AccountId, Region, RestApiId, StageName, Method, Path, .. Input?.Parts ?? [Caller, Url, VpcEndpointId]]
        );

    /// <summary>The check that stops the call first; null for none.</summary>
    public CheckName? Stop =>
        CheckOrder
            .Met.Where(name => Check?.Any(check => check?.Name == name.ToString() && check.Status == nameof(CheckStatus.Failed)) == true)
            .Select(name => (CheckName?)name)
            .FirstOrDefault();

    /// <summary>The call in words.</summary>
    public override string ToString() =>
        $"{(Name is null ? string.Empty : Name + " ")}{RestApiId}/{StageName ?? "-"}: {Method} {Path} from {Caller}";
}
