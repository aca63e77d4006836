namespace PrivateApi.Lab.ControlPlane;

/// <summary>A refusal in AWS's words; each service writes it in its own error shape.</summary>
internal sealed class AwsFault(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>AWS's error code, for instance <c>InvalidVpcID.NotFound</c>.</summary>
    public string Code { get; } = code;
}
