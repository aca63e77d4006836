using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>An interface endpoint for execute-api has to be there.</summary>
internal sealed class EndpointExistsCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointExists;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Endpoint is { } endpoint)
        {
            return endpoint.IsForApis
                ? Finding.Passed(
                    $"{endpoint.Id} in {endpoint.VpcId}{Owner(endpoint, evaluation.Snapshot.AccountId)}, " + $"for {endpoint.ServiceName}"
                )
                : Finding.Broken(
                    $"{endpoint.Id} is for {endpoint.ServiceName}, not for execute-api",
                    New(endpoint.VpcId),
                    CallFailure.NameNotResolved
                );
        }

        if (evaluation.Snapshot.Missing("Endpoint") is { } denied)
        {
            return Finding.Skipped($"{evaluation.EndpointId ?? "the endpoints"} could not be read: {denied.Permission} is denied");
        }

        string place = evaluation.Place;
        string? home = evaluation.Call.Caller.VpcId;
        return evaluation.IsEndpointUnseen
                ? Finding.Skipped(
                    $"there is no endpoint {evaluation.EndpointId} in {place}: it does not exist, or it "
                        + "belongs to another account. Whoever "
                        + $"owns it can look with {Elsewhere.Look(evaluation)}"
                )
            : evaluation.Way is { } way
                ? Finding.NotApplicable(
                    $"no target of {way.LoadBalancer.Name} is known as an address of an execute-api endpoint in {place}; see "
                        + nameof(CheckName.LoadBalancer)
                )
            : evaluation is { Public: not null, Call.Caller.Kind: CallerKind.None }
                ? Finding.NotApplicable($"{evaluation.Call.RestApiId} is public: no endpoint leads to it")
            : evaluation.IsPast ? Finding.NotApplicable("the call does not go through an endpoint")
            : NameRules.Owner(evaluation.Snapshot, home) is { } owner
                ? Finding.Skipped($"{home} is shared by account {owner}, which alone can see whether an execute-api endpoint is in it")
            : evaluation.IsApiUnseen
                ? Finding.Skipped(
                    $"{(home is null ? "no endpoint is named" : $"{home} has no endpoint for execute-api")}, and those that "
                        + $"{evaluation.ApiWords} names are known to its account; name one with -VpcEndpointId"
                )
            : evaluation.Call.Caller.Region is { } region
                ? Finding.Skipped(
                    $"neither the policy nor the associations of {evaluation.Call.RestApiId} name an endpoint in {place}. A caller in "
                        + $"{region} may come by one of another account; name it with -VpcEndpointId"
                )
            : Finding.Broken(
                $"neither the policy nor the associations of {evaluation.Call.RestApiId} name an existing endpoint, and "
                    + (
                        home is { } vpc
                            ? $"{vpc} has none for execute-api"
                            : $"none is known in {place}. New-PrivateApiEndpoint makes one, in the VPC that the calls come from"
                    ),
                New(home),
                CallFailure.NameNotResolved
            );
    }

    private static CommandLine? New(string? vpc) => vpc is null ? null : CommandLine.ForCmdlet("New-PrivateApiEndpoint").With("VpcId", vpc);

    private static string Owner(EndpointFact endpoint, string accountId) =>
        endpoint.OwnerId.Length > 0 && endpoint.OwnerId != accountId ? $", in account {endpoint.OwnerId}" : string.Empty;
}
