using System.Management.Automation;
using System.Text;
using Amazon;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Templates;
using PrivateApi.Resources;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-Policy</c> and the template parameters.</summary>
internal static class PolicyArgument
{
    // A byte that is not UTF-8 must not become a question mark inside somebody's policy. A byte-order mark of UTF-16 is respected.
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PolicyChoice Choice(SessionState session, object? policy, string[] sourceVpce, string[] sourceVpc) =>
        new(policy is null ? null : Text(session, policy), sourceVpce, sourceVpc);

    public static PolicyChoice Choice(SessionState session, object? policy, ITemplateArguments arguments) =>
        new(policy is null ? null : Text(session, policy), Options(arguments));

    /// <summary>The policy template of the parameters.</summary>
    public static PolicyTemplateOptions Options(ITemplateArguments arguments) =>
        new()
        {
            Template = arguments.Template,
            SourceVpce = [.. arguments.SourceVpce.Select(text => NamedEndpoint.Read(text).VpcEndpointId)],
            SourceVpc = arguments.SourceVpc,
            SourceIp = arguments.SourceIp,
            AccountId = arguments.AccountId,
            OrganizationId = arguments.OrganizationId,
            Method = arguments.Method,
            Path = arguments.Path,
            Deny = arguments.Deny,
        };

    /// <summary>The policy as text, unchecked.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>PolicyNotFound</c>, <c>InputTooLarge</c>.</exception>
    public static string Text(SessionState session, object? policy) =>
        JsonArgument.Unwrap(policy) switch
        {
            string text when text.AsSpan().TrimStart() is ['{' or '"', ..] => Checked(text),
            string path => Read(InputPath.Resolve(session, path) ?? throw NoPath(path)),
            FileInfo file => Read(file.FullName),
            PolicyDocument document => document.ToJson(),
            Api api => api.Policy ?? throw Without(api.RestApiId),
            ApiPolicy other => other.Policy ?? throw Without(other.RestApiId),
            IAwsResource other => throw NoPolicy(other),
            object[] lines when lines.Length > 0 && lines.All(line => JsonArgument.Unwrap(line) is string) => Checked(
                string.Join('\n', lines)
            ),
            object value => JsonArgument.From(value)!.ToJsonString(),
            null => throw new PrivateApiException(
                "InvalidPolicy",
                FaultKind.InvalidArgument,
                "-Policy is empty. Pass the policy as JSON text, as the path of a file, or as an object."
            ),
        };

    /// <summary>A statement or several as text, unchecked; given as a policy is, or as a list.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>, <c>PolicyNotFound</c>, <c>InputTooLarge</c>.</exception>
    public static string Statement(SessionState session, object? statement) =>
        JsonArgument.Unwrap(statement) is string text && text.AsSpan().TrimStart() is ['[', ..] ? Checked(text) : Text(session, statement);

    /// <summary>Full path of the file that a policy is read from; null if it is given in another way.</summary>
    public static string? FileOf(SessionState session, object? policy) =>
        JsonArgument.Unwrap(policy) switch
        {
            string text when text.AsSpan().TrimStart() is ['{' or '"', ..] => null,
            string path => InputPath.Resolve(session, path),
            FileInfo file => file.FullName,
            _ => null,
        };

    /// <summary>The API the policy is on, if the object says so; null otherwise.</summary>
    public static PolicyContext? ApiOf(object? policy) =>
        JsonArgument.Unwrap(policy) switch
        {
            Api api => Context(api.Region, api.AccountId, api.RestApiId),
            ApiPolicy of => Context(of.Region, of.AccountId, of.RestApiId),
            _ => null,
        };

    private static PolicyContext Context(string region, string account, string api) =>
        new(RegionEndpoint.GetBySystemName(region).PartitionName, region, account, api);

    private static PrivateApiException Without(string api) =>
        new("InvalidPolicy", FaultKind.InvalidArgument, $"API {api} has no policy.", api);

    private static PrivateApiException NoPath(string text) =>
        new(
            "PolicyNotFound",
            FaultKind.NotFound,
            $"'{InputPath.Shown(text)}' is neither the path of a file nor a policy as text, which begins with "
                + "'{'. Pass one of the two. URLs are not fetched.",
            InputPath.Shown(text)
        );

    private static string Checked(string text)
    {
        InputFile.RequireSize(text.Length, InputFile.MostPolicyBytes, "policy", "the given text");
        return text;
    }

    private static PrivateApiException NoPolicy(IAwsResource other) =>
        new(
            "InvalidPolicy",
            FaultKind.InvalidArgument,
            $"A policy is required, or an API that has one, but {ObjectKind.Describe(other)} is neither. "
                + (
                    other is Endpoint
                        ? "An endpoint's own policy is its property Policy."
                        : "Get-PrivateApi returns APIs, Get-PrivateApiPolicy returns policies."
                ),
            other.ToString()
        );

    private static string Read(string file)
    {
        try
        {
            using StreamReader reader = new(new MemoryStream(InputFile.Read(file, InputFile.MostPolicyBytes, "policy")), Strict);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new PrivateApiException(
                "InvalidPolicy",
                FaultKind.InvalidArgument,
                $"The policy file '{file}' is not UTF-8 text: {e.Message} Save it as UTF-8.",
                file,
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PrivateApiException(
                "PolicyNotFound",
                FaultKind.NotFound,
                $"The policy file '{InputPath.Shown(file)}' cannot be read: {InputPath.Shown(e.Message)} Pass the path of a "
                    + "file, or the policy itself as text that begins with '{'.",
                InputPath.Shown(file),
                e
            );
        }
    }
}
