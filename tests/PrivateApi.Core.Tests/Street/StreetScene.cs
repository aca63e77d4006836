using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Observed;
using PrivateApi.Tests.Reachability;

namespace PrivateApi.Tests.Street;

/// <summary>What a report's scene has to show: the check that the list names says the cause, and nothing does harm.</summary>
internal static class StreetScene
{
    // What was advised once and did harm: a public API made private, a group opened for an address that nobody has.
    private static readonly string[] Harmful = ["'PRIVATE'", "types/EDGE", "10.0.9.10/32", "10.0.0.10/32"];

    /// <summary>What most reports of a 403 show.</summary>
    public const string Forbidden = """{"message":"Forbidden"}""";

    /// <summary>The check of the list says the cause; no remedy does harm.</summary>
    public static Scene Names(this Scene scene, int report, CheckStatus status, params string[] parts)
    {
        CheckName check = Reports.Of(report).Check ?? throw new InvalidOperationException($"the list has no check for report {report}");
        return scene.Expect(check, status, parts).DoesNoHarm();
    }

    /// <summary>No remedy of any check is one that did harm.</summary>
    public static Scene DoesNoHarm(this Scene scene)
    {
        DoNoHarm(scene.Verdict);
        return scene;
    }

    /// <summary>No remedy of a verdict is one that did harm.</summary>
    public static void DoNoHarm(PathVerdict verdict) =>
        Assert.All(
            verdict.Findings.Select(item => item.Finding.Remedy?.ToString()).OfType<string>(),
            remedy => Assert.All(Harmful, harm => Assert.DoesNotContain(harm, remedy, StringComparison.Ordinal))
        );

    /// <summary>
    /// The explanation of the list is among the causes of the text that was seen, before those that the text supports less.
    /// </summary>
    public static ErrorCause Explains(int report, string text)
    {
        string cause =
            Reports.Of(report).Explanation ?? throw new InvalidOperationException($"the list explains no text of report {report}");
        IReadOnlyList<ErrorCause> causes = ErrorResolver.Resolve(text);
        ErrorCause found = Assert.Single(causes, item => item.Cause == cause);
        Assert.Equal(causes[0].Certainty, found.Certainty);
        return found;
    }
}
