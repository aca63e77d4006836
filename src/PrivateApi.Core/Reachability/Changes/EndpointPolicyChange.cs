using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Text;

namespace PrivateApi.Reachability.Changes;

/// <summary>Adds a statement to an endpoint's policy that allows an API. Other statements stay.</summary>
/// <param name="EndpointId">The endpoint.</param>
/// <param name="Policy">The policy as it is afterwards.</param>
/// <param name="Statement">The statement that is added.</param>
/// <param name="Resource">What it allows, as an ARN.</param>
internal sealed record EndpointPolicyChange(string EndpointId, string Policy, string Statement, string Resource) : Change
{
    public override ChangeKind Kind => ChangeKind.EndpointPolicy;

    public override string Target => EndpointId;

    public override string Description => $"Allow {Resource} in the policy of {EndpointId}";

    public override string Opens => $"{Resource} to callers through {EndpointId}, as far as the API's own policy allows them";

    public override int Width => 1;

    public override CommandLine Command =>
        CommandLine.ForCmdlet("Set-PrivateApiEndpoint").With("VpcEndpointId", EndpointId).With("AddStatement", Statement);

    public override AccountSnapshot Apply(AccountSnapshot snapshot) =>
        snapshot with
        {
            Endpoints = Replace(snapshot.Endpoints, endpoint => endpoint.Id == EndpointId, endpoint => endpoint with { Policy = Policy }),
        };
}
