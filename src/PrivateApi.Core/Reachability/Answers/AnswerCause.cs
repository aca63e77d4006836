namespace PrivateApi.Reachability.Answers;

/// <summary>One possible cause of an answer.</summary>
/// <param name="Kind">The cause.</param>
/// <param name="Sentence">The same in words.</param>
internal sealed record AnswerCause(AnswerCauseKind Kind, string Sentence);
