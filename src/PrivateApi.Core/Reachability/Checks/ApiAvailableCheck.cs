using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The API's status. An API answers while it is UPDATING (API Gateway model, ApiStatus), so no status alone stops a call.
/// </summary>
internal sealed class ApiAvailableCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiAvailable;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation.Api switch
        {
            null => Finding.NotApplicable("there is no API to check"),
            { Status: null } => Finding.Passed($"{evaluation.Api.Id} shows no status, as usual for an API without a change in progress"),
            { Status: "AVAILABLE" } => Finding.Passed($"{evaluation.Api.Id} is AVAILABLE"),
            { Status: "UPDATING" } => Finding.Passed($"{evaluation.Api.Id} is UPDATING, and still answers calls"),
            _ => Finding.Warning(
                $"{evaluation.Api.Id} is "
                    + $"{evaluation.Api.Status}{(evaluation.Api.StatusMessage is { Length: > 0 } text ? $": {text}" : string.Empty)}",
                CommandLine.ForCmdlet("Get-PrivateApi").With("RestApiId", evaluation.Api.Id)
            ),
        };
}
