using System.Text.RegularExpressions;
using PrivateApi.Model;
using PrivateApi.Reachability.Answers;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Observed;

/// <summary>
/// Names the causes that a text of an error may have, from the text alone. What an answer of API Gateway's means is said by
/// <see cref="AnswerClassifier"/>; the texts of clients, of the control plane and of the execution log are in <see cref="KnownTexts"/>.
/// </summary>
internal static partial class ErrorResolver
{
    // What a person pastes is shorter; the end of a longer text has its error.
    private const int LongestText = 50_000;
    private const int LongestLine = 2_000;
    private const int LongestQuote = 160;

    /// <summary>The causes, the one that the text supports most first; empty if the text shows an answer that is no failure.</summary>
    public static IReadOnlyList<ErrorCause> Resolve(string text)
    {
        string plain = Plain(text);
        return Resolve(plain, ObservedCall.Read(plain));
    }

    /// <summary>The causes of a call's failure; empty if it did not fail.</summary>
    public static IReadOnlyList<ErrorCause> Resolve(CallResult result)
    {
        string plain = Plain(ObservedResult.TextOf(result));
        ObservedCall call = ObservedCall.Read(plain) with
        {
            RestApiId = result.RestApiId,
            StageName = result.StageName,
            Region = result.Region,
            AccountId = result.AccountId,
        };
        return Resolve(plain, call);
    }

    private static IReadOnlyList<ErrorCause> Resolve(string plain, ObservedCall call)
    {
        ObservedAnswer answer = ObservedAnswer.Read(plain);
        List<RankedCause> causes = [.. OfTexts(plain, call)];

        // A proxy's refusal has a status of its own, and a status says nothing that the known text does not say better.
        bool answers = answer.Message.Length > 0 || answer.Headers.ContainsKey("x-amzn-ErrorType");
        if (causes.Count == 0 || (answers && !causes.Exists(cause => cause.Cause.Kind == AnswerCauseKind.ProxyRefused)))
        {
            causes.AddRange(AnswerRanking.Rank(answer, call));
        }

        if (causes.Count == 0)
        {
            if (answer.Status < 400)
            {
                return [];
            }

            causes.Add(
                new RankedCause(
                    new AnswerCause(AnswerCauseKind.NotKnown, CauseSentences.Sentence(AnswerCauseKind.NotKnown)),
                    CauseCertainty.Unknown,
                    "none of the known texts is in it",
                    null
                )
            );
        }

        return
        [
            .. causes
                .DistinctBy(cause => cause.Cause.Kind)
                .OrderBy(cause => cause.Certainty)
                .Select((cause, i) => Result(cause, i + 1, call, answer)),
        ];
    }

    private static string Plain(string text) =>
        Escape()
            .Replace(text.Length > LongestText ? text[^LongestText..] : text, string.Empty)
            .Replace("\r\n", "\n", StringComparison.Ordinal);

    private static IEnumerable<RankedCause> OfTexts(string text, ObservedCall call)
    {
        HashSet<Symptom> seen = [];
        foreach (KnownText known in KnownTexts.All)
        {
            if (seen.Contains(known.Symptom) || known.Pattern.Match(text) is not { Success: true } match)
            {
                continue;
            }

            seen.Add(known.Symptom);
            foreach ((AnswerCauseKind kind, CauseCertainty certainty) in SymptomCauses.Causes(known.Symptom, call))
            {
                yield return new RankedCause(
                    new AnswerCause(kind, CauseSentences.Sentence(kind)),
                    certainty,
                    $"the text has \"{Quote(match.Value)}\"{Where(call, match.Value)}",
                    known.Source
                );
            }
        }
    }

    private static string Where(ObservedCall call, string said)
    {
        string host =
            call.Host is { } name && !said.Contains(name.Name, StringComparison.OrdinalIgnoreCase) ? $" for {name.Name}" : string.Empty;
        return host + (call.Address is { } address ? $" at {address}" : string.Empty);
    }

    private static ErrorCause Result(RankedCause cause, int order, ObservedCall call, ObservedAnswer answer) =>
        new()
        {
            Order = order,
            Cause = cause.Cause.Kind.ToString(),
            Certainty = cause.Certainty,
            Explanation = cause.Cause.Sentence,
            Evidence = cause.Evidence,
            Command = CauseCommand.For(cause.Cause.Kind, call),
            Source = cause.Source,
            StatusCode = answer.Status,
            HostName = call.Host?.Name,
            RestApiId = call.RestApiId,
            StageName = call.StageName,
            VpcEndpointId = call.VpcEndpointId,
            AccountId = call.AccountId,
            Region = call.Region,
        };

    private static string Quote(string part)
    {
        string line = SecretText.LogLine(part.Length > LongestLine ? part[..LongestLine] : part);
        return line.Length > LongestQuote ? line[..LongestQuote] + "…" : line;
    }

    [GeneratedRegex(@"\x1b\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
