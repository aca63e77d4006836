using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;

namespace PrivateApi.Lab.DataPlane;

/// <summary>An answer that API Gateway makes itself, before or instead of the backend's.</summary>
/// <param name="responseType">The gateway response type by which an API may customise it; null if it cannot.</param>
/// <param name="status">HTTP status.</param>
/// <param name="errorType">x-amzn-ErrorType.</param>
/// <param name="message">The message.</param>
internal sealed class GatewayFault(string? responseType, int status, string errorType, string message) : Exception(message)
{
    private const string Throttle = "THROTTLED";

    public string? ResponseType { get; } = responseType;

    public int Status { get; } = status;

    public string ErrorType { get; } = errorType;

    /// <summary>The whole body if it is not the usual one; null otherwise.</summary>
    public string? Body { get; private init; }

    /// <summary>What only the lab knows: why it answers so. Null if AWS would answer the same.</summary>
    public string? LabNote { get; private init; }

    /// <summary>Unknown API or stage, public API through an endpoint, default endpoint disabled: all the same 403.</summary>
    public static GatewayFault Forbidden() => new(null, 403, "ForbiddenException", "Forbidden");

    /// <summary>The type of a body that a web ACL makes, which nothing customises; null for API Gateway's own answers.</summary>
    public string? ContentType { get; private init; }

    /// <summary>The header x-amzn-waf-action: what a client without a token is asked for; null for nothing.</summary>
    public string? WafAction { get; private init; }

    /// <summary>A refusal of the path engine.</summary>
    /// <param name="check">The check that failed.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="action">The action of the web ACL, if that is the check; null otherwise.</param>
    public static GatewayFault FromAnswer(CheckName check, DeniedAnswer answer, WebAclActionFact? action = null) =>
        new(
            answer.ErrorType switch
            {
                "AccessDeniedException" => "ACCESS_DENIED",
                "MissingAuthenticationTokenException" => "MISSING_AUTHENTICATION_TOKEN",
                "UnauthorizedException" => "UNAUTHORIZED",
                "TooManyRequestsException" => Throttle,
                "LimitExceededException" => "QUOTA_EXCEEDED",
                "ForbiddenException" when check == CheckName.ApiKey => "INVALID_API_KEY",
                "ForbiddenException" when action is { StatusCode: null } => "WAF_FILTERED",
                _ => null,
            },
            answer.StatusCode,
            answer.ErrorType,
            answer.Message
        )
        {
            Body = answer.Body,
            ContentType = action switch
            {
                null or { StatusCode: null, Kind: "Block" } => null,
                { ContentType: "APPLICATION_JSON" } => "application/json",
                { ContentType: "TEXT_HTML" } => "text/html",
                _ => "text/plain",
            },
            WafAction = action?.Kind is "Captcha" or "Challenge" ? action.Kind.ToLowerInvariant() : null,
        };

    /// <summary>A token bucket is empty; there is no Retry-After.</summary>
    public static GatewayFault Throttled() => new(Throttle, 429, "TooManyRequestsException", "Too Many Requests");

    public static GatewayFault BadBody(string message) => new("BAD_REQUEST_BODY", 400, "BadRequestException", message);

    public static GatewayFault BadParameters(string message) => new("BAD_REQUEST_PARAMETERS", 400, "BadRequestException", message);

    public static GatewayFault UnsupportedMediaType() =>
        new("UNSUPPORTED_MEDIA_TYPE", 415, "UnsupportedMediaTypeException", "Unsupported Media Type");

    /// <summary>Neither of these can be customised; their types are not recorded anywhere and are assumed.</summary>
    public static GatewayFault TooLarge() => new(null, 413, "RequestEntityTooLargeException", "Request Too Long");

    public static GatewayFault UriTooLong() => new(null, 414, "RequestUriTooLongException", "Request URI too long");

    /// <summary>Something between method and backend is wrong; only the execution log says what. A space follows the colon.</summary>
    public static GatewayFault Internal(string note, int status = 500) =>
        new("API_CONFIGURATION_ERROR", status, "InternalServerErrorException", "Internal server error")
        {
            Body = GatewayBody.Spaced("Internal server error"),
            LabNote = note,
        };

    public static GatewayFault TimedOut() =>
        new("INTEGRATION_TIMEOUT", 504, "InternalServerErrorException", "Endpoint request timed out")
        {
            Body = GatewayBody.Spaced("Endpoint request timed out"),
        };

    /// <summary>The backend cannot be reached. The text is assumed.</summary>
    public static GatewayFault Unreachable(string? note = null)
    {
        const string message = "Network error communicating with endpoint";
        return new GatewayFault("INTEGRATION_FAILURE", 504, "InternalServerErrorException", message)
        {
            Body = note is null ? GatewayBody.Spaced(message) : GatewayBody.WithNote(message, note),
            LabNote = note,
        };
    }

    /// <summary>The lab's own refusal, which no gateway response customises.</summary>
    public static GatewayFault Refused(string note) =>
        new(null, 403, "ForbiddenException", "Forbidden") { Body = GatewayBody.WithNote("Forbidden", note), LabNote = note };

    /// <summary>AWS would answer, the lab cannot.</summary>
    public static GatewayFault NotRun(string note) =>
        new(null, 501, "NotImplementedException", "Not Implemented")
        {
            Body = GatewayBody.WithNote("Not Implemented", note),
            LabNote = note,
        };

    /// <summary>An authorizer that the lab cannot run.</summary>
    public static GatewayFault AuthorizerFailed(string note) =>
        new("AUTHORIZER_FAILURE", 500, "AuthorizerConfigurationException", "Internal server error")
        {
            Body = GatewayBody.WithNote(null, note),
            LabNote = note,
        };
}
