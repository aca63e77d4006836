namespace PrivateApi.Arguments;

/// <summary>Takes the ids of endpoints as they are, and out of endpoints: our own, and AWS Tools', the one inside New-EC2VpcEndpoint's answer too.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class VpcEndpointIdArgumentAttribute() : ResourceIdArgumentAttribute("VpcEndpointId", "VpcEndpoint");
