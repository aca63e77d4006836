namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A managed policy of an account, with its only version.</summary>
internal sealed record LabManagedPolicy(string Name, string Path, string Id, string Arn, string Document, DateTimeOffset Created);
