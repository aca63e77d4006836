namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>A function's environment variables, or why they cannot be read.</summary>
internal sealed class EnvironmentResponse
{
    public Dictionary<string, string>? Variables { get; set; }

    public EnvironmentError? Error { get; set; }
}
