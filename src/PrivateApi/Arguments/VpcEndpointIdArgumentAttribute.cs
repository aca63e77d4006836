namespace PrivateApi.Arguments;

/// <summary>
/// Takes the ids of endpoints as they are, and from endpoints: our own and AWS Tools', including the one inside the output of
/// New-EC2VpcEndpoint.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VpcEndpointIdArgumentAttribute() : ResourceIdArgumentAttribute("VpcEndpointId", "VpcEndpoint");
