using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.ApiGatewayV2;
using PrivateApi.Facts;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Resources;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// API Gateway V2's part of a snapshot. It is asked only for an id that API Gateway does not know, so that an ordinary test costs no
/// call of it.
/// </summary>
internal sealed class V2Reads(SnapshotReads reads)
{
    private const int Most = 20;

    /// <summary>Those of some ids that are HTTP or WebSocket APIs.</summary>
    public async Task<IReadOnlyList<V2ApiFact>> ApisAsync(IEnumerable<string> ids, CancellationToken stop)
    {
        V2ApiFact?[] found = await Task.WhenAll(
            ids.Take(Most).Select(id => reads.OneAsync("V2Api", $"apigateway:GET on /apis/{id}", () => ApiAsync(id, stop)))
        );
        return [.. found.OfType<V2ApiFact>()];
    }

    /// <summary>A VPC link that is none of REST APIs alone.</summary>
    public async Task<VpcLinkFact?> VpcLinkAsync(string id, CancellationToken stop)
    {
        try
        {
            Aws.Clients.ApiGatewayV2.GetVpcLinkResponse link = await reads.Session.ApiGatewayV2.GetVpcLinkAsync(
                new Aws.Clients.ApiGatewayV2.GetVpcLinkRequest { VpcLinkId = id },
                stop
            );
            return new VpcLinkFact
            {
                Id = id,
                IsV2 = true,
                Status = link.VpcLinkStatus,
                StatusMessage = link.VpcLinkStatusMessage,
                SecurityGroupIds = link.SecurityGroupIds,
                CidrBlocks = await new NetworkReads(reads).RangesAsync(link.SubnetIds, stop),
            };
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return new VpcLinkFact { Id = id };
        }
    }

    /// <summary>The routing rules of a custom domain name.</summary>
    public Task<IReadOnlyList<RoutingRuleFact>> RoutingRulesAsync(DomainName domain, CancellationToken stop) =>
        reads.ListAsync(
            "RoutingRule",
            $"apigateway:GET on /domainnames/{domain.Name}/routingrules",
            async () => (await RoutingRules.ListAsync(reads.Session, domain.Name, domain.DomainNameId, stop)).ConvertAll(RouteFacts.Rule)
        );

    private async Task<V2ApiFact?> ApiAsync(string id, CancellationToken stop)
    {
        try
        {
            GetApiResponse api = await reads.Session.ApiGatewayV2.GetApiAsync(new GetApiRequest { ApiId = id }, stop);
            return new V2ApiFact
            {
                Id = id,
                Name = api.Name,
                ProtocolType = api.ProtocolType,
            };
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return null;
        }
    }
}
