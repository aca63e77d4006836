using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Ssm;

/// <summary>A command that was sent, with its result on each instance.</summary>
internal sealed class LabCommand
{
    public required string Id { get; init; }

    public required string DocumentName { get; init; }

    public required string Comment { get; init; }

    public required JsonObject Parameters { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    public required IReadOnlyList<LabInvocation> Invocations { get; init; }
}
