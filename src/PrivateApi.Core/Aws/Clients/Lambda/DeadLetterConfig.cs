namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Where a function's failed events go.</summary>
internal sealed class DeadLetterConfig
{
    /// <summary>A queue or topic; empty for none.</summary>
    public string? TargetArn { get; set; }
}
