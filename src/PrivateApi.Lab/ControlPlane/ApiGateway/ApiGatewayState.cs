using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>API Gateway in one account and Region.</summary>
internal sealed class ApiGatewayState : ILabState<ApiGatewayState>
{
    /// <summary>REST APIs by id.</summary>
    public Dictionary<string, LabRestApi> RestApis { get; } = new(StringComparer.Ordinal);

    public static ApiGatewayState Create(LabStore store, string accountId, string region) => new();
}
