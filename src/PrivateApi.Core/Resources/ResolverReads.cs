using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using Filter = PrivateApi.Aws.Clients.Resolver.Filter;

namespace PrivateApi.Resources;

/// <summary>Reads of Resolver that plans and removals have in common. Lists have no tags, so those are read one by one.</summary>
internal sealed class ResolverReads(AwsSession session)
{
    private ResolverClient Client => session.Resolver;

    /// <summary>All endpoints of the Region, of which it has four unless AWS allowed more.</summary>
    public Task<List<ResolverEndpoint>> EndpointsAsync(CancellationToken stop) =>
        Pages.ListAsync(new ListResolverEndpointsRequest(), Client.ListResolverEndpointsAsync, page => page.ResolverEndpoints, stop);

    /// <summary>The endpoints that one step created for a name, with their tags.</summary>
    public async Task<IReadOnlyList<TaggedEndpoint>> OfNameAsync(string name, CancellationToken stop) =>
        [
            .. (await TaggedAsync(stop)).Where(item =>
                item.Tags.GetValueOrDefault(ResourceTags.Name) == name
                && item.Tags.GetValueOrDefault(ResourceTags.Step) == ResolverSteps.Endpoint
            ),
        ];

    /// <summary>All endpoints with their tags; one that goes in the meantime is left out.</summary>
    public async Task<IReadOnlyList<TaggedEndpoint>> TaggedAsync(CancellationToken stop)
    {
        List<TaggedEndpoint> all = [];
        foreach (ResolverEndpoint endpoint in await EndpointsAsync(stop))
        {
            if (await TagsAsync(endpoint.Arn, stop) is { } tags)
            {
                all.Add(new TaggedEndpoint(endpoint, tags));
            }
        }

        return all;
    }

    /// <summary>One endpoint; null when it does not exist.</summary>
    public async Task<ResolverEndpoint?> FindAsync(string id, CancellationToken stop)
    {
        try
        {
            return (
                await Client.GetResolverEndpointAsync(new GetResolverEndpointRequest { ResolverEndpointId = id }, stop)
            ).ResolverEndpoint;
        }
        catch (AmazonServiceException gone) when (IsGone(gone))
        {
            return null;
        }
    }

    /// <summary>The tags of something; null when it does not exist.</summary>
    public async Task<IReadOnlyDictionary<string, string>?> TagsAsync(string? arn, CancellationToken stop)
    {
        if (arn is null)
        {
            return null;
        }

        try
        {
            List<Aws.Clients.Resolver.Tag> tags = await Pages.ListAsync(
                new ListTagsForResourceRequest { ResourceArn = arn },
                Client.ListTagsForResourceAsync,
                page => page.Tags,
                stop
            );
            return tags.ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);
        }
        catch (AmazonServiceException gone) when (IsGone(gone))
        {
            return null;
        }
    }

    /// <summary>The addresses of an endpoint; empty when it does not exist.</summary>
    public async Task<List<IpAddressResponse>> AddressesAsync(string id, CancellationToken stop)
    {
        try
        {
            return await Pages.ListAsync(
                new ListResolverEndpointIpAddressesRequest { ResolverEndpointId = id },
                Client.ListResolverEndpointIpAddressesAsync,
                page => page.IpAddresses,
                stop
            );
        }
        catch (AmazonServiceException gone) when (IsGone(gone))
        {
            return [];
        }
    }

    /// <summary>The rules that forward through an endpoint.</summary>
    public Task<List<ResolverRule>> RulesAsync(string endpointId, CancellationToken stop) =>
        Pages.ListAsync(
            new ListResolverRulesRequest { Filters = [new Filter { Name = "ResolverEndpointId", Values = [endpointId] }] },
            Client.ListResolverRulesAsync,
            page => page.ResolverRules,
            stop
        );

    /// <summary>Where a rule is at work, or about to be, or about to stop.</summary>
    public Task<List<ResolverRuleAssociation>> AssociationsAsync(string ruleId, CancellationToken stop) =>
        Pages.ListAsync(
            new ListResolverRuleAssociationsRequest { Filters = [new Filter { Name = "ResolverRuleId", Values = [ruleId] }] },
            Client.ListResolverRuleAssociationsAsync,
            page => page.ResolverRuleAssociations,
            stop
        );

    /// <summary>The security groups that were created for resolvers of a name.</summary>
    public Task<List<SecurityGroup>> GroupsAsync(string name, string? vpcId, CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new()
        {
            Filters =
            [
                .. Ec2Tags.OfStep(name, ResolverSteps.SecurityGroup),
                .. vpcId is null ? [] : (Amazon.EC2.Model.Filter[])[Ec2Tags.Filter("vpc-id", vpcId)],
            ],
        };
        return session.Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop);
    }

    /// <summary>The resource does not exist, or no longer.</summary>
    public static bool IsGone(AmazonServiceException failure) => failure.ErrorCode == "ResourceNotFoundException";
}
