namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>What <c>Add-PrivateApiDomainAssociation</c> was asked for.</summary>
internal sealed record AssociationSpec
{
    /// <summary>The ARN of the private custom domain name.</summary>
    public required string DomainNameArn { get; init; }

    /// <summary>This account's endpoints.</summary>
    public required IReadOnlyList<string> VpcEndpointIds { get; init; }

    /// <summary>VPCs in which the name is to resolve; empty for those of the endpoints.</summary>
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>True to make the name resolve.</summary>
    public bool MakesRecord { get; init; } = true;

    /// <summary>The user's tags, for the associations.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>True to wait until calls get through.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>When a wait gives up.</summary>
    public TimeSpan TimeOut { get; init; } = DomainSpec.DefaultLimit;
}
