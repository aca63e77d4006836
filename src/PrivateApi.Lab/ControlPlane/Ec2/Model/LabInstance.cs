namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>An instance: an interface in a subnet, and a profile with which Systems Manager manages it. Nothing runs on it.</summary>
internal sealed class LabInstance(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "instance";

    public required string ReservationId { get; init; }

    public required int LaunchIndex { get; init; }

    public required string ImageId { get; init; }

    public required string InstanceType { get; init; }

    public required LabNetworkInterface Interface { get; init; }

    /// <summary>ARN of its instance profile; null for none.</summary>
    public string? ProfileArn { get; init; }

    /// <summary>Id of its instance profile; null for none.</summary>
    public string? ProfileId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RunningAt { get; init; }

    /// <summary>When it is terminated; null if nobody requested that.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    /// <summary>State code and name as EC2 has them.</summary>
    public (int Code, string Name) StateAt(DateTimeOffset now) =>
        GoneAt is { } gone
            ? now < gone
                ? (32, "shutting-down")
                : (48, "terminated")
            : now < RunningAt
                ? (0, "pending")
                : (16, "running");
}
