using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A VPC link and when it is ready.</summary>
internal sealed record LabVpcLink(JsonObject Wire, DateTimeOffset AvailableAt);
