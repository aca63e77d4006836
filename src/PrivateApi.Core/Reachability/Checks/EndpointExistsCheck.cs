using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>An interface endpoint for execute-api has to be there.</summary>
internal sealed class EndpointExistsCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointExists;

    public Finding Judge(Walk walk)
    {
        if (walk.Endpoint is { } endpoint)
        {
            return endpoint.IsForApis
                ? Finding.Passed($"{endpoint.Id} in {endpoint.VpcId}{(endpoint.OwnerId.Length > 0 && endpoint.OwnerId != walk.Snapshot.AccountId ? $", in account {endpoint.OwnerId}" : string.Empty)}, for {endpoint.ServiceName}")
                : Finding.Broken($"{endpoint.Id} is for {endpoint.ServiceName}, not for execute-api", New(endpoint.VpcId), CallFailure.NameNotResolved);
        }

        if (walk.Snapshot.Missing("Endpoint") is { } denied)
        {
            return Finding.Skipped($"{walk.EndpointId ?? "the endpoints"} could not be read: {denied.Permission} is denied");
        }

        string place = $"account {walk.Snapshot.AccountId}, {walk.Snapshot.Region}";
        return walk.EndpointId is { } id
            ? new Finding(CheckStatus.Failed, $"there is no endpoint {id} in {place}; if it belongs to another account, test from there", New(walk.Call.Caller.VpcId)) { Failure = walk.IsPast ? null : CallFailure.NameNotResolved }
            : walk.IsPast ? Finding.NotApplicable("the call does not go through an endpoint")
            : Finding.Broken($"neither the policy nor the associations of {walk.Call.RestApiId} name an existing endpoint, and {(walk.Call.Caller.VpcId is { } vpc ? $"{vpc} has none for execute-api" : $"none is known in {place}")}", New(walk.Call.Caller.VpcId), CallFailure.NameNotResolved);
    }

    private static CommandLine New(string? vpc) => CommandLine.Of("New-PrivateApiEndpoint").With("VpcId", vpc ?? CommandValue.Placeholder("vpc"));
}
