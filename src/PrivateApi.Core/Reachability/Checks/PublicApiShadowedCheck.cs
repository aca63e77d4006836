using PrivateApi.Model;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// Private DNS answers every execute-api name of the Region with the endpoint, which leads to no public API (re:Post,
/// "api-gateway-vpc-connections").
/// </summary>
internal sealed class PublicApiShadowedCheck : IPathCheck
{
    private const int Shown = 5;

    public CheckName Name => CheckName.PublicApiShadowed;

    public Finding Judge(EvaluationContext evaluation)
    {
        string? vpc = evaluation.Call.Caller.VpcId ?? evaluation.Endpoint?.VpcId;
        if (NameRules.Capturing(evaluation.Snapshot, vpc) is not { } endpoint)
        {
            return Finding.NotApplicable($"no endpoint with private DNS answers in {vpc ?? "the caller's network"}");
        }

        return evaluation.Snapshot.PublicApis switch
        {
            null => Finding.Skipped(
                "the public APIs of the account could not be read: "
                    + $"{evaluation.Snapshot.Missing("PublicApi")?.Permission ?? "apigateway:GET on /restapis"} is denied"
            ),
            { Count: 0 } => Finding.Passed(
                $"private DNS of {endpoint.Id} does not cut off any public REST API of account {evaluation.Snapshot.AccountId}"
            ),
            { } apis => Finding.Warning(
                $"private DNS of {endpoint.Id} cuts {vpc} off from {apis.Count} public REST "
                    + $"API{(apis.Count == 1 ? string.Empty : "s")} of the account: "
                    + string.Join(", ", apis.Take(Shown).Select(api => $"{api.Name} ({api.Id})"))
                    + (apis.Count > Shown ? ", …" : string.Empty)
                    + "; their execute-api names answer 403 there",
                CommandLine
                    .ForCmdlet("Set-PrivateApiEndpoint")
                    .With("VpcEndpointId", endpoint.Id)
                    .With("PrivateDnsEnabled", false)
                    .Noting("and use alias names, or give the public APIs custom domains")
            ),
        };
    }
}
