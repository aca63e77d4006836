namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Why environment variables cannot be read.</summary>
internal sealed class EnvironmentError
{
    public string? ErrorCode { get; set; }

    public string? Message { get; set; }
}
