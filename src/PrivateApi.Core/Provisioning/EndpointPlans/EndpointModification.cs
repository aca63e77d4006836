using Amazon.EC2.Model;

namespace PrivateApi.Provisioning.EndpointPlans;

/// <summary>The calls that give an endpoint the requested settings, and what they do in words.</summary>
/// <param name="VpcEndpointId">The endpoint.</param>
/// <param name="Request">One call, or two if a subnet replaces another one in its zone.</param>
/// <param name="Description">A line for each difference.</param>
internal sealed record EndpointModification(string VpcEndpointId, IReadOnlyList<ModifyVpcEndpointRequest> Request, IReadOnlyList<string> Description)
{
    /// <summary>True when it already is as requested.</summary>
    public bool IsEmpty => Description.Count == 0;
}
