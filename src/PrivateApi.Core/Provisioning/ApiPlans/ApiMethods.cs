using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The methods of an API as it is now, deployed or not.</summary>
internal static class ApiMethods
{
    /// <summary>All methods by <c>VERB /path</c>.</summary>
    public static async Task<Dictionary<string, Method>> ReadAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        Dictionary<string, Method> methods = new(StringComparer.Ordinal);
        foreach (Resource resource in await ApiLists.ResourcesAsync(session.ApiGateway, restApiId, stop))
        {
            foreach ((string verb, Method method) in resource.ResourceMethods ?? [])
            {
                methods[$"{verb} {resource.Path}"] = method;
            }
        }

        return methods;
    }
}
