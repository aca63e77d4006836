namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A managed policy; its document is the text of the default version.</summary>
internal sealed record LabManagedPolicy(string Name, string Path, string Id, string Arn, string Document, DateTimeOffset Created)
{
    /// <summary>Its versions, the oldest first.</summary>
    public IReadOnlyList<LabPolicyVersion> Versions { get; init; } = [new LabPolicyVersion(1, Document, Created)];

    /// <summary>The number of the default version.</summary>
    public int DefaultVersion { get; init; } = 1;

    /// <summary>The highest number that a version ever had.</summary>
    public int LastNumber { get; init; } = 1;

    /// <summary>When a version was last added.</summary>
    public DateTimeOffset Updated { get; init; } = Created;
}
