using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Resources;

namespace PrivateApi.Arguments.Completion;

/// <summary>The existing endpoints for execute-api.</summary>
internal static class EndpointSuggestions
{
    public static async Task<IEnumerable<VpcEndpoint>> ReadAsync(
        AwsSession session,
        IReadOnlyList<string> vpcIds,
        CancellationToken stop
    ) =>
        (await Endpoints.AllAsync(session.Ec2, null, stop))
            .Where(endpoint =>
                EndpointStates.IsExecuteApi(endpoint)
                && !EndpointStates.IsGone(endpoint)
                && (vpcIds.Count == 0 || vpcIds.Contains(endpoint.VpcId))
            )
            .OrderBy(endpoint => NameOf(endpoint) is null)
            .ThenBy(NameOf, StringComparer.OrdinalIgnoreCase);

    public static string? NameOf(VpcEndpoint endpoint) =>
        Ec2Tags.Value(endpoint.Tags, ResourceTags.Name) ?? Ec2Tags.Value(endpoint.Tags, "Name");

    public static string Describe(VpcEndpoint endpoint) =>
        $"{NameOf(endpoint) ?? "no name"} ({endpoint.VpcEndpointId}) in {endpoint.VpcId}, "
        + $"{EndpointStates.Name(endpoint.State)}, private DNS {(endpoint.PrivateDnsEnabled == true ? "on" : "off")}, "
        + $"{endpoint.SubnetIds?.Count ?? 0} subnets";
}
