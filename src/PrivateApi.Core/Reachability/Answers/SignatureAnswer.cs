namespace PrivateApi.Reachability.Answers;

/// <summary>What the answers to a signature say, and those to an Authorization header that is none.</summary>
internal static class SignatureAnswer
{
    /// <summary>What every text about an unknown or expired key or session token holds.</summary>
    public const string TokenMark = "security token included in the request";

    /// <summary>The cause that the text of a refused signature names.</summary>
    public static IEnumerable<AnswerCause> Causes(string body) =>
        [
            Has(body, TokenMark)
                ? new AnswerCause(
                    AnswerCauseKind.CredentialsInvalid,
                    "AWS does not know the access key or the session token of the signature, or they have expired."
                )
            : Has(body, "Signature expired") || Has(body, "Signature not yet current")
                ? new AnswerCause(
                    AnswerCauseKind.SignatureExpired,
                    Has(body, "not yet current")
                        ? "The signature is from the future: this machine's clock is ahead."
                        : "The signature is too old: this machine's clock is wrong, or the call was signed long before it was sent."
                )
            : Has(body, "Credential should be scoped to")
                ? new AnswerCause(
                    AnswerCauseKind.SignatureScopeWrong,
                    "The call is signed for another Region or service. A call to an API is signed for execute-api and the API's own Region."
                )
            : new AnswerCause(
                AnswerCauseKind.SignatureWrong,
                "The signature does not match the call: the secret key is wrong, or what was signed is "
                    + "not what was sent, such as another Host."
            ),
        ];

    /// <summary>
    /// An Authorization header that is no whole signature. API Gateway reads it as one for a path that it does not have (aws/chalice#828),
    /// for AWS_IAM, and for methods without authorization behind an endpoint with a policy of its own (API Gateway guide, "Use VPC endpoint
    /// policies for private APIs").
    /// </summary>
    public static IEnumerable<AnswerCause> Incomplete(string body, AnswerFacts facts)
    {
        if (Has(body, "AWS4-HMAC-SHA256"))
        {
            yield return new AnswerCause(
                AnswerCauseKind.SignatureWrong,
                "The Authorization header is a signature, but not a whole one: often the access key contains a space or a line end."
            );
            yield break;
        }

        if (facts.MethodExists != true)
        {
            yield return new AnswerCause(
                AnswerCauseKind.MethodUnknown,
                "The stage does not have this path, or the path does not have this verb. API Gateway then reads the Authorization header "
                    + "as a signature, and says what it lacks."
            );
        }

        if (facts.MethodExists != false)
        {
            yield return new AnswerCause(
                AnswerCauseKind.AuthorizationHeaderRead,
                "The VPC endpoint has a policy of its own and the method no authorization. API Gateway then takes every Authorization "
                    + "header for a signature. With the default policy it does not look at the header."
            );
            if (facts.SignatureRequired != false)
            {
                yield return new AnswerCause(
                    AnswerCauseKind.SignatureMissing,
                    "The method's authorization is AWS_IAM, and the Authorization header is something other than a signature."
                );
            }
        }
    }

    private static bool Has(string body, string text) => body.Contains(text, StringComparison.Ordinal);
}
