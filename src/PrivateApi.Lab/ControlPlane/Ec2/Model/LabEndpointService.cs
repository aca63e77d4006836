namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An AWS service that a VPC endpoint can lead to.</summary>
/// <param name="Name">Its name, for instance <c>com.amazonaws.eu-west-1.execute-api</c>.</param>
/// <param name="Type"><c>Interface</c> or <c>Gateway</c>.</param>
/// <param name="ServiceId">Its id, <c>vpce-svc-…</c>.</param>
/// <param name="BaseName">Its own DNS name, for instance <c>execute-api.eu-west-1.vpce.amazonaws.com</c>.</param>
/// <param name="PrivateDnsNames">Names that private DNS points at the endpoint; empty for gateways.</param>
/// <param name="Zones">Zones where it is offered.</param>
internal sealed record LabEndpointService(string Name, string Type, string ServiceId, string BaseName, IReadOnlyList<string> PrivateDnsNames, IReadOnlyList<LabZone> Zones);
