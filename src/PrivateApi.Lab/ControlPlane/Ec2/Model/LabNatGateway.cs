namespace PrivateApi.Lab.ControlPlane.Ec2.Model;

/// <summary>A NAT gateway in one subnet, public or private.</summary>
internal sealed class LabNatGateway(string id, string ownerId) : LabResource(id, ownerId)
{
    public override string ResourceType => "natgateway";

    public required LabSubnet Subnet { get; init; }

    public required LabNetworkInterface Interface { get; init; }

    /// <summary>The public address; null when it is private.</summary>
    public LabElasticAddress? Address { get; init; }

    public bool IsPublic => Address is not null;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset AvailableAt { get; init; }

    /// <summary>Why it never becomes available; null when it does.</summary>
    public (string Code, string Message)? Failure { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>When deleting ends; null before DeleteNatGateway.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public string StateAt(DateTimeOffset now) => GoneAt is { } gone
        ? now < gone ? "deleting" : "deleted"
        : now < AvailableAt ? "pending" : Failure is null ? "available" : "failed";
}
