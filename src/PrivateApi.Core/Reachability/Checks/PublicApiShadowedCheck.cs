using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Names;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// Private DNS answers every execute-api name of the Region with the endpoint, which leads to no public API: REST, HTTP or WebSocket,
/// of this account or another (re:Post, "api-gateway-vpc-connections"). It stops a call that means such an API; for others it warns.
/// </summary>
internal sealed class PublicApiShadowedCheck : IPathCheck
{
    private const int Shown = 5;

    public CheckName Name => CheckName.PublicApiShadowed;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation is { Public: { } called, TakenBy: { } taking })
        {
            return evaluation.Domain is { IsPublic: true } domain
                ? OfDomain(evaluation, called, domain, taking)
                : Finding.Refused(
                    $"{called}, and private DNS of {taking.Id} takes its name {evaluation.Address.Host}: "
                        + "the endpoint leads only to private APIs and answers 403 Forbidden. Call a public API by a custom domain name "
                        + "whose record is an alias, or switch private DNS off and call private APIs by their alias or the endpoint's name",
                    SwitchOff(taking),
                    DeniedAnswer.Forbidden
                );
        }

        string? vpc = evaluation.Call.Caller.VpcId ?? evaluation.Endpoint?.VpcId;
        return NameRules.TakingAll(evaluation.Snapshot, vpc) is { } endpoint
            ? OfOthers(evaluation.Snapshot, endpoint, vpc!)
            : Finding.NotApplicable($"no endpoint with private DNS answers in {vpc ?? "the caller's network"}");
    }

    // How it fails is not documented: the certificate is the endpoint's, the Host is the domain's.
    private static Finding OfDomain(EvaluationContext evaluation, PublicTarget called, DomainFact domain, EndpointFact endpoint) =>
        Finding.Refused(
            $"{called}, and private DNS of {endpoint.Id} takes the name that {domain.Name} stands for: "
                + $"{evaluation.Address.Name!.Evidence}. "
                + $"Make its record an alias to {domain.TargetName}: Route 53 resolves an alias itself, so that private DNS is not asked",
            null,
            null
        );

    /// <summary>The public APIs that the call does not mean; whether there are any stops it no more than not knowing it.</summary>
    private static Finding OfOthers(AccountSnapshot snapshot, EndpointFact endpoint, string vpc) =>
        snapshot.PublicApis switch
        {
            null => Finding.Skipped(
                "the public APIs of the account could not be read: "
                    + $"{snapshot.Missing("PublicApi")?.Permission ?? "apigateway:GET on /restapis"} is denied"
            ) with
            {
                IsAside = true,
            },
            { Count: 0 } => Finding.Passed(
                $"private DNS of {endpoint.Id} does not cut off any public REST API of account {snapshot.AccountId}"
            ),
            { } apis => Finding.Warning(
                $"private DNS of {endpoint.Id} cuts {vpc} off from {apis.Count} public REST "
                    + $"API{(apis.Count == 1 ? string.Empty : "s")} of the account: "
                    + string.Join(", ", apis.Take(Shown).Select(api => $"{api.Name} ({api.Id})"))
                    + (apis.Count > Shown ? ", …" : string.Empty)
                    + "; their execute-api names answer 403 there",
                SwitchOff(endpoint)
            ),
        };

    private static PrivateDnsChange SwitchOff(EndpointFact endpoint) => new(endpoint.Id, endpoint.VpcId, IsOn: false, null);
}
