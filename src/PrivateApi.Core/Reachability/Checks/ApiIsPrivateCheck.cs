using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>A VPC endpoint leads to PRIVATE APIs only; others answer 403 through it (re:Post, "api-gateway-vpc-connections").</summary>
internal sealed class ApiIsPrivateCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiIsPrivate;

    public Finding Judge(Walk walk) => walk.Api switch
    {
        null when walk.Snapshot.Missing("Api") is { } denied => Finding.Skipped($"{walk.Call.RestApiId} could not be read: {denied.Permission} is denied"),
        null => Finding.Refused($"there is no API {walk.Call.RestApiId} in account {walk.Snapshot.AccountId}, {walk.Snapshot.Region}", CommandLine.Of("Get-PrivateApi"), DeniedAnswer.Forbidden),
        { IsPrivate: true } => Finding.Passed($"{walk.Api.Id} ({walk.Api.Name}) is PRIVATE"),

        // Past the endpoint a public API answers, but not as a private one.
        _ when walk.IsPast => Finding.Refused($"{walk.Api.Id} ({walk.Api.Name}) is {walk.Api.EndpointType}: it is called over the internet, not through an endpoint", null, null),
        _ => Finding.Refused($"{walk.Api.Id} ({walk.Api.Name}) is {walk.Api.EndpointType}, and a VPC endpoint leads only to PRIVATE APIs", MakePrivate(walk.Api), DeniedAnswer.Forbidden),
    };

    private static CommandLine MakePrivate(ApiFact api) => ApiPatch.Replace(api.Id, $"/endpointConfiguration/types/{api.EndpointType}", "PRIVATE")
        .Noting("set a policy first; an EDGE or REGIONAL API can become PRIVATE");
}
