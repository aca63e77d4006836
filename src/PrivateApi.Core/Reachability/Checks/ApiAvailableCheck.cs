using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>The API's status. An API answers while it is UPDATING (API Gateway model, ApiStatus), so no status alone stops a call.</summary>
internal sealed class ApiAvailableCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiAvailable;

    public Finding Judge(Walk walk) => walk.Api switch
    {
        null => Finding.NotApplicable("there is no API to check"),
        { Status: null } => Finding.Passed($"{walk.Api.Id} shows no status, as usual for an API without a change in progress"),
        { Status: "AVAILABLE" } => Finding.Passed($"{walk.Api.Id} is AVAILABLE"),
        { Status: "UPDATING" } => Finding.Passed($"{walk.Api.Id} is UPDATING, and still answers calls"),
        _ => Finding.Warning($"{walk.Api.Id} is {walk.Api.Status}{(walk.Api.StatusMessage is { Length: > 0 } text ? $": {text}" : string.Empty)}", CommandLine.Of("Get-PrivateApi").With("RestApiId", walk.Api.Id)),
    };
}
