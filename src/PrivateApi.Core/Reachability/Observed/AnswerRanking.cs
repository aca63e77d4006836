using PrivateApi.Model;
using PrivateApi.Reachability.Answers;
using PrivateApi.Text;
using Kind = PrivateApi.Reachability.Answers.AnswerCauseKind;

namespace PrivateApi.Reachability.Observed;

/// <summary>
/// Ranks the causes of an answer by what else the text shows of the call: the URL, the headers sent, the address called.
/// </summary>
internal static class AnswerRanking
{
    private const int LongestMessage = 200;

    /// <summary>The causes that the answer may have, and how much the text supports each.</summary>
    public static IReadOnlyList<RankedCause> Rank(ObservedAnswer answer, ObservedCall call)
    {
        if (ForeignAnswer.Find(answer) is { } foreign)
        {
            return [foreign];
        }

        if (answer.Message.Contains("\"Not Found\"", StringComparison.Ordinal))
        {
            return HttpApi(answer);
        }

        bool says = answer.Message.Length > 0 || answer.Headers.ContainsKey("x-amzn-ErrorType");
        if (!says && !answer.HasHeaders)
        {
            return answer.Status >= 400
                ? [new(Worded(Kind.AnswerNotShown), CauseCertainty.Unknown, $"status {answer.Status} and no more of the answer", null)]
                : [];
        }

        // "Internal server error" without a status may be either.
        int[] statuses =
            answer.Status is { } status ? [status]
            : says ? [500, 502]
            : [];
        AnswerFacts facts = new()
        {
            IsSigned = IsSigned(call),
            DomainName = call is { Host: { IsApiGateways: false } host, SentNamesApi: false } ? host.Name : null,
        };
        List<AnswerCause> causes =
        [
            .. statuses
                .SelectMany(each => AnswerClassifier.Classify(answer.ToHttpAnswer(each), facts))
                .DistinctBy(cause => cause.Kind)
                .Where(cause => !IsRuledOut(cause.Kind, call)),
        ];
        bool isElsewhere = !says && causes.Exists(cause => cause.Kind == Kind.NotApiGateway);
        int own = causes.Count(cause => cause.Kind != Kind.NotApiGateway);
        return
        [
            .. causes
                .Where(cause => !isElsewhere || cause.Kind == Kind.NotApiGateway)
                .Where(cause => isElsewhere || cause.Kind != Kind.NotApiGateway || !answer.Headers.ContainsKey("x-amzn-ErrorType"))
                .Select((cause, i) => Ranked(cause, answer, call, isFirst: i == 0, isAlone: own == 1))
                .OrderBy(ranked => ranked.Certainty),
        ];
    }

    private static RankedCause Ranked(AnswerCause cause, ObservedAnswer answer, ObservedCall call, bool isFirst, bool isAlone)
    {
        string said = Said(answer);
        string source = AnswerSources.Page(cause.Kind);
        if (Clue(cause.Kind, call, answer) is { } clue)
        {
            return new(cause, CauseCertainty.Likely, $"{said}; {clue}", source);
        }

        CauseCertainty certainty =
            cause.Kind == Kind.NotApiGateway ? CauseCertainty.Possible
            : cause.Kind is Kind.IntegrationAnswered or Kind.MethodUnknown && isAlone ? CauseCertainty.Likely
            : (isFirst && SaysPolicy(cause.Kind)) || isAlone ? CauseCertainty.Stated
            : CauseCertainty.Possible;
        return new(cause, certainty, said, source);
    }

    private static string? Clue(Kind kind, ObservedCall call, ObservedAnswer answer) =>
        kind switch
        {
            Kind.StageUnknown when call is { Host.IsApiGateways: true, UrlPath: "" or "/" } => "the URL has no stage",
            Kind.ApiUnknown when call is { Host.Form: UrlForm.EndpointDns, Sent: not null, SentNamesApi: false } =>
                "the call went to the endpoint's own name, and neither Host nor x-apigw-api-id names an API",
            Kind.WebAclBlocked when answer.Headers.ContainsKey("x-amzn-waf-action") => "the answer has x-amzn-waf-action",
            Kind.NotApiGateway when answer.HasHeaders => "the headers shown have no x-amz-apigw-id",
            _ => null,
        };

    // Only what the text shows rules a cause out.
    private static bool IsRuledOut(Kind kind, ObservedCall call) =>
        kind switch
        {
            Kind.ApiPublic or Kind.AuthorizationHeaderRead or Kind.EndpointNotAssociated or Kind.DomainNotAssociated =>
                call.IsAddressPrivate == false,
            Kind.DefaultEndpointDisabled => call.Host is { IsApiGateways: false },
            Kind.StageUnknown => call.Host is { IsApiGateways: false } && !call.SentNamesApi,
            _ => false,
        };

    private static bool? IsSigned(ObservedCall call) =>
        call.Sent is null
            ? null
            : call.Sent.TryGetValue("authorization", out string? header) && header.StartsWith("AWS4-HMAC-SHA256", StringComparison.Ordinal);

    private static bool SaysPolicy(Kind kind) =>
        kind
            is Kind.EndpointPolicyDenied
                or Kind.ResourcePolicyDenied
                or Kind.DomainPolicyDenied
                or Kind.IdentityPolicyDenied
                or Kind.PermissionsBoundaryDenied
                or Kind.SessionPolicyDenied
                or Kind.ServiceControlPolicyDenied
                or Kind.ResourceControlPolicyDenied;

    // HTTP APIs (v2) have their own request id header and answer 404 where REST APIs answer 403.
    private static IReadOnlyList<RankedCause> HttpApi(ObservedAnswer answer) =>
        [
            new(
                Worded(Kind.ApiPublic),
                answer.Text.Contains("apigw-requestid", StringComparison.OrdinalIgnoreCase)
                    ? CauseCertainty.Likely
                    : CauseCertainty.Possible,
                Said(answer),
                "https://github.com/terraform-aws-modules/terraform-aws-apigateway-v2/issues/6"
            ),
            new(
                new AnswerCause(Kind.IntegrationAnswered, "The backend itself answered so. The call got through."),
                CauseCertainty.Possible,
                Said(answer),
                AnswerSources.Page(Kind.IntegrationAnswered)
            ),
        ];

    private static AnswerCause Worded(Kind kind) => new(kind, CauseSentences.Sentence(kind));

    // The message of a refused Authorization header quotes the header, and that of a wrong signature what should have been signed.
    private static string Said(ObservedAnswer answer)
    {
        string message = answer.Message;
        int quoted = message.IndexOf("Authorization=", StringComparison.Ordinal);
        quoted = quoted > 0 ? quoted : message.IndexOf("\\n", StringComparison.Ordinal);
        message = quoted > 0 ? message[..quoted].TrimEnd() + "…" : message;
        message = message.Contains("not a valid key=value pair", StringComparison.Ordinal)
            ? "not a valid key=value pair (missing equal-sign) in Authorization header"
            : message;
        message = SecretText.LogLine(message.Length > 10 * LongestMessage ? message[..(10 * LongestMessage)] : message);
        message = message.Length > LongestMessage ? message[..LongestMessage] + "…" : message;
        string?[] parts =
        [
            answer.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            answer.ToHttpAnswer(0).ErrorType,
            message,
        ];
        return "the answer is " + string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
