using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability.Answers;

/// <summary>
/// Names the possible causes of an answer, the likeliest first. The error type decides before the body and the body before
/// the status, since gateway responses may change each of them (API Gateway developer guide, "Gateway response types").
/// </summary>
internal static class AnswerClassifier
{
    /// <summary>The candidates; empty for an answer that is no failure.</summary>
    public static IReadOnlyList<AnswerCause> Classify(HttpAnswer answer, AnswerFacts? facts = null)
    {
        if (answer.Status < 400)
        {
            return [];
        }

        facts ??= new AnswerFacts();
        List<AnswerCause> causes = [.. Causes(answer, facts)];
        if (facts.CustomGatewayResponses is { Count: > 0 } custom)
        {
            causes.Add(
                new AnswerCause(
                    AnswerCauseKind.CustomGatewayResponse,
                    $"The API has gateway responses of its own ({string.Join(", ", custom)}), which may "
                        + "have changed status, headers and body."
                )
            );
        }

        if (answer is { HeadersAreKnown: true, HasGatewayId: false })
        {
            causes.Add(
                new AnswerCause(
                    AnswerCauseKind.NotApiGateway,
                    "The answer has no x-amz-apigw-id: something other than API Gateway may have "
                        + "answered, such as a proxy or a load balancer."
                )
            );
        }

        return causes;
    }

    private static IEnumerable<AnswerCause> Causes(HttpAnswer answer, AnswerFacts facts) =>
        answer.ErrorType switch
        {
            "AccessDeniedException" => Denied(answer.Body, facts),
            "ForbiddenException" => ForbiddenAnswer.Causes(facts),
            "WAFFilteredException" => [ForbiddenAnswer.WebAcl],
            "MissingAuthenticationTokenException" => MissingToken(facts),
            "IncompleteSignatureException" => SignatureAnswer.Incomplete(answer.Body, facts),
            "UnrecognizedClientException" or "ExpiredTokenException" or "InvalidClientTokenId" => SignatureAnswer.Causes(
                answer.Body.Length > 0 ? answer.Body : SignatureAnswer.TokenMark
            ),
            "InvalidSignatureException" => SignatureAnswer.Causes(answer.Body),
            "UnauthorizedException" => [TokenRefused(answer.Body)],
            "TooManyRequestsException" => [Throttled],
            "LimitExceededException" => [QuotaExceeded],
            "AuthorizerConfigurationException" => [AuthorizerBroken],
            "BadRequestException" =>
            [
                new AnswerCause(
                    AnswerCauseKind.RequestInvalid,
                    "The method's request validator refused the call: a required parameter is missing, or the body does not fit its model."
                ),
            ],
            "UnsupportedMediaTypeException" => [MediaType],
            "InternalServerErrorException" => Integration(answer),
            _ => OfBody(answer, facts) ?? OfStatus(answer),
        };

    /// <summary>The texts that tell their cause whatever the type is, which differs between front ends; null for any other.</summary>
    private static IEnumerable<AnswerCause>? OfBody(HttpAnswer answer, AnswerFacts facts) =>
        GatewayPhrase.All.FirstOrDefault(phrase => phrase.IsSaidBy(answer.Body))?.Meaning switch
        {
            GatewayPhraseMeaning.Denied => Denied(answer.Body, facts),
            GatewayPhraseMeaning.Signature => SignatureAnswer.Causes(answer.Body),
            GatewayPhraseMeaning.SignatureIncomplete => SignatureAnswer.Incomplete(answer.Body, facts),
            GatewayPhraseMeaning.Forbidden when answer.Status == 403 => ForbiddenAnswer.Causes(facts),
            GatewayPhraseMeaning.TokenMissing => MissingToken(facts),
            GatewayPhraseMeaning.Throttled => [Throttled],
            GatewayPhraseMeaning.QuotaExceeded => [QuotaExceeded],
            GatewayPhraseMeaning.Unauthorized => [TokenRefused(answer.Body)],
            GatewayPhraseMeaning.Integration => Integration(answer),
            _ => null,
        };

