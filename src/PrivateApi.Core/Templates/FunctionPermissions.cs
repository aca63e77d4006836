using System.Text.Json.Nodes;
using PrivateApi.Progress;
using static PrivateApi.Templates.CloudTemplate;

namespace PrivateApi.Templates;

/// <summary>A new API needs permission to call the functions that the old one calls.</summary>
internal sealed class FunctionPermissions(
    CloudTemplate template,
    References references,
    Setup setup,
    ApiSetup api,
    IProgress<ProgressEvent> progress
)
{
    /// <summary>Writes them.</summary>
    /// <param name="id">The API's name in the template.</param>
    public void Write(string id)
    {
        foreach (
            IGrouping<string, FunctionUse> function in FunctionUse
                .Of(api)
                .GroupBy(use => use.Arn, StringComparer.Ordinal)
                .OrderBy(uses => uses.Key, StringComparer.Ordinal)
        )
        {
            if (function.Key.Contains("${stageVariables", StringComparison.Ordinal))
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"{api.Api.Name} calls a function that a stage variable names: add the AWS::Lambda::Permission for it yourself."
                    )
                );
            }
            else if (IsOwn(function.Key))
            {
                Write(id, function.Key, function.All(use => use.IsAuthorizer));
            }
            else
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"{api.Api.Name} calls {function.Key}, whose account or Region is not that of the API. "
                            + "A stack changes only functions of its own: add the permission for the new API's id there."
                    )
                );
            }
        }
    }

    private bool IsOwn(string function) =>
        function.StartsWith($"arn:{setup.Partition}:lambda:{setup.Region}:{setup.AccountId}:", StringComparison.Ordinal);

    // An authorizer invokes it as {api}/authorizers/{id} (API Gateway guide, "Configure a Lambda authorizer"), and the id is not known
    // before the stack has made it.
    private void Write(string id, string function, bool isAuthorizer) =>
        template.Add(
            template.Id.Give("Permission", $"{id} {function[(function.IndexOf(":function:", StringComparison.Ordinal) + 10)..]}"),
            "AWS::Lambda::Permission",
            new JsonObject
            {
                ["Action"] = "lambda:InvokeFunction",
                ["FunctionName"] = references.In(function),
                ["Principal"] = "apigateway.amazonaws.com",
                ["SourceArn"] = Sub(
                    $"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{id}}}/"
                        + (isAuthorizer ? "authorizers/*" : "*")
                ),
            }
        );
}
