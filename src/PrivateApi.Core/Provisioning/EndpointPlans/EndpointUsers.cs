using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>Finds the REST APIs that name an endpoint: EC2 deletes it anyway, and does not notify them.</summary>
internal static class EndpointUsers
{
    private const int PageSize = 500;

    /// <summary>The APIs, as <c>name (id)</c>.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(AwsSession session, string vpcEndpointId, CancellationToken stop)
    {
        List<string> users = [];
        string? position = null;
        do
        {
            GetRestApisResponse page = await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest { Limit = PageSize, Position = position }, stop);
            users.AddRange(page.Items.Where(api => api.EndpointConfiguration?.VpcEndpointIds?.Contains(vpcEndpointId) == true).Select(api => $"{api.Name} ({api.Id})"));
            position = page.Position;
        }
        while (!string.IsNullOrEmpty(position));
        return users;
    }
}
