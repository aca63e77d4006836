using System.Text.RegularExpressions;

namespace PrivateApi.Reachability.Observed;

/// <summary>A text that is known, what it says, and where it is known from.</summary>
/// <param name="Symptom">What it says.</param>
/// <param name="Pattern">The part of it that never varies.</param>
/// <param name="Source">A page or thread that shows it.</param>
internal sealed record KnownText(Symptom Symptom, Regex Pattern, string Source)
{
    // The texts that are looked at come from anybody: a pattern that never goes back takes no longer than a text is long.
    public KnownText(Symptom symptom, string pattern, string source)
        : this(symptom, new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking), source)
    { }
}
