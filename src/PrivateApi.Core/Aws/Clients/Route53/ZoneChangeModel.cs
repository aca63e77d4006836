using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>A change of one resource record set.</summary>
internal sealed class Change
{
    /// <summary><c>CREATE</c>, <c>DELETE</c> or <c>UPSERT</c>.</summary>
    public string Action { get; set; } = string.Empty;

    public ResourceRecordSet ResourceRecordSet { get; set; } = new();
}

/// <summary>Changes that are made together or not at all.</summary>
internal sealed class ChangeBatch
{
    public string? Comment { get; set; }

    public List<Change> Changes { get; set; } = [];
}

/// <summary>How far a change is.</summary>
internal sealed class ChangeInfo
{
    /// <summary>With its start, <c>/change/</c>.</summary>
    public string Id { get; set; } = string.Empty;

    /// <summary><c>PENDING</c>, or <c>INSYNC</c> once all name servers have it.</summary>
    public string Status { get; set; } = string.Empty;

    public string? Comment { get; set; }
}

/// <summary>Request of AssociateVPCWithHostedZone.</summary>
internal sealed class AssociateVPCWithHostedZoneRequest : RestRequest
{
    public required string HostedZoneId { get; set; }

    public VPC VPC { get; set; } = new();

    public string? Comment { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2013-04-01/hostedzone/{Id}/associatevpc")
            .Path("Id", HostedZoneIds.Plain(HostedZoneId))
            .Xml(Route53Xml.Body(nameof(AssociateVPCWithHostedZoneRequest), VPC, Comment));
}

/// <summary>Answer of AssociateVPCWithHostedZone.</summary>
internal sealed class AssociateVPCWithHostedZoneResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; } = new();
}

/// <summary>Request of ChangeResourceRecordSets.</summary>
internal sealed class ChangeResourceRecordSetsRequest : RestRequest
{
    public required string HostedZoneId { get; set; }

    public ChangeBatch ChangeBatch { get; set; } = new();

    internal override void Write(RestWire wire) =>
        wire.Post("/2013-04-01/hostedzone/{Id}/rrset/").Path("Id", HostedZoneIds.Plain(HostedZoneId)).Xml(Route53Xml.Body(this));
}

/// <summary>Answer of ChangeResourceRecordSets.</summary>
internal sealed class ChangeResourceRecordSetsResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; } = new();
}

/// <summary>Request of CreateHostedZone.</summary>
internal sealed class CreateHostedZoneRequest : RestRequest
{
    public required string Name { get; set; }

    /// <summary>The first VPC of a private zone; null for a public one.</summary>
    public VPC? VPC { get; set; }

    /// <summary>Another text for each zone.</summary>
    public required string CallerReference { get; set; }

    public HostedZoneConfig? HostedZoneConfig { get; set; }

    internal override void Write(RestWire wire) => wire.Post("/2013-04-01/hostedzone").Xml(Route53Xml.Body(this));
}

/// <summary>Answer of CreateHostedZone.</summary>
internal sealed class CreateHostedZoneResponse : AmazonWebServiceResponse
{
    public HostedZone HostedZone { get; set; } = new();

    public ChangeInfo ChangeInfo { get; set; } = new();
}

/// <summary>Request of DeleteHostedZone.</summary>
internal sealed class DeleteHostedZoneRequest : RestRequest
{
    public required string Id { get; set; }

    internal override void Write(RestWire wire) => wire.Delete("/2013-04-01/hostedzone/{Id}").Path("Id", HostedZoneIds.Plain(Id));
}

/// <summary>Answer of DeleteHostedZone.</summary>
internal sealed class DeleteHostedZoneResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; } = new();
}

/// <summary>Request of DisassociateVPCFromHostedZone.</summary>
internal sealed class DisassociateVPCFromHostedZoneRequest : RestRequest
{
    public required string HostedZoneId { get; set; }

    public VPC VPC { get; set; } = new();

    public string? Comment { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Post("/2013-04-01/hostedzone/{Id}/disassociatevpc")
            .Path("Id", HostedZoneIds.Plain(HostedZoneId))
            .Xml(Route53Xml.Body(nameof(DisassociateVPCFromHostedZoneRequest), VPC, Comment));
}

/// <summary>Answer of DisassociateVPCFromHostedZone.</summary>
internal sealed class DisassociateVPCFromHostedZoneResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; } = new();
}

/// <summary>Request of GetChange.</summary>
internal sealed class GetChangeRequest : RestRequest
{
    public required string Id { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/2013-04-01/change/{Id}").Path("Id", HostedZoneIds.PlainChange(Id));
}

/// <summary>Answer of GetChange.</summary>
internal sealed class GetChangeResponse : AmazonWebServiceResponse
{
    public ChangeInfo ChangeInfo { get; set; } = new();
}
