namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>A version of a managed policy: number 1 is <c>v1</c>, and a number is never used twice in a policy.</summary>
internal sealed record LabPolicyVersion(int Number, string Document, DateTimeOffset Created)
{
    public string Id => "v" + Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
