namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A managed policy of an account, in its one version.</summary>
internal sealed record LabManagedPolicy(string Name, string Path, string Id, string Arn, string Document, DateTimeOffset Created);
