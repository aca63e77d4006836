using System.Text.Json.Nodes;
using PrivateApi.Facts;
using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.DataPlane;

/// <summary>APIs by id, over all accounts: an id is unique in a Region.</summary>
internal static class LabApis
{
    public static (string AccountId, LabRestApi Api)? Find(LabStore store, string region, string id)
    {
        foreach ((string account, string place, ApiGatewayState state) in store.All<ApiGatewayState>())
        {
            if (place == region && state.RestApis.TryGetValue(id, out LabRestApi? api))
            {
                return (account, api);
            }
        }

        return null;
    }

    /// <summary>The Region of an API; null when there is none.</summary>
    public static string? RegionOf(LabStore store, string id) =>
        store
            .All<ApiGatewayState>()
            .Where(item => item.State.RestApis.ContainsKey(id) || item.State.V2Apis.ContainsKey(id))
            .Select(item => item.Region)
            .FirstOrDefault();

    /// <summary>The HTTP and WebSocket APIs of a Region.</summary>
    public static IEnumerable<V2ApiFact> V2(LabStore store, string region) =>
        store
            .All<ApiGatewayState>()
            .Where(item => item.Region == region)
            .SelectMany(item => item.State.V2Apis.Values)
            .Select(api => new V2ApiFact
            {
                Id = (string)api["apiId"]!,
                Name = (string)api["name"]!,
                ProtocolType = (string)api["protocolType"]!,
            });

    /// <summary>Endpoints that a deployment in use lists: an association needs a new deployment (AWS: "Create a private API").</summary>
    public static IEnumerable<string> Aliases(LabRestApi api) =>
        api
            .Stages.Values.Select(stage =>
                api.Deployments.GetValueOrDefault((string?)stage["deploymentId"] ?? string.Empty)
                    ?.RestApi["endpointConfiguration"]
                    ?["vpcEndpointIds"] as JsonArray
            )
            .SelectMany(ids => (ids ?? []).Select(id => (string)id!))
            .Distinct();
}
