using PrivateApi.Model;
using PrivateApi.Reachability.Answers;

namespace PrivateApi.Reachability.Observed;

/// <summary>A cause, how much the text supports it, and by what.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Certainty">How much the text supports it.</param>
/// <param name="Evidence">What in the text points to it.</param>
/// <param name="Source">Where the text and its cause are known from; null for an unknown text.</param>
internal sealed record RankedCause(AnswerCause Cause, CauseCertainty Certainty, string Evidence, string? Source);
