using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// Whether API Gateway can ask a method's Lambda authorizer: the function has to be there and let API Gateway in for the authorizer
/// (API Gateway guide, "Configure a Lambda authorizer"), unless a role invokes it. Otherwise the answer is 500 (gateway response
/// AUTHORIZER_FAILURE or AUTHORIZER_CONFIGURATION_ERROR).
/// </summary>
internal static class AuthorizerFinding
{
    /// <summary>What is found; null for another authorization, and where the authorizer was not read.</summary>
    public static Finding? Of(EvaluationContext evaluation)
    {
        if (FunctionOf(evaluation) is not { } function || evaluation is not { Method.Authorizer: { } authorizer, Stage: { } stage })
        {
            return null;
        }

        // A call that may have no token may get 401 as well.
        DeniedAnswer? answer = AuthorizerAnswer.HasToken(evaluation) == true ? DeniedAnswer.AuthorizerFailed : null;
        string[] unset = [.. StageVariableText.Names(authorizer.Uri!).Where(name => !stage.Variables.ContainsKey(name))];
        if (unset.Length > 0)
        {
            return Finding.Refused(
                $"the address of its authorizer's function uses stage variables that {stage.Name} does not set: "
                    + $"{string.Join(", ", unset)}. Publish-PrivateApi sets them with -Variable",
                null,
                answer
            );
        }

        string apiArn = evaluation.Context.ApiArn;
        string id = authorizer.Id ?? "*";
        Finding found = FunctionFinding.Of(
            evaluation.Snapshot,
            function,
            FunctionAccess.AuthorizerSource(apiArn, id),
            authorizer.Credentials,
            new FunctionPermissionChange(
                function,
                FunctionAccess.AuthorizerStatement(evaluation.Call.RestApiId, id),
                FunctionAccess.AuthorizerSource(apiArn, id)
            ),
            answer
        );

        // A policy that does not let every authorizer of the API in may let in this one.
        return authorizer.Id is null && found is { Status: CheckStatus.Failed, Remedy.Alternatives.Count: > 0 }
            ? Finding.Skipped(
                $"whether function {function} lets its authorizer in is not known, since the authorizer's id could not be read: "
                    + $"{evaluation.Snapshot.Missing("Authorizer")?.Permission ?? "apigateway:GET on the API's authorizers"} is denied"
            )
            : found;
    }

    /// <summary>The authorizer's function; null for none.</summary>
    public static string? FunctionOf(EvaluationContext evaluation) =>
        evaluation is { Method: { Authorization: "CUSTOM", Authorizer.Uri: { } uri }, Stage: { } stage }
            ? FunctionAccess.NameIn(StageVariableText.Fill(uri, stage.Variables))
            : null;
}
