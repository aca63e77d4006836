using PrivateApi.Model;

namespace PrivateApi.Reports.Comparison;

/// <summary>A call beside what an earlier report says of it.</summary>
/// <param name="Change">How it changed.</param>
/// <param name="Words">The change in a few words; empty for none.</param>
internal sealed record ComparedCall(CallChange Change, string Words)
{
    public static ComparedCall Unchanged { get; } = new(CallChange.None, string.Empty);

    /// <summary>Compares a call.</summary>
    /// <param name="now">What is reported now.</param>
    /// <param name="before">What was reported before; null where the call was not tested.</param>
    public static ComparedCall Of(ReportedCall now, ReportedCall? before) =>
        (now.Verdict, before?.Verdict) switch
        {
            (Verdict.Blocked, null) => new(CallChange.New, "new: not tested before"),
            (Verdict.Blocked, Verdict.Blocked) => new(
                CallChange.Still,
                now.Stop == before!.Stop || before.Stop is null ? "still blocked" : $"still blocked, before by {before.Stop}"
            ),
            (Verdict.Blocked, _) => new(CallChange.New, $"new: was {before!.Verdict}"),
            (Verdict.Reachable, Verdict.Blocked) => new(CallChange.Mended, "mended: was Blocked"),
            (_, null) => Unchanged,
            _ when now.Verdict != before!.Verdict => new(CallChange.Other, $"was {before.Verdict}"),
            _ => Unchanged,
        };
}
