namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>All pages of the lists about custom domain names.</summary>
internal static class DomainLists
{
    // API Gateway reference: the most that a page holds.
    private const int PageSize = 500;

    /// <summary>Custom domain names; the list leaves their policies out.</summary>
    /// <param name="client">The client.</param>
    /// <param name="owner"><c>SELF</c>, or <c>OTHER_ACCOUNTS</c> for those shared with this one.</param>
    /// <param name="stop">Stops it.</param>
    public static async Task<List<DomainName>> DomainsAsync(ApiGatewayClient client, string owner, CancellationToken stop)
    {
        List<DomainName> found = [];
        string? position = null;
        do
        {
            GetDomainNamesResponse page = await client.GetDomainNamesAsync(new GetDomainNamesRequest { ResourceOwner = owner, Limit = PageSize, Position = position }, stop);
            found.AddRange(page.Items);
            position = page.Position;
        }
        while (!string.IsNullOrEmpty(position));
        return found;
    }

    /// <summary>The account's own associations of endpoints with private custom domain names.</summary>
    public static async Task<List<DomainNameAccessAssociation>> AssociationsAsync(ApiGatewayClient client, CancellationToken stop)
    {
        List<DomainNameAccessAssociation> found = [];
        string? position = null;
        do
        {
            GetDomainNameAccessAssociationsResponse page = await client.GetDomainNameAccessAssociationsAsync(new GetDomainNameAccessAssociationsRequest { ResourceOwner = "SELF", Limit = PageSize, Position = position }, stop);
            found.AddRange(page.Items);
            position = page.Position;
        }
        while (!string.IsNullOrEmpty(position));
        return found;
    }
}
