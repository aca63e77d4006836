using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Associates an endpoint with an API beside those that it has, and deploys it, so that their alias name exists.</summary>
/// <param name="RestApiId">The API.</param>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Associated">The endpoints that the API has already.</param>
/// <param name="StageName">The stage to deploy to.</param>
internal sealed record AssociationChange(string RestApiId, string EndpointId, IReadOnlyList<string> Associated, string StageName) : Change
{
    /// <summary>What its deployment brings with it; null for nothing.</summary>
    public string? Brings { get; init; }

    public override ChangeKind Kind => ChangeKind.EndpointAssociation;

    public override string Target => RestApiId;

    public override string Description => $"Associate {EndpointId} with API {RestApiId}, and deploy it to stage {StageName}";

    public override string Opens =>
        $"API {RestApiId} by its alias {RestApiId}-{EndpointId} to callers through {EndpointId}, as far as its policy allows them"
        + (Brings is null ? string.Empty : $"; {Brings}");

    public override CommandLine Command =>
        CommandLine
            .ForCmdlet("Set-PrivateApi")
            .With("RestApiId", RestApiId)
            .With("VpcEndpointId", Associated.Append(EndpointId))
            .With("StageName", StageName);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        DeploymentChange.Deployed(
            snapshot with
            {
                Apis = Replace(
                    snapshot.Apis,
                    api => api.Id == RestApiId,
                    api => api with { Associated = [.. api.Associated.Append(EndpointId).Distinct(StringComparer.Ordinal)] }
                ),
            },
            RestApiId,
            StageName
        );
}
