namespace PrivateApi.Facts;

/// <summary>One numbered rule of a network ACL.</summary>
internal sealed record NetworkAclEntryFact
{
    /// <summary>Its place: the lowest that matches decides; 32767 is the closing deny.</summary>
    public required int RuleNumber { get; init; }

    /// <summary>True for traffic that leaves the subnet.</summary>
    public required bool IsEgress { get; init; }

    /// <summary>IANA number as text; <c>-1</c> for all.</summary>
    public required string Protocol { get; init; }

    /// <summary>True to allow, false to deny.</summary>
    public required bool IsAllow { get; init; }

    /// <summary>IPv4 or IPv6 range of the other side.</summary>
    public required string CidrBlock { get; init; }

    /// <summary>First port; null for all.</summary>
    public int? FromPort { get; set; }

    /// <summary>Last port; null for all.</summary>
    public int? ToPort { get; set; }
}
