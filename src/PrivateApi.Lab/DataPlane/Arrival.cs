using PrivateApi.Lab.ControlPlane.Ec2;

namespace PrivateApi.Lab.DataPlane;

/// <summary>How a call came to API Gateway.</summary>
/// <param name="Endpoint">The endpoint it came through; null from the public internet.</param>
/// <param name="SourceAddress">The caller's address.</param>
internal sealed record Arrival(LabVpcEndpoint? Endpoint, string SourceAddress);
