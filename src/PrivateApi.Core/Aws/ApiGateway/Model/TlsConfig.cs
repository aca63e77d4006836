namespace PrivateApi.Aws.ApiGateway;

/// <summary>How the backend is verified.</summary>
internal sealed class TlsConfig
{
    public bool? InsecureSkipVerification { get; set; }
}
