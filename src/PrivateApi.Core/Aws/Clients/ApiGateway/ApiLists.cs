using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>All pages of API Gateway's lists.</summary>
internal static class ApiLists
{
    // API Gateway reference: the most that a page holds.
    private const int PageSize = 500;

    /// <summary>The APIs of the Region.</summary>
    public static Task<List<RestApi>> RestApisAsync(ApiGatewayClient client, CancellationToken stop) =>
        Pages.ListAsync(new GetRestApisRequest { Limit = PageSize }, client.GetRestApisAsync, page => page.Items, stop);

    /// <summary>The resources of an API as it stands, each with its methods.</summary>
    public static Task<List<Resource>> ResourcesAsync(ApiGatewayClient client, string restApiId, CancellationToken stop) =>
        Pages.ListAsync(
            new GetResourcesRequest
            {
                RestApiId = restApiId,
                Embed = ["methods"],
                Limit = PageSize,
            },
            client.GetResourcesAsync,
            page => page.Items,
            stop
        );

    /// <summary>The authorizers of an API as it stands.</summary>
    public static Task<List<Authorizer>> AuthorizersAsync(ApiGatewayClient client, string restApiId, CancellationToken stop) =>
        Pages.ListAsync(
            new GetAuthorizersRequest { RestApiId = restApiId, Limit = PageSize },
            client.GetAuthorizersAsync,
            page => page.Items,
            stop
        );

    /// <summary>The deployments of an API, page by page.</summary>
    public static IAsyncEnumerable<GetDeploymentsResponse> DeploymentsAsync(
        ApiGatewayClient client,
        string restApiId,
        CancellationToken stop
    ) => Pages.OfAsync(new GetDeploymentsRequest { RestApiId = restApiId, Limit = PageSize }, client.GetDeploymentsAsync, stop);

    /// <summary>Custom domain names; the list leaves their policies out.</summary>
    /// <param name="client">The client.</param>
    /// <param name="owner"><c>SELF</c>, or <c>OTHER_ACCOUNTS</c> for those shared with this one.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<List<DomainName>> DomainsAsync(ApiGatewayClient client, string owner, CancellationToken stop) =>
        Pages.ListAsync(
            new GetDomainNamesRequest { ResourceOwner = owner, Limit = PageSize },
            client.GetDomainNamesAsync,
            page => page.Items,
            stop
        );

    /// <summary>The base paths of a private custom domain name.</summary>
    public static Task<List<BasePathMapping>> MappingsAsync(ApiGatewayClient client, DomainName domain, CancellationToken stop) =>
        Pages.ListAsync(
            new GetBasePathMappingsRequest
            {
                DomainName = domain.Name,
                DomainNameId = domain.DomainNameId,
                Limit = PageSize,
            },
            client.GetBasePathMappingsAsync,
            page => page.Items,
            stop
        );

    /// <summary>The API keys of the Region.</summary>
    /// <param name="client">The client.</param>
    /// <param name="withValues">True with their values, which nothing may keep or show.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<List<ApiKey>> ApiKeysAsync(ApiGatewayClient client, bool withValues, CancellationToken stop) =>
        Pages.ListAsync(
            new GetApiKeysRequest { IncludeValues = withValues ? true : null, Limit = PageSize },
            client.GetApiKeysAsync,
            page => page.Items,
            stop
        );

    /// <summary>The ids of the keys in a usage plan.</summary>
    public static async Task<List<string>> UsagePlanKeysAsync(ApiGatewayClient client, string planId, CancellationToken stop) =>
        await Pages.ListAsync(
            new GetUsagePlanKeysRequest { UsagePlanId = planId, Limit = PageSize },
            client.GetUsagePlanKeysAsync,
            page => page.Items.Select(key => key.Id),
            stop
        );

    /// <summary>What the keys of a usage plan used, by key.</summary>
    public static Task<List<KeyValuePair<string, List<List<long>>>>> UsageAsync(
        ApiGatewayClient client,
        GetUsageRequest request,
        CancellationToken stop
    )
    {
        request.Limit = PageSize;
        return Pages.ListAsync(request, client.GetUsageAsync, page => page.Items ?? [], stop);
    }

    /// <summary>Usage plans.</summary>
    /// <param name="client">The client.</param>
    /// <param name="keyId">The key that they contain; null for all plans.</param>
    /// <param name="stop">Stops it.</param>
    public static Task<List<UsagePlan>> UsagePlansAsync(ApiGatewayClient client, string? keyId, CancellationToken stop) =>
        Pages.ListAsync(new GetUsagePlansRequest { KeyId = keyId, Limit = PageSize }, client.GetUsagePlansAsync, page => page.Items, stop);

    /// <summary>The account's own associations of endpoints with private custom domain names.</summary>
    public static Task<List<DomainNameAccessAssociation>> AssociationsAsync(
        ApiGatewayClient client,
        string owner,
        CancellationToken stop
    ) =>
        Pages.ListAsync(
            new GetDomainNameAccessAssociationsRequest { ResourceOwner = owner, Limit = PageSize },
            client.GetDomainNameAccessAssociationsAsync,
            page => page.Items,
            stop
        );
}
