using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Finds the REST APIs that name an endpoint: EC2 deletes it anyway, and does not notify them.</summary>
internal static class EndpointUsers
{
    /// <summary>The APIs, as <c>name (id)</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(AwsSession session, string vpcEndpointId, CancellationToken stop) =>
        [
            .. (await ApiLists.RestApisAsync(session.ApiGateway, stop))
                .Where(api => api.EndpointConfiguration?.VpcEndpointIds?.Contains(vpcEndpointId) == true)
                .Select(api => $"{api.Name} ({api.Id})"),
        ];
}
