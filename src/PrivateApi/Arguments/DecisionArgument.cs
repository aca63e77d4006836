using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.Policy.Language;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-AuthorizerDecision</c>.</summary>
internal static class DecisionArgument
{
    private static readonly string[] Words = ["Allow", "Deny"];

    /// <summary>One of the two words, or a policy document as text; null for nothing.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>PolicyNotFound</c>, <c>InputTooLarge</c>.</exception>
    public static string? Read(SessionState session, object? given)
    {
        if (given is null)
        {
            return null;
        }

        string? word = JsonArgument.Unwrap(given) as string;
        return Array.Find(Words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase))
            ?? PolicyDocument.ParseIdentity(Document(session, given, word)).ToJson();
    }

    private static string Document(SessionState session, object given, string? word)
    {
        try
        {
            return PolicyArgument.Text(session, given);
        }
        catch (PrivateApiException e) when (word is not null && e.ErrorId == "PolicyNotFound")
        {
            // Most likely another word, not a path.
            throw new PrivateApiException(
                e.ErrorId,
                e.Kind,
                $"-AuthorizerDecision takes Allow, Deny, or a policy document as text, file or object. {e.Message}",
                e.Target,
                e
            );
        }
    }
}
