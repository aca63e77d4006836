namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>How the backend is verified.</summary>
internal sealed class TlsConfig
{
    public bool? InsecureSkipVerification { get; set; }
}
