namespace PrivateApi.Aws.Clients.Iam;

/// <summary>A managed policy attached to a role.</summary>
internal sealed class AttachedPolicy
{
    public string PolicyName { get; set; } = string.Empty;

    public string PolicyArn { get; set; } = string.Empty;
}
