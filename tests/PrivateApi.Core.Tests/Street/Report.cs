using PrivateApi.Model;

namespace PrivateApi.Tests.Street;

/// <summary>A problem as somebody reported it, its true cause, and what of the module names that cause.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Cause">The cause that the thread or AWS's page gives.</param>
/// <param name="Threads">Where it was reported.</param>
internal sealed record Report(int Number, string Cause, params (string Name, string Url)[] Threads)
{
    /// <summary>The check that names the cause; null for none.</summary>
    public CheckName? Check { get; init; }

    /// <summary>The cause as <c>Resolve-PrivateApiError</c> names it from the text that was seen; null where the check is enough.</summary>
    public string? Explanation { get; init; }

    /// <summary>What else names it, in words; null for nothing.</summary>
    public string? Otherwise { get; init; }

    /// <summary>What is not right yet; null for nothing.</summary>
    public string? Open { get; init; }

    /// <summary>True while a verdict of this report is false.</summary>
    public bool IsFalse { get; init; }

    /// <summary>True when something names the cause.</summary>
    public bool IsNamed => (Check, Explanation, Otherwise) != (null, null, null);

    /// <summary>Its line in docs/diagnosis.md.</summary>
    public string Row =>
        $"| {Number} | {string.Join(", ", Threads.Select(thread => $"[{thread.Name}]({thread.Url})"))} | {Cause} | {NamedBy} | {Scene} | {Open} |";

    /// <summary>The tests that build it in the lab with boto3; empty for none.</summary>
    public string Scene => string.Join(", ", ReportTests.Tests(ReportTests.Scene, Number).Select(name => $"`{name}`"));

    private string NamedBy =>
        string.Join(
            "; ",
            (
                (string?[])[Check?.ToString(), Explanation is null ? null : $"Resolve-PrivateApiError: {Explanation}", Otherwise]
            ).OfType<string>()
        );
}
