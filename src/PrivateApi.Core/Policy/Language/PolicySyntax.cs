using System.Text.Json;
using PrivateApi.Errors;

namespace PrivateApi.Policy.Language;

/// <summary>The errors for a text that is not a policy: line, column, and what was expected.</summary>
internal static class PolicySyntax
{
    public static PrivateApiException Malformed(byte[] text, JsonException malformed)
    {
        int line = (int)(malformed.LineNumber ?? 0);
        int start = 0;
        for (int i = 0; i < line; i++)
        {
            start += text.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        string message = malformed.Message;
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (tail < 0 ? message : message[..tail]).TrimEnd('.');
        message = message.StartsWith("Expected ", StringComparison.Ordinal) ? "e" + message[1..] : "expected JSON; " + message;
        return Invalid(text, start + (int)(malformed.BytePositionInLine ?? 0), message);
    }

    public static PrivateApiException Invalid(byte[] text, int offset, string what)
    {
        PolicyPlace place = new PlaceIndex(text).At(offset);
        return new PrivateApiException(
            "InvalidPolicy",
            FaultKind.InvalidArgument,
            $"The policy cannot be read at {place}: {what}.",
            place.ToString()
        );
    }
}
