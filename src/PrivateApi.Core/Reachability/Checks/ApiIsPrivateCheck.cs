using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A VPC endpoint leads to PRIVATE APIs only; others answer 403 through it (re:Post, "api-gateway-vpc-connections").</summary>
internal sealed class ApiIsPrivateCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiIsPrivate;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation.Api switch
        {
            null when evaluation.Snapshot.Missing("Api") is { } denied => Finding.Skipped(
                $"{evaluation.Call.RestApiId} could not be read: {denied.Permission} is denied"
            ),
            null => Finding.Refused(
                $"there is no API {evaluation.Call.RestApiId} in account {evaluation.Snapshot.AccountId}, {evaluation.Snapshot.Region}",
                CommandLine.ForCmdlet("Get-PrivateApi"),
                DeniedAnswer.Forbidden
            ),
            { IsPrivate: true } => Finding.Passed($"{evaluation.Api.Id} ({evaluation.Api.Name}) is PRIVATE"),

            // Past the endpoint a public API answers, but not as a private one.
            _ when evaluation.IsPast => Finding.Refused(
                $"{evaluation.Api.Id} ({evaluation.Api.Name}) is {evaluation.Api.EndpointType}: "
                    + "it is called over the internet, not through an endpoint",
                null,
                null
            ),
            _ => Finding.Refused(
                $"{evaluation.Api.Id} ({evaluation.Api.Name}) is {evaluation.Api.EndpointType}, and a "
                    + "VPC endpoint leads only to PRIVATE APIs",
                MakePrivate(evaluation.Api),
                DeniedAnswer.Forbidden
            ),
        };

    private static CommandLine MakePrivate(ApiFact api) =>
        ApiPatch
            .Replace(api.Id, $"/endpointConfiguration/types/{api.EndpointType}", "PRIVATE")
            .Noting("set a policy first; an EDGE or REGIONAL API can become PRIVATE");
}
