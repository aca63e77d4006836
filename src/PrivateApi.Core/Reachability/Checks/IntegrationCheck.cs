using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// What stands behind the method: stage variables set, the function there, invoked with POST and open to API Gateway, the VPC link
/// available.
/// </summary>
internal sealed class IntegrationCheck : IPathCheck
{
    public CheckName Name => CheckName.Integration;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is not { Method: { } method, Stage: { } stage })
        {
            return Finding.NotApplicable("there is no method to check");
        }

        if (method.Integration is not { } integration)
        {
            return Finding.Refused($"{method.Verb} {method.Path} has no integration", null, DeniedAnswer.InternalServerError);
        }

        string[] unset =
        [
            .. StageVariableText.Names($"{integration.Uri} {integration.ConnectionId}").Where(name => !stage.Variables.ContainsKey(name)),
        ];
        if (unset.Length > 0)
        {
            return Finding.Refused(
                $"the integration of {method.Verb} {method.Path} uses stage variables that {stage.Name} "
                    + $"does not set: {string.Join(", ", unset)}. Whoever runs the backend knows the values; "
                    + "Publish-PrivateApi sets them with "
                    + "-Variable",
                null,
                DeniedAnswer.InternalServerError
            );
        }

        string uri = StageVariableText.Fill(integration.Uri ?? string.Empty, stage.Variables);
        return integration.ConnectionId is { Length: > 0 } link
                ? VpcLinkFinding.Of(evaluation.Snapshot, integration, StageVariableText.Fill(link, stage.Variables), uri)
            : FunctionAccess.NameIn(uri) is { } function ? OfFunction(evaluation, integration, function)
            : Finding.Passed($"{integration.Type}{(uri.Length > 0 ? $" {uri}" : string.Empty)}; only a call shows whether it answers");
    }

    private static Finding OfFunction(EvaluationContext evaluation, IntegrationFact integration, string name)
    {
        if (integration.Type == "AWS_PROXY" && !FunctionAccess.IsInvokedWith(integration.HttpMethod))
        {
            return Finding.Refused(
                $"the integration of {evaluation.Method!.Verb} {evaluation.Method.Path} calls function {name} with "
                    + $"{integration.HttpMethod}, and Lambda is invoked with POST only, whatever the caller's verb. "
                    + "Whoever defines the API sets the integration's HTTP method to POST and deploys it",
                null,
                DeniedAnswer.InternalServerError
            );
        }

        string source = FunctionAccess.Source(
            evaluation.Context,
            evaluation.Stage!.Name,
            evaluation.Method!.Verb == "ANY" ? evaluation.Call.Method : evaluation.Method.Verb,
            evaluation.Method.Path
        );
        return FunctionFinding.Of(
            evaluation.Snapshot,
            name,
            source,
            integration.Credentials,
            new FunctionPermissionChange(name, "apigateway", evaluation.Context.ApiArn + "/*"),
            DeniedAnswer.InternalServerError
        );
    }
}
