namespace PrivateApi.Reachability.Answers;

/// <summary>An answer to a call, as far as it tells its cause.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">Body as text; empty for none.</param>
/// <param name="Headers">Headers, names case-insensitive.</param>
internal sealed record HttpAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>x-amzn-ErrorType without what a colon adds; null where API Gateway names no error.</summary>
    public string? ErrorType => Header("x-amzn-ErrorType")?.Split(':')[0];

    /// <summary>True when the answer has the mark of every answer of API Gateway.</summary>
    public bool HasGatewayId => Header("x-amz-apigw-id") is not null;

    /// <summary>False if only a part of the headers is known, so that one that is missing means nothing.</summary>
    public bool HeadersAreKnown { get; init; } = true;

    private string? Header(string name) =>
        Headers.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Value;
}
