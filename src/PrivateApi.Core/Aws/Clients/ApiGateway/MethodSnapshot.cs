namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>A method as a deployment holds it.</summary>
internal sealed class MethodSnapshot
{
    public string? AuthorizationType { get; set; }

    public bool? ApiKeyRequired { get; set; }
}
