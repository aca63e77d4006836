using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The method's authorization, with the resource policy by Table A or B (API Gateway guide, "How API Gateway resource policies
/// affect authorization workflow").
/// </summary>
internal sealed class MethodAuthorizationCheck : IPathCheck
{
    public CheckName Name => CheckName.MethodAuthorization;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is not { Method: { } method, Decision: { } decision })
        {
            return Finding.NotApplicable("there is no method whose authorization could decide");
        }

        string words = $"{method.Verb} {method.Path} has authorization {method.Authorization}";
        if (method.Authorization == "NONE")
        {
            return Finding.NotApplicable($"{words}: the resource policy alone decides");
        }

        if (method.Authorization == "AWS_IAM" && evaluation.IsSignedForAnotherHost)
        {
            return SignedHost.Refused(evaluation);
        }

        return decision switch
        {
            { Gate: not AuthorizationStep.MethodAuthorization } => Finding.Passed(
                decision.IsAllowed == true ? $"{words}, which allows the caller" : words
            ),
            { IsAllowed: null } when !evaluation.Deployed!.IsKnown => Finding.Skipped($"{words}, and the deployed policy is not known"),
            { IsAllowed: null } => Finding.Skipped($"{words}. {decision.Reason} {Ask(method.Authorization)}"),
            _ => Finding.Refused($"{words}. {decision.Reason}", Remedy(method.Authorization, evaluation), decision.Answer),
        };
    }

    private static string Ask(string authorization) =>
        authorization == "AWS_IAM"
            ? "Identity policies are not read. A live call shows the result: use -Via Direct or Lambda with -SignRequest."
            : "A live call with a token shows the result: use -Via Direct or Lambda with -Header.";

    private static CommandLine? Remedy(string authorization, EvaluationContext evaluation) =>
        authorization switch
        {
            "AWS_IAM" when evaluation.Call.Principal is null => CallAgain.CommandFor(evaluation).With("SignRequest"),
            "AWS_IAM" => null,
            _ => CallAgain.CommandFor(evaluation).With("Header", CommandValue.Table(("Authorization", CommandValue.Placeholder("token")))),
        };
}
