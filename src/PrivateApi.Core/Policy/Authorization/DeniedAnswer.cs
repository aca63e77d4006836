using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Policy.Evaluation;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Authorization;

/// <summary>The HTTP answer AWS gives to a call that is not authorized.</summary>
/// <param name="StatusCode">The status.</param>
/// <param name="ErrorType">The value of x-amzn-ErrorType.</param>
/// <param name="Message">The text; its ending differs between newer and older Regions, so compare its beginning.</param>
/// <param name="Body">The body: denials by policies have the member "Message", the gateway's own "message".</param>
public sealed record DeniedAnswer(int StatusCode, string ErrorType, string Message, string Body)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>No signature on an AWS_IAM method: the same bytes as for a path that does not exist.</summary>
    public static DeniedAnswer MissingAuthenticationToken { get; } =
        Create(403, "MissingAuthenticationTokenException", "Missing Authentication Token", "message");

    /// <summary>
    /// The gateway's least specific answer: unknown API or stage, public API through an endpoint, default host disabled, no valid API
    /// key.
    /// </summary>
    public static DeniedAnswer Forbidden { get; } = Create(403, "ForbiddenException", "Forbidden", "message");

    /// <summary>A throttle has no token left for the request.</summary>
    public static DeniedAnswer TooManyRequests { get; } = Create(429, "TooManyRequestsException", "Too Many Requests", "message");

    /// <summary>The key has no request left of its quota.</summary>
    public static DeniedAnswer LimitExceeded { get; } = Create(429, "LimitExceededException", "Limit Exceeded", "message");

    /// <summary>Something between method and backend is wrong; only the execution log says what.</summary>
    public static DeniedAnswer InternalServerError { get; } =
        new(500, "InternalServerErrorException", "Internal server error", """{"message": "Internal server error"}""");

    /// <summary>An authorizer that could not be asked, or answered in no form that is accepted: the body has no text.</summary>
    public static DeniedAnswer AuthorizerFailed { get; } =
        new(500, "AuthorizerConfigurationException", "Internal server error", """{"message":null}""");

    /// <summary>No token, or a bad one, for an authorizer.</summary>
    public static DeniedAnswer Unauthorized { get; } = Create(401, "UnauthorizedException", "Unauthorized", "message");

    /// <summary>A user pool's token whose time is over. The text is known from reports; AWS does not document it.</summary>
    public static DeniedAnswer TokenExpired { get; } = Create(401, "UnauthorizedException", "The incoming token has expired", "message");

    /// <summary>An Authorization header that is not a whole signature, where one is read. The text goes on with its value.</summary>
    public static DeniedAnswer IncompleteSignature { get; } =
        Create(403, "IncompleteSignatureException", "Authorization header requires 'Credential' parameter.", "message");

    /// <summary>A signature that does not match what arrived.</summary>
    public static DeniedAnswer InvalidSignature { get; } =
        Create(
            403,
            "InvalidSignatureException",
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing "
                + "method. Consult the service documentation for details.",
            "message"
        );

    /// <summary>The denial by a policy.</summary>
    /// <param name="request">The request; its account is masked to the last four digits.</param>
    /// <param name="kind">AWS's name for the kind of policy, for instance <c>resource-based policy</c>.</param>
    /// <param name="isExplicit">True for a Deny, false for a missing Allow.</param>
    public static DeniedAnswer ByPolicy(AccessRequest request, string kind, bool isExplicit)
    {
        string suffix = isExplicit
            ? $" with an explicit deny in {(kind.StartsWith("identity", StringComparison.Ordinal) ? "an" : "a")} {kind}"
            : $" because no {kind} allows the {request.Action} action";
        return Create(
            403,
            "AccessDeniedException",
            $"User: {request.Principal} is not authorized to perform: {request.Action} on resource: {Mask(request.Resource)}{suffix}",
            "Message"
        );
    }

    /// <summary>AWS's name for the kind of policy in its answers.</summary>
    /// <param name="use">Where the policy is attached.</param>
    internal static string KindOf(PolicyUse use) => use == PolicyUse.Endpoint ? "VPC endpoint policy" : "resource-based policy";

    /// <summary>The denial by a Lambda authorizer's policy.</summary>
    /// <param name="isExplicit">True for a Deny, false for a missing Allow.</param>
    public static DeniedAnswer ByAuthorizer(bool isExplicit) =>
        Create(
            403,
            "AccessDeniedException",
            "User is not authorized to access this resource"
                + (isExplicit ? " with an explicit deny in an identity-based policy" : string.Empty),
            "Message"
        );

    /// <summary>The status and the body.</summary>
    public override string ToString() => $"{StatusCode} {Body}";

    /// <summary>The ARN with its account as AWS shows it to callers: only the last four digits.</summary>
    /// <param name="arn">The ARN.</param>
    public static string Mask(string arn)
    {
        string[] parts = arn.Split(':', 6);
        if (parts.Length < 6 || parts[4].Length <= 4)
        {
            return arn;
        }

        parts[4] = string.Concat("********", parts[4].AsSpan(parts[4].Length - 4));
        return string.Join(':', parts);
    }

    private static DeniedAnswer Create(int status, string type, string message, string member) =>
        new(status, type, message, new JsonObject { [member] = message }.ToJsonString(Plain));
}
