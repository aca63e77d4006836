namespace PrivateApi.Lab.ControlPlane;

/// <summary>A refusal in AWS's words; each service writes it in its own error shape.</summary>
internal sealed class AwsFault(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>AWS's error code, for instance <c>InvalidVpcID.NotFound</c>.</summary>
    public string Code { get; } = code;

    /// <summary>More members of a JSON error, for instance <c>retryAfterSeconds</c>; null for none.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }
}
