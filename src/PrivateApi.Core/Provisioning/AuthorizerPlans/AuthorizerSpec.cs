using System.Text.RegularExpressions;
using PrivateApi.Errors;

namespace PrivateApi.Provisioning.AuthorizerPlans;

/// <summary>The authorizer that <c>New-PrivateApiAuthorizer</c> was asked for.</summary>
internal sealed partial record AuthorizerSpec
{
    public const string Token = "TOKEN";

    public const string Request = "REQUEST";

    public const string Cognito = "COGNITO_USER_POOLS";

    /// <summary>What API Gateway takes without a value (API Gateway API reference, "Authorizer").</summary>
    public const int DefaultTtlSec = 300;

    private const int LongestTtl = 3600;

    public required string Name { get; init; }

    public required string RestApiId { get; init; }

    /// <summary><c>TOKEN</c>, <c>REQUEST</c> or <c>COGNITO_USER_POOLS</c>; null to let the identity sources decide between
    /// the first two.</summary>
    public string? Type { get; init; }

    /// <summary>Name or ARN of the Lambda function; null for user pools.</summary>
    public string? FunctionName { get; init; }

    public IReadOnlyList<string> UserPoolArns { get; init; } = [];

    /// <summary>Names of headers, or expressions of API Gateway; empty for the header Authorization.</summary>
    public IReadOnlyList<string> IdentitySources { get; init; } = [];

    public string? IdentityValidationExpression { get; init; }

    /// <summary>Seconds; null for API Gateway's 300.</summary>
    public int? TtlSec { get; init; }

    /// <summary>The verbs of the methods to protect; none for all of <see cref="Paths"/>.</summary>
    public IReadOnlyList<string> Methods { get; init; } = [];

    /// <summary>The resources whose methods to protect; none for all with one of <see cref="Methods"/>.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    public string? StageName { get; init; }

    /// <summary>True when methods are to be protected.</summary>
    public bool Attaches => Methods.Count > 0 || Paths.Count > 0;

    /// <summary>The type that is asked for: one header is a token, everything else a request.</summary>
    public string EffectiveType => UserPoolArns.Count > 0 ? Cognito : Type ?? (Expressions is [var one] && IsHeader(one) ? Token : Request);

    /// <summary>The type of authorization of the methods that use it (API Gateway API reference, "PutMethod").</summary>
    public string MethodAuthorization => EffectiveType == Cognito ? Cognito : "CUSTOM";

    /// <summary>The identity sources as API Gateway writes them.</summary>
    public string[] Expressions =>
        IdentitySources.Count == 0 && !(Type == Request && TtlSec == 0)
            ? ["method.request.header.Authorization"]
            : [.. IdentitySources.Select(Expression)];

    /// <summary>Refuses what API Gateway would refuse, or accept without it working.</summary>
    /// <exception cref="PrivateApiException"><c>InvalidAuthorizer</c>.</exception>
    public void Check()
    {
        if (TtlSec is < 0 or > LongestTtl)
        {
            throw Invalid($"-TtlSec is from 0, which switches the cache off, to {LongestTtl}.");
        }

        foreach (string source in Expressions.Where(source => !Mapping().IsMatch(source)))
        {
            throw Invalid(
                $"'{source}' is no identity source. Use the name of a header, or an expression of API Gateway: "
                    + "method.request.header.Name, method.request.querystring.Name, stageVariables.Name or context.Name."
            );
        }

        if (EffectiveType != Request && !(Expressions is [var one] && IsHeader(one)))
        {
            throw Invalid(
                EffectiveType == Cognito
                    ? "An authorizer of user pools reads one header, which -IdentitySource names."
                    : "A TOKEN authorizer reads one header. Use -Type Request for query parameters, and for several sources."
            );
        }

        if (UserPoolArns.FirstOrDefault(arn => !UserPool().IsMatch(arn)) is { } other)
        {
            throw Invalid(
                $"'{other}' is not the ARN of a user pool. It looks like "
                    + "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI."
            );
        }

        if (IdentityValidationExpression is { } expression && Mistake(expression) is { } mistake)
        {
            throw Invalid($"-IdentityValidationExpression '{expression}' is no regular expression: {mistake}");
        }

        if (IdentityValidationExpression is not null && EffectiveType == Request)
        {
            throw Invalid("API Gateway ignores -IdentityValidationExpression with a REQUEST authorizer. Leave it out, or use -Type Token.");
        }
    }

    private static bool IsHeader(string expression) => expression.StartsWith("method.request.header.", StringComparison.Ordinal);

    private static string Expression(string source) =>
        source.StartsWith("method.request.", StringComparison.Ordinal)
        || source.StartsWith("stageVariables.", StringComparison.Ordinal)
        || source.StartsWith("context.", StringComparison.Ordinal)
            ? source
            : $"method.request.header.{source}";

    // API Gateway's expressions are Java's, which .NET cannot read in full: only what is open or empty in both is a mistake.
    private static string? Mistake(string expression)
    {
        try
        {
            _ = new Regex(expression, RegexOptions.CultureInvariant);
            return null;
        }
        catch (RegexParseException e)
            when (e.Error
                    is RegexParseError.InsufficientClosingParentheses
                        or RegexParseError.InsufficientOpeningParentheses
                        or RegexParseError.UnterminatedBracket
                        or RegexParseError.QuantifierAfterNothing
                        or RegexParseError.UnescapedEndingBackslash
            )
        {
            return e.Message;
        }
        catch (RegexParseException)
        {
            return null;
        }
    }

    private PrivateApiException Invalid(string text) => new("InvalidAuthorizer", FaultKind.InvalidArgument, text, Name);

    // A header's name is a token of HTTP (RFC 9110, section 5.1).
    [GeneratedRegex(
        @"\A(method\.request\.header\.[A-Za-z0-9!#$%&'*+.^_`|~-]+|method\.request\.querystring\.[^,\s]+"
            + @"|(stageVariables|context)\.[A-Za-z0-9_.]+)\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Mapping();

    // Amazon Cognito API reference, "UserPoolId".
    [GeneratedRegex(
        @"\Aarn:aws[a-z0-9-]*:cognito-idp:[a-z0-9-]+:[0-9]{12}:userpool/[A-Za-z0-9_-]+_[0-9A-Za-z]+\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex UserPool();
}
