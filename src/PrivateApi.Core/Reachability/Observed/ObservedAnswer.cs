using System.Globalization;
using System.Text.RegularExpressions;
using PrivateApi.Reachability.Answers;

namespace PrivateApi.Reachability.Observed;

/// <summary>The answer that a text shows, as far as it shows it.</summary>
internal sealed partial record ObservedAnswer
{
    /// <summary>The status; null if the text has none and its words do not fix it.</summary>
    public int? Status { get; private init; }

    /// <summary>The body as far as it is API Gateway's own message; empty otherwise.</summary>
    public string Message { get; private init; } = string.Empty;

    /// <summary>The headers that matter here.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    /// <summary>True if the text shows the headers of the answer, so that one that is missing means something.</summary>
    public bool HasHeaders { get; private init; }

    /// <summary>The whole text.</summary>
    public string Text { get; private init; } = string.Empty;

    /// <summary>The answer as the classifier takes it.</summary>
    public HttpAnswer ToHttpAnswer(int status) => new(status, Message, Headers) { HeadersAreKnown = HasHeaders };

    /// <summary>Reads a text.</summary>
    public static ObservedAnswer Read(string text)
    {
        string plain = text.Replace("\\\"", "\"", StringComparison.Ordinal);
        string message = Body().Matches(plain).LastOrDefault()?.Value ?? string.Empty;

        // Where somebody left out the JSON around it. A single word is too common in prose to count there.
        GatewayPhrase? said = GatewayPhrase.All.FirstOrDefault(phrase =>
            phrase.IsWord ? phrase.IsSaidBy(message) : plain.Contains(phrase.Text, StringComparison.OrdinalIgnoreCase)
        );
        if (message.Length == 0 && said is not null)
        {
            message = $"{{\"message\":\"{Sentence(plain, said)}\"}}";
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match header in Header().Matches(plain))
        {
            headers[header.Groups["name"].Value] = header.Groups["value"].Value.Trim();
        }

        return new ObservedAnswer
        {
            Status = StatusIn(plain) ?? (said is { Status: > 0 } ? said.Status : null),
            Message = message,
            Headers = headers,
            HasHeaders = headers.Keys.Any(name => !name.Equals("x-amzn-ErrorType", StringComparison.OrdinalIgnoreCase)),
            Text = plain,
        };
    }

    // The last one counts: a proxy's "200 Connection established" and "100 Continue" come before.
    private static int? StatusIn(string text) =>
        (StatusLine().Matches(text) is { Count: > 0 } lines ? lines : Statuses().Matches(text)).LastOrDefault() is { } status
            ? int.Parse(status.Groups["status"].Value, CultureInfo.InvariantCulture)
            : null;

    // From the start of the line or quoted text to its end, so that what follows ("because no ...") stays. The classifier compares
    // a whole message as it is.
    private static string Sentence(string text, GatewayPhrase phrase)
    {
        int at = text.IndexOf(phrase.Text, StringComparison.OrdinalIgnoreCase);
        int start = text.LastIndexOfAny(['\n', '"'], at) + 1;
        int end = text.IndexOfAny(['\n', '"', '\r'], at);
        return phrase.IsWhole ? phrase.Text : text[start..(end < 0 ? text.Length : end)].Trim();
    }

    [GeneratedRegex(@"\{\s*[""'][mM]essage[""']\s*:\s*(?:""(?:[^""\\]|\\.)*""|null)\s*\}")]
    private static partial Regex Body();

    [GeneratedRegex(@"\bHTTP/[0-9.]+ (?<status>[1-5][0-9][0-9])\b")]
    private static partial Regex StatusLine();

    [GeneratedRegex(
        @"(?:returned error:|status ?code[""']?(?: does not indicate success)?:?=?|status[""']?[:=]|HTTP Error|HTTPError:|server error:|http code)\s*[""']?\(?(?<status>[45][0-9][0-9])\b|\b(?<status>[45][0-9][0-9]) (?:Client Error|Server Error|\(?Forbidden|Bad Gateway|Service (?:Temporarily )?Unavailable|Gateway Time-?out|Internal Server Error|Too Many Requests|Not Found|Unauthorized)",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Statuses();

    [GeneratedRegex(
        @"(?:^<? ?|[{,]\s*)[""']?(?<name>x-amzn-ErrorType|x-amz-apigw-id|x-amzn-RequestId|server|via|content-type|x-amz-cf-id|x-amzn-waf-action|date|content-length)[""']?\s*: ?[""']?(?<value>[^""'\r\n]+)",
        RegexOptions.IgnoreCase | RegexOptions.Multiline
    )]
    private static partial Regex Header();
}
