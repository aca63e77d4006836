using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.Names;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Checks;

/// <summary>
/// The association of an endpoint makes the alias name of the two, once deployed (API Gateway guide, "Create a private API");
/// other forms do not need it.
/// </summary>
internal sealed class EndpointAssociatedCheck : IPathCheck
{
    public CheckName Name => CheckName.EndpointAssociated;

    public Finding Judge(EvaluationContext evaluation)
    {
        if (evaluation.Api is not { } api || evaluation.EndpointId is not { } id)
        {
            return Finding.NotApplicable("there is no endpoint or API to check");
        }

        bool isNow = api.Associated.Contains(id);
        if (api.Aliased.Contains(id))
        {
            return Finding.Passed(
                isNow
                    ? $"{id} is associated with {api.Id}"
                    : $"{id} was associated with {api.Id} when it was deployed; the next deployment takes the alias away"
            );
        }

        // Without a caller no resolver can be asked: in the endpoint's own VPC its private DNS answers the alias name too.
        if (evaluation is { Address: { Form: UrlForm.Alias, Name: null }, Endpoint: { } endpoint } && Takes(evaluation, endpoint))
        {
            return Finding.Warning(
                $"{id} is not associated with {api.Id}, so the alias {evaluation.Address.Host} has no public record; it resolves only "
                    + $"where private DNS of {id} answers, which is {endpoint.VpcId}, and no caller was given"
            );
        }

        // Private DNS may answer the alias name too: then it leads to the endpoint without an association.
        return evaluation.Address.Form != UrlForm.Alias || evaluation.Address.Name is { Kind: NameAnswerKind.Endpoint }
                ? Finding.NotApplicable(
                    $"{id} is not associated with {api.Id}{(isNow ? " as it was deployed" : string.Empty)}; only the alias name needs that"
                )
            : isNow
                ? Finding.Broken(
                    $"{id} is associated with {api.Id} since it was deployed, so the alias {evaluation.Address.Host} does not exist yet",
                    Deploy.Change(evaluation, evaluation.Call.StageName),
                    CallFailure.NameNotResolved
                )
            : Finding.Broken(
                $"{id} is not associated with {api.Id}, so the alias {evaluation.Address.Host} does not exist",
                evaluation.Call.StageName is { } stage
                    ? new AssociationChange(api.Id, id, api.Associated, stage) { Brings = DeploymentChange.Waiting(evaluation, stage) }
                    : null,
                CallFailure.NameNotResolved
            );
    }

    // PrivateLink guide, "Private DNS": it needs both attributes of the VPC.
    private static bool Takes(EvaluationContext evaluation, EndpointFact endpoint) =>
        endpoint is { IsForApis: true, PrivateDnsEnabled: true }
        && evaluation.Snapshot.Index.Vpc(endpoint.VpcId) is null or { EnableDnsSupport: true, EnableDnsHostnames: true };
}
