using Amazon.EC2.Model;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>The calls that turn an endpoint into what was asked for, and what they do in words.</summary>
/// <param name="VpcEndpointId">The endpoint.</param>
/// <param name="Request">One call, or two where a subnet changes places with another of its zone.</param>
/// <param name="Description">A line for each difference.</param>
internal sealed record EndpointModification(string VpcEndpointId, IReadOnlyList<ModifyVpcEndpointRequest> Request, IReadOnlyList<string> Description)
{
    /// <summary>True when it is as asked for already.</summary>
    public bool IsEmpty => Description.Count == 0;
}
