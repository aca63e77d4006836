using PrivateApi.Lab.ControlPlane.ApiGateway;
using PrivateApi.Paths;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>Integrations through a VPC link: the lab has no load balancers, so the link's state is all there is.</summary>
internal static class VpcLinkIntegration
{
    public static GatewayFault Answer(GatewayCall call)
    {
        string text = (string?)call.Integration["connectionId"] ?? string.Empty;
        string id = StageVariables.Fill(text, call.StageVariables.ToDictionary(pair => pair.Key, pair => (string?)pair.Value ?? string.Empty));
        return call.Store.Get<ApiGatewayState>(call.AccountId, call.Region).VpcLinks.TryGetValue(id, out LabVpcLink? link) && call.Time >= link.AvailableAt
            ? GatewayFault.Unreachable($"VPC link {id} is AVAILABLE; the lab has no load balancer behind it.")
            : GatewayFault.Internal($"VPC link {(id.Length > 0 ? id : "(none)")} is not AVAILABLE.");
    }
}
