using System.Globalization;
using System.Text.RegularExpressions;
using PrivateApi.Reachability.Answers;

namespace PrivateApi.Reachability.Observed;

/// <summary>The answer that a text shows, as far as it shows it.</summary>
internal sealed partial record ObservedAnswer
{
    // What API Gateway says where somebody left out the JSON around it, and the status that it says it with (API Gateway
    // guide, "Gateway response types").
    private static readonly (string Text, int Status)[] Spoken =
    [
        (PolicyDenial.Mark, 403),
        ("User is not authorized to access this resource", 403),
        ("Missing Authentication Token", 403),
        ("security token included in the request", 403),
        ("The request signature we calculated", 403),
        ("Signature expired", 403),
        ("Signature not yet current", 403),
        ("Authorization header requires", 403),
        ("not a valid key=value pair", 403),
        ("Credential should be scoped to", 403),
        ("Endpoint request timed out", 504),
        ("Network error communicating with endpoint", 504),
        ("Too Many Requests", 429),
        ("Limit Exceeded", 429),
        ("Internal server error", 0),
        ("Unsupported Media Type", 415),
        ("Request Too Long", 413),
    ];

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
        (string Text, int Status) spoken = Spoken.FirstOrDefault(item => plain.Contains(item.Text, StringComparison.OrdinalIgnoreCase));
        if (message.Length == 0 && spoken.Text is not null)
        {
            message = $"{{\"message\":\"{Sentence(plain, spoken.Text)}\"}}";
        }

        int? said =
            spoken is { Text: not null, Status: > 0 } ? spoken.Status
            : Forbidden().IsMatch(message) ? 403
            : Unauthorized().IsMatch(message) ? 401
            : null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match header in Header().Matches(plain))
        {
            headers[header.Groups["name"].Value] = header.Groups["value"].Value.Trim();
        }

        return new ObservedAnswer
        {
            Status = StatusIn(plain) ?? said,
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

    // From the start of the line or quoted text to its end, so that what follows ("because no ...") stays.
    private static string Sentence(string text, string part)
    {
        int at = text.IndexOf(part, StringComparison.OrdinalIgnoreCase);
        int start = text.LastIndexOfAny(['\n', '"'], at) + 1;
        int end = text.IndexOfAny(['\n', '"', '\r'], at);
        string line = text[start..(end < 0 ? text.Length : end)].Trim();

        // The short ones are compared whole.
        return part.Length < 45 && part != PolicyDenial.Mark && Spoken.Any(item => item.Text == part && !IsStem(part)) ? part : line;
    }

    private static bool IsStem(string part) =>
        part
            is "security token included in the request"
                or "The request signature we calculated"
                or "Signature expired"
                or "Signature not yet current"
                or "Authorization header requires"
                or "not a valid key=value pair"
                or "Credential should be scoped to";

    [GeneratedRegex(@"\{\s*[""'][mM]essage[""']\s*:\s*(?:""(?:[^""\\]|\\.)*""|null)\s*\}")]
    private static partial Regex Body();

    [GeneratedRegex(@"""Forbidden""")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"""Unauthorized""")]
    private static partial Regex Unauthorized();

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
