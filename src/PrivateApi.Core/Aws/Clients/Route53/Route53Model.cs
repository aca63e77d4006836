using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Route53;

/// <summary>What an alias leads to.</summary>
internal sealed class AliasTarget
{
    public string HostedZoneId { get; set; } = string.Empty;

    public string DNSName { get; set; } = string.Empty;

    public bool? EvaluateTargetHealth { get; set; }
}

/// <summary>Name servers of a public hosted zone.</summary>
internal sealed class DelegationSet
{
    public List<string> NameServers { get; set; } = [];
}

/// <summary>A hosted zone.</summary>
internal sealed class HostedZone
{
    /// <summary>With its start, <c>/hostedzone/</c>.</summary>
    public string Id { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public string CallerReference { get; set; } = string.Empty;

    public HostedZoneConfig? Config { get; set; }

    public long? ResourceRecordSetCount { get; set; }
}

/// <summary>A hosted zone's comment, and whether it is private.</summary>
internal sealed class HostedZoneConfig
{
    public string? Comment { get; set; }

    public bool? PrivateZone { get; set; }
}

/// <summary>Who owns a hosted zone: an account, or a service of AWS.</summary>
internal sealed class HostedZoneOwner
{
    public string? OwningAccount { get; set; }

    public string? OwningService { get; set; }
}

/// <summary>A private hosted zone that answers in a VPC.</summary>
internal sealed class HostedZoneSummary
{
    public string HostedZoneId { get; set; } = string.Empty;

    public string Name { get; set; } = string.Empty;

    public HostedZoneOwner Owner { get; set; } = new();
}

/// <summary>A value of a resource record set.</summary>
internal sealed class ResourceRecord
{
    public string Value { get; set; } = string.Empty;
}

/// <summary>A resource record set: values, or an alias.</summary>
internal sealed class ResourceRecordSet
{
    /// <summary>With a trailing dot; <c>*</c> comes as <c>\052</c>.</summary>
    public string Name { get; set; } = string.Empty;

    public string Type { get; set; } = string.Empty;

    public string? SetIdentifier { get; set; }

    public long? Weight { get; set; }

    public string? Region { get; set; }

    public string? Failover { get; set; }

    public bool? MultiValueAnswer { get; set; }

    /// <summary>Seconds; null for an alias.</summary>
    public long? TTL { get; set; }

    /// <summary>Empty for an alias.</summary>
    public List<ResourceRecord> ResourceRecords { get; set; } = [];

    public AliasTarget? AliasTarget { get; set; }

    public string? HealthCheckId { get; set; }
}

/// <summary>A VPC that a private hosted zone answers in.</summary>
internal sealed class VPC
{
    public string VPCRegion { get; set; } = string.Empty;

    public string VPCId { get; set; } = string.Empty;
}

/// <summary>Request of GetHostedZone.</summary>
internal sealed class GetHostedZoneRequest : RestRequest
{
    public required string Id { get; set; }

    internal override void Write(RestWire wire) => wire.Get("/2013-04-01/hostedzone/{Id}").Path("Id", HostedZoneIds.Plain(Id));
}

/// <summary>Answer of GetHostedZone.</summary>
internal sealed class GetHostedZoneResponse : AmazonWebServiceResponse
{
    public HostedZone HostedZone { get; set; } = new();

    /// <summary>Null for a private zone.</summary>
    public DelegationSet? DelegationSet { get; set; }

    /// <summary>Empty for a public zone.</summary>
    public List<VPC> VPCs { get; set; } = [];
}

/// <summary>Request of ListHostedZonesByName.</summary>
internal sealed class ListHostedZonesByNameRequest : RestRequest
{
    /// <summary>The list begins here.</summary>
    public string? DNSName { get; set; }

    public string? HostedZoneId { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public string? MaxItems { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2013-04-01/hostedzonesbyname").Query("dnsname", DNSName).Query("hostedzoneid", HostedZoneId).Query("maxitems", MaxItems);
}

/// <summary>Answer of ListHostedZonesByName.</summary>
internal sealed class ListHostedZonesByNameResponse : AmazonWebServiceResponse
{
    public List<HostedZone> HostedZones { get; set; } = [];

    public bool? IsTruncated { get; set; }

    public string? NextDNSName { get; set; }

    public string? NextHostedZoneId { get; set; }
}

/// <summary>Request of ListHostedZonesByVPC.</summary>
internal sealed class ListHostedZonesByVPCRequest : RestRequest
{
    public required string VPCId { get; set; }

    public required string VPCRegion { get; set; }

    /// <summary>At most 100; null for 100.</summary>
    public string? MaxItems { get; set; }

    public string? NextToken { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2013-04-01/hostedzonesbyvpc")
            .Query("vpcid", VPCId)
            .Query("vpcregion", VPCRegion)
            .Query("maxitems", MaxItems)
            .Query("nexttoken", NextToken);
}

/// <summary>Answer of ListHostedZonesByVPC.</summary>
internal sealed class ListHostedZonesByVPCResponse : AmazonWebServiceResponse
{
    public List<HostedZoneSummary> HostedZoneSummaries { get; set; } = [];

    public string? MaxItems { get; set; }

    /// <summary>Null on the last page.</summary>
    public string? NextToken { get; set; }
}

/// <summary>Request of ListResourceRecordSets.</summary>
internal sealed class ListResourceRecordSetsRequest : RestRequest
{
    public required string HostedZoneId { get; set; }

    public string? StartRecordName { get; set; }

    public string? StartRecordType { get; set; }

    public string? StartRecordIdentifier { get; set; }

    /// <summary>At most 300; null for 300.</summary>
    public string? MaxItems { get; set; }

    internal override void Write(RestWire wire) =>
        wire.Get("/2013-04-01/hostedzone/{Id}/rrset")
            .Path("Id", HostedZoneIds.Plain(HostedZoneId))
            .Query("name", StartRecordName)
            .Query("type", StartRecordType)
            .Query("identifier", StartRecordIdentifier)
            .Query("maxitems", MaxItems);
}

/// <summary>Answer of ListResourceRecordSets.</summary>
internal sealed class ListResourceRecordSetsResponse : AmazonWebServiceResponse
{
    public List<ResourceRecordSet> ResourceRecordSets { get; set; } = [];

    public bool? IsTruncated { get; set; }

    /// <summary>Where the next page starts; null on the last one.</summary>
    public string? NextRecordName { get; set; }

    public string? NextRecordType { get; set; }

    public string? NextRecordIdentifier { get; set; }

    public string? MaxItems { get; set; }
}
