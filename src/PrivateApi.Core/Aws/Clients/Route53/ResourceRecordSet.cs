namespace PrivateApi.Aws.Clients.Route53;

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
