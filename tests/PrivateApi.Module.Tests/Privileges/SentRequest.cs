using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Privileges;

/// <summary>A request that left the process: its service by the signature, and its operation as the service model names it.</summary>
internal sealed record SentRequest(string Service, string Operation)
{
    // Verbs of the AWS models whose operations change nothing. POST is a verb of HTTP here and changes something.
    private static readonly string[] Readers = ["Describe", "Get", "List", "Search", "Filter", "Lookup"];

    /// <summary>True for an operation that changes nothing. A call to an API itself is none of AWS's and may change anything.</summary>
    public bool IsRead =>
        Service.Length > 0
        && Service != "execute-api"
        && (
            Operation.StartsWith("GET ", StringComparison.Ordinal)
            || Readers.Any(verb => Operation.StartsWith(verb, StringComparison.Ordinal))
        );

    /// <summary>
    /// Reads a request off the wire: query protocols name the operation in the body, JSON ones in a header, the others by verb
    /// and path.
    /// </summary>
    public static SentRequest Of(string method, string pathAndQuery, string? authorization, string? target, string body)
    {
        string service = Regex.Match(authorization ?? string.Empty, "Credential=[^/]+/[^/]+/[^/]+/([^/]+)/").Groups[1].Value;
        string action = Regex.Match(body, "(?:^|&)Action=([A-Za-z]+)").Groups[1].Value;
        return new SentRequest(
            service,
            target is not null ? target.Split('.')[^1]
                : service is "ec2" or "iam" or "sts" ? action
                : $"{method} {pathAndQuery}"
        );
    }

    public override string ToString() => $"{Service}: {Operation}";
}
