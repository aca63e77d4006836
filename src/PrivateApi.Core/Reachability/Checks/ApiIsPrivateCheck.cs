using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Authorization;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// A VPC endpoint leads to PRIVATE APIs only; others answer 403 through it (re:Post, "api-gateway-vpc-connections"). A public API
/// is never made private to get a call through: it serves others. What stops a call to it is said by
/// <see cref="PublicApiShadowedCheck"/>.
/// </summary>
internal sealed class ApiIsPrivateCheck : IPathCheck
{
    public CheckName Name => CheckName.ApiIsPrivate;

    public Finding Judge(EvaluationContext evaluation) =>
        evaluation switch
        {
            { Public: { } api } => OfPublic(evaluation, $"{api}{(api.CanBePrivate ? string.Empty : "; only REST APIs can be private")}"),
            { Api: { } api } => Finding.Passed($"{api.Id} ({api.Name}) is PRIVATE"),
            _ when Unread(evaluation.Snapshot) is { } denied => Finding.Skipped(
                $"{evaluation.Call.RestApiId} could not be read: {denied.Permission} is denied"
            ),
            { Call.RestApiId.Length: 0, Domain: { } domain } => Finding.Skipped(
                $"which API {domain.Name} leads to, account {domain.OwnerId} alone can see; see {nameof(CheckName.DomainAssociated)}"
            ),
            _ => OfNone(evaluation),
        };

    private static DeniedRead? Unread(AccountSnapshot snapshot) => snapshot.Missing("Api") ?? snapshot.Missing("V2Api");

    private static Finding OfPublic(EvaluationContext evaluation, string words) =>
        evaluation.IsPast ? Finding.Warning($"{words}: it is called over the internet, not through an endpoint")
        : evaluation.TakenBy is { } endpoint
            ? Finding.Warning($"{words}: {endpoint.Id} does not lead to it, see {nameof(CheckName.PublicApiShadowed)}")
        : Finding.Refused($"{words}, and a VPC endpoint leads only to PRIVATE APIs", null, DeniedAnswer.Forbidden);

    // Behind private DNS the name of every API of the Region leads to the endpoint, whoever owns the API; the other names of an
    // endpoint can mean a private one only.
    private static Finding OfNone(EvaluationContext evaluation)
    {
        string captured = evaluation.TakenBy is { } endpoint
            ? $"If it is a public API of another account, private DNS of {endpoint.Id} captures its "
                + $"name in {endpoint.VpcId}, and it answers 403 Forbidden as well. "
            : string.Empty;
        return Finding.Skipped(
            $"there is no API {evaluation.Call.RestApiId} in {evaluation.Place}. A mistyped id answers 403 Forbidden: Get-PrivateApi lists "
                + $"the APIs. {captured}If it is a private API of another account, whoever owns it can "
                + $"look with {Elsewhere.Look(evaluation)}"
        );
    }
}
