using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability.Answers;

/// <summary>
/// What API Gateway says in an answer whose error type is not known, and what it means by it: the one list by which an answer is
/// classified and by which it is found in a text that shows no more of it (API Gateway guide, "Gateway response types").
/// </summary>
/// <param name="Text">The words.</param>
/// <param name="Status">The status that they come with; 0 if it is not always the same.</param>
/// <param name="Meaning">What they mean.</param>
/// <param name="IsWhole">True if they are the whole message; false if more follows or comes before.</param>
internal sealed record GatewayPhrase(string Text, int Status, GatewayPhraseMeaning Meaning, bool IsWhole)
{
    /// <summary>All, in the order in which they are looked for.</summary>
    public static IReadOnlyList<GatewayPhrase> All { get; } =
    [
        Part(PolicyDenial.Mark, 403, GatewayPhraseMeaning.Denied),
        Part("User is not authorized to access this resource", 403, GatewayPhraseMeaning.Denied),
        Part(SignatureAnswer.TokenMark, 403, GatewayPhraseMeaning.Signature),
        Part("Signature expired", 403, GatewayPhraseMeaning.Signature),
        Part("Signature not yet current", 403, GatewayPhraseMeaning.Signature),
        Part("Credential should be scoped to", 403, GatewayPhraseMeaning.Signature),
        Part("The request signature we calculated", 403, GatewayPhraseMeaning.Signature),
        Part("Authorization header requires", 403, GatewayPhraseMeaning.SignatureIncomplete),
        Part("not a valid key=value pair", 403, GatewayPhraseMeaning.SignatureIncomplete),
        Whole("Forbidden", 403, GatewayPhraseMeaning.Forbidden),
        Whole("Missing Authentication Token", 403, GatewayPhraseMeaning.TokenMissing),
        Whole("Too Many Requests", 429, GatewayPhraseMeaning.Throttled),
        Whole("Limit Exceeded", 429, GatewayPhraseMeaning.QuotaExceeded),
        Whole("Unauthorized", 401, GatewayPhraseMeaning.Unauthorized),
        Whole(DeniedAnswer.TokenExpired.Message, 401, GatewayPhraseMeaning.Unauthorized),
        Whole("Endpoint request timed out", 504, GatewayPhraseMeaning.Integration),
        Whole("Network error communicating with endpoint", 504, GatewayPhraseMeaning.Integration),
        Whole("Internal server error", 0, GatewayPhraseMeaning.Integration),
        Whole("Unsupported Media Type", 415, GatewayPhraseMeaning.MediaType),
        Whole("Request Too Long", 413, GatewayPhraseMeaning.TooLarge),
    ];

    /// <summary>True for a single word, which means this only as the message of a JSON body.</summary>
    public bool IsWord => IsWhole && !Text.Contains(' ', StringComparison.Ordinal);

    /// <summary>True when the body is this phrase, or has it in it.</summary>
    public bool IsSaidBy(string body) => IsWhole ? IsMessage(body, $"\"{Text}\"") : body.Contains(Text, StringComparison.Ordinal);

    /// <summary>True when the body is an object with this message alone, with or without a space after the colon.</summary>
    public static bool IsMessage(string body, string message) =>
        body.Trim().TrimStart('{').TrimEnd('}').Trim() is { } member
        && (member == $"\"message\":{message}" || member == $"\"message\": {message}");

    private static GatewayPhrase Part(string text, int status, GatewayPhraseMeaning meaning) => new(text, status, meaning, IsWhole: false);

    private static GatewayPhrase Whole(string text, int status, GatewayPhraseMeaning meaning) => new(text, status, meaning, IsWhole: true);
}

/// <summary>What a <see cref="GatewayPhrase"/> means.</summary>
internal enum GatewayPhraseMeaning
{
    /// <summary>A policy or an authorizer refused the call.</summary>
    Denied,

    /// <summary>The signature or its credentials were refused.</summary>
    Signature,

    /// <summary>The Authorization header is not a whole signature.</summary>
    SignatureIncomplete,

    /// <summary>The gateway refused the call without saying why.</summary>
    Forbidden,

    /// <summary>No such path or verb, or no signature.</summary>
    TokenMissing,

    /// <summary>Too fast.</summary>
    Throttled,

    /// <summary>The quota of a usage plan is used up.</summary>
    QuotaExceeded,

    /// <summary>The authorizer refused the token.</summary>
    Unauthorized,

    /// <summary>The integration or the authorizer failed.</summary>
    Integration,

    /// <summary>The integration takes no such Content-Type.</summary>
    MediaType,

    /// <summary>The call is too large.</summary>
    TooLarge,
}
