using System.Net;
using System.Text.RegularExpressions;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Observed;

/// <summary>What a text tells of the call: which host, API, endpoint, stage and Region. Null where it does not say.</summary>
internal sealed partial record ObservedCall
{
    /// <summary>The host that was called.</summary>
    public ApiHost? Host { get; init; }

    /// <summary>The path of the URL, with the stage and without the query; null if the text has no URL.</summary>
    public string? UrlPath { get; init; }

    public string? RestApiId { get; init; }

    public string? VpcEndpointId { get; init; }

    public string? StageName { get; init; }

    /// <summary>The path below the stage.</summary>
    public string? Path { get; init; }

    public string? Method { get; init; }

    public string? Region { get; init; }

    public string? AccountId { get; init; }

    public string? VpcId { get; init; }

    /// <summary>The address that the client connected to, or tried to.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The headers that the call was sent with, by name; null if the text does not show them.</summary>
    public IReadOnlyDictionary<string, string>? Sent { get; init; }

    /// <summary>True for a private address, as an endpoint's interface has; null if the text has none.</summary>
    public bool? IsAddressPrivate => Address is { } address ? !PublicAddresses.Contains(address) : null;

    /// <summary>The API that the request's headers name, if they are shown and one of them does.</summary>
    public bool SentNamesApi =>
        Sent is not null
        && (
            Sent.ContainsKey("x-apigw-api-id") || (Sent.TryGetValue("host", out string? host) && ApiHost.Parse(host).RestApiId is not null)
        );

    /// <summary>Reads a text.</summary>
    public static ObservedCall Read(string text)
    {
        Match arn = InvokeArn().Match(text);
        Match url = Urls().Matches(text).OrderByDescending(Worth).FirstOrDefault() ?? Match.Empty;
        string? name =
            url.Success ? url.Groups["host"].Value
            : Name().Match(text) is { Success: true } bare ? bare.Value
            : HostAt(text);
        ApiHost? host = name is null ? null : ApiHost.Parse(name);
        Dictionary<string, string>? sent = SentHeaders(text);
        ApiHost? named = sent?.TryGetValue("host", out string? value) == true ? ApiHost.Parse(value) : null;
        string? path =
            url.Success ? url.Groups["path"].Value
            : RequestLine().Match(text) is { Success: true } line ? line.Groups["path"].Value
            : null;
        string[] parts = (path ?? string.Empty).Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isDirect = host?.IsApiGateways == true || named?.IsApiGateways == true;
        return new ObservedCall
        {
            Host = host,
            UrlPath = path,
            RestApiId = Group(arn, "api") ?? sent?.GetValueOrDefault("x-apigw-api-id") ?? named?.RestApiId ?? host?.RestApiId,
            VpcEndpointId = host?.VpcEndpointId ?? (EndpointId().Match(text) is { Success: true } id ? id.Value : null),
            StageName = Group(arn, "stage") ?? (isDirect ? parts.FirstOrDefault() : null),
            Path =
                Group(arn, "path") is { } below ? "/" + below
                : isDirect && parts.Length > 1 ? "/" + string.Join('/', parts[1..])
                : null,
            Method = Group(arn, "verb") ?? (RequestLine().Match(text) is { Success: true } request ? request.Groups["verb"].Value : null),
            Region = Group(arn, "region") ?? host?.Region ?? named?.Region,
            AccountId = Group(arn, "account") is { } account && account.All(char.IsAsciiDigit) ? account : null,
            VpcId = VpcIds().Match(text) is { Success: true } vpc ? vpc.Value : null,
            Address = AddressIn(text),
            Sent = sent,
        };
    }

    // A page of help that a message links to is no call; API Gateway's own names say most.
    private static int Worth(Match url) =>
        ApiHost.Parse(url.Groups["host"].Value) is { IsApiGateways: true } ? 2
        : Help().IsMatch(url.Groups["host"].Value) ? -1
        : 1;

    private static string? HostAt(string text) =>
        NamedHost().Match(text) is { Success: true } named && named.Groups["host"].Value.Contains('.', StringComparison.Ordinal)
            ? named.Groups["host"].Value
            : null;

    private static Dictionary<string, string>? SentHeaders(string text)
    {
        Dictionary<string, string> sent = new(StringComparer.OrdinalIgnoreCase);
        foreach (Match header in SentHeader().Matches(text))
        {
            sent[header.Groups["name"].Value] = header.Groups["value"].Value.Trim();
        }

        return sent.Count > 0 ? sent : null;
    }

    private static IPAddress? AddressIn(string text) =>
        Connected().Match(text) is { Success: true } connected
        && IPAddress.TryParse(connected.Groups["address"].Value, out IPAddress? address)
            ? address
            : null;

    private static string? Group(Match match, string name) =>
        match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;

    [GeneratedRegex(
        @"arn:[a-z-]+:execute-api:(?<region>[a-z0-9-]*):(?<account>[0-9*]*):(?<api>[a-z0-9]+)/(?<stage>[^/\s""'\\]+)/(?<verb>[A-Z]+)/(?<path>[^\s""'\\]*)"
    )]
    private static partial Regex InvokeArn();

    [GeneratedRegex(
        @"https?://(?:[^\s/@""'<>]*@)?(?<host>[A-Za-z0-9.-]+)(?::\d+)?(?<path>/[^\s?#""'<>\\),;\]]*)?",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Urls();

    [GeneratedRegex(@"\b(?:[a-z0-9-]{1,63}\.){1,6}amazonaws\.com(?:\.cn)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(
        @"(?:resolve host:?|ENOTFOUND|EAI_AGAIN|UnknownHostException:|lookup|host name|target host|Failed to connect to|Failed to resolve|Host:|valid for|\() ?'?(?<host>[A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NamedHost();

    [GeneratedRegex(
        @"\b(?:docs|curl\.se|curl\.haxx|aws\.amazon|developer\.mozilla|github|stackoverflow|go\.microsoft|aka\.ms|repost)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Help();

    [GeneratedRegex(@"^> ?(?<verb>[A-Z]+) (?<path>/[^\s?#]*)[^\s]* HTTP/", RegexOptions.Multiline)]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"^> ?(?<name>[A-Za-z][A-Za-z0-9-]*): ?(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex SentHeader();

    [GeneratedRegex(@"(?:Connected to \S+ \(|Trying \[?|dial tcp \[?|connect E[A-Z]+ )(?<address>[0-9a-fA-F.:]+?)(?:\]|\)|:\d+|\.\.\.|\s)")]
    private static partial Regex Connected();

    [GeneratedRegex(@"\bvpce-[0-9a-f]{8,17}\b")]
    private static partial Regex EndpointId();

    [GeneratedRegex(@"\bvpc-[0-9a-f]{8,17}\b")]
    private static partial Regex VpcIds();
}
