namespace PrivateApi.Aws.Clients.ApiGateway;

/// <summary>Where and how a stage logs calls.</summary>
internal sealed class AccessLogSettings
{
    public string? Format { get; set; }

    public string? DestinationArn { get; set; }
}
