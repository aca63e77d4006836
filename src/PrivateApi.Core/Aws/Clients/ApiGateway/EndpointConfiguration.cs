namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>An API's endpoint type and the VPC endpoints associated with it.</summary>
internal sealed class EndpointConfiguration
{
    public List<string>? Types { get; set; }

    public string? IpAddressType { get; set; }

    public List<string>? VpcEndpointIds { get; set; }
}
