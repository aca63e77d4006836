using Amazon.EC2.Model;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>The calls that give an endpoint the requested settings, and what they do in words.</summary>
/// <param name="VpcEndpointId">The endpoint.</param>
/// <param name="Requests">One call, or two if a subnet replaces another one in its zone.</param>
/// <param name="Descriptions">A line for each difference.</param>
internal sealed record EndpointModification(
    string VpcEndpointId,
    IReadOnlyList<ModifyVpcEndpointRequest> Requests,
    IReadOnlyList<string> Descriptions
)
{
    /// <summary>The VPC in which private DNS goes on by it; null where it stays as it is, or goes off.</summary>
    public string? TakenVpcId { get; init; }

    /// <summary>What changes for the whole VPC, as a sentence; null where private DNS stays as it is.</summary>
    public string? DnsEffect { get; init; }

    /// <summary>True when it already is as requested.</summary>
    public bool IsEmpty => Descriptions.Count == 0;
}
