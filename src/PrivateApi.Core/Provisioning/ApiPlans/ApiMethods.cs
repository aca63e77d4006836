using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The methods of an API as it is now, deployed or not.</summary>
internal static class ApiMethods
{
    private const int PageSize = 500;

    /// <summary>All methods by <c>VERB /path</c>.</summary>
    public static async Task<Dictionary<string, Method>> ReadAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        Dictionary<string, Method> methods = new(StringComparer.Ordinal);
        string? position = null;
        do
        {
            GetResourcesRequest request = new() { RestApiId = restApiId, Limit = PageSize, Position = position, Embed = ["methods"] };
            GetResourcesResponse page = await session.ApiGateway.GetResourcesAsync(request, stop);
            foreach (Resource resource in page.Items)
            {
                foreach ((string verb, Method method) in resource.ResourceMethods ?? [])
                {
                    methods[$"{verb} {resource.Path}"] = method;
                }
            }

            position = page.Position;
        }
        while (!string.IsNullOrEmpty(position));

        return methods;
    }
}