    private static IEnumerable<AnswerCause> OfStatus(HttpAnswer answer) =>
        answer.Status switch
        {
            413 =>
            [
                new AnswerCause(
                    AnswerCauseKind.RequestTooLarge,
                    "The call is larger than API Gateway accepts (10 MB). A gateway response cannot change this answer."
                ),
            ],
            414 =>
            [
                new AnswerCause(
                    AnswerCauseKind.RequestTooLarge,
                    "The path is longer than API Gateway accepts (the method's ARN can have at most 1,600 bytes)."
                ),
            ],
            415 => [MediaType],
            500 when Has(answer.Body, "null") => [AuthorizerBroken, Answered(answer)],
            _ => [Answered(answer)],
        };

    private static IEnumerable<AnswerCause> Denied(string body, AnswerFacts facts) =>
        Has(body, PolicyDenial.Mark) ? PolicyDenial.Causes(body, facts)
        : Has(body, SignatureAnswer.TokenMark) ? SignatureAnswer.Causes(body)
        :
        [
            new AnswerCause(
                AnswerCauseKind.AuthorizerDenied,
                "The method's authorizer denied the call: the policy that it returned does not allow it."
            ),
        ];

    private static IEnumerable<AnswerCause> MissingToken(AnswerFacts facts)
    {
        if (facts.MethodExists != true)
        {
            yield return MethodUnknown;
        }

        if (facts.MethodExists != false && facts.SignatureRequired != false && facts.IsSigned != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.SignatureMissing,
                "The method's authorization is AWS_IAM and the call was not signed."
            );
        }
    }

    private static IEnumerable<AnswerCause> Integration(HttpAnswer answer) =>
        answer.Status switch
        {
            502 =>
            [
                new AnswerCause(
                    AnswerCauseKind.IntegrationAnswerMalformed,
                    "The function's answer is not in the form that a proxy integration requires (statusCode, headers, body as text)."
                ),
            ],
            504 when Has(answer.Body, "timed out") =>
            [
                new AnswerCause(
                    AnswerCauseKind.IntegrationTimedOut,
                    "The backend did not answer within the integration's time-out (29 s unless set otherwise)."
                ),
            ],
            504 => [Unreachable],
            500 when GatewayPhrase.IsMessage(answer.Body, "null") => [AuthorizerBroken],
            _ =>
            [
                new AnswerCause(
                    AnswerCauseKind.IntegrationFault,
                    "API Gateway is not allowed to call the function (the permission is missing), or the integration is "
                        + "not set up correctly. The execution log says which."
                ),
                Unreachable,
            ],
        };

    private static AnswerCause Answered(HttpAnswer answer) =>
        new(
            AnswerCauseKind.IntegrationAnswered,
            $"The answer names no error of API Gateway's, so the backend itself answered {answer.Status}. The call got through."
        );

    /// <summary>No such path or verb, which API Gateway tells in the words of a missing signature.</summary>
    private static AnswerCause MethodUnknown =>
        new(
            AnswerCauseKind.MethodUnknown,
            "The stage does not have this path, or the path does not have this verb. "
                + "API Gateway reports that with this message, never with 404 or 405."
        );

    private static AnswerCause Throttled =>
        new(
            AnswerCauseKind.Throttled,
            "The call came too fast for the limit of its usage plan, its stage or the account. AWS does not say how long to wait."
        );

    private static AnswerCause QuotaExceeded => new(AnswerCauseKind.QuotaExceeded, "The API key has used up the quota of its usage plan.");

    private static AnswerCause TokenRefused(string body) =>
        new(
            AnswerCauseKind.TokenRefused,
            body.Contains(DeniedAnswer.TokenExpired.Message, StringComparison.Ordinal)
                ? "The time of the user pool's token is over. The client has to get a new one."
                : "The method's authorizer got no token, or one that it does not accept."
        );

    private static AnswerCause AuthorizerBroken =>
        new(AnswerCauseKind.AuthorizerBroken, "The method's authorizer failed or answered in a form that API Gateway does not accept.");

    private static AnswerCause MediaType =>
        new(AnswerCauseKind.MediaTypeUnsupported, "The integration does not accept a body of this Content-Type.");

    private static AnswerCause Unreachable =>
        new(
            AnswerCauseKind.IntegrationUnreachable,
            "API Gateway cannot reach the backend, or does not trust its certificate. Only the execution log says why."
        );

    private static bool Has(string body, string text) => body.Contains(text, StringComparison.Ordinal);
}
