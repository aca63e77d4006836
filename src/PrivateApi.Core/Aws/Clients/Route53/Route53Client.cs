using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>Route 53: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class Route53Client(AWSCredentials credentials, ServiceConfig config) : RestXmlClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("Route 53", "route53", "route53", "2013-04-01", IsGlobal: true);

    public Task<AssociateVPCWithHostedZoneResponse> AssociateVPCWithHostedZoneAsync(
        AssociateVPCWithHostedZoneRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.AssociateVPCWithHostedZone, stop);

    public Task<ChangeResourceRecordSetsResponse> ChangeResourceRecordSetsAsync(
        ChangeResourceRecordSetsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.ChangeResourceRecordSets, stop);

    public Task<CreateHostedZoneResponse> CreateHostedZoneAsync(CreateHostedZoneRequest request, CancellationToken stop = default) =>
        CallAsync(request, Route53Xml.CreateHostedZone, stop);

    public Task<DeleteHostedZoneResponse> DeleteHostedZoneAsync(DeleteHostedZoneRequest request, CancellationToken stop = default) =>
        CallAsync(request, Route53Xml.DeleteHostedZone, stop);

    public Task<DisassociateVPCFromHostedZoneResponse> DisassociateVPCFromHostedZoneAsync(
        DisassociateVPCFromHostedZoneRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.DisassociateVPCFromHostedZone, stop);

    public Task<GetChangeResponse> GetChangeAsync(GetChangeRequest request, CancellationToken stop = default) =>
        CallAsync(request, Route53Xml.GetChange, stop);

    public Task<GetHostedZoneResponse> GetHostedZoneAsync(GetHostedZoneRequest request, CancellationToken stop = default) =>
        CallAsync(request, Route53Xml.GetHostedZone, stop);

    public Task<ListHostedZonesByNameResponse> ListHostedZonesByNameAsync(
        ListHostedZonesByNameRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.ListHostedZonesByName, stop);

    public Task<ListHostedZonesByVPCResponse> ListHostedZonesByVPCAsync(
        ListHostedZonesByVPCRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.ListHostedZonesByVPC, stop);

    public Task<ListResourceRecordSetsResponse> ListResourceRecordSetsAsync(
        ListResourceRecordSetsRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, Route53Xml.ListResourceRecordSets, stop);
}
