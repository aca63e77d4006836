using PrivateApi.Lab.ControlPlane.ApiGateway;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>Integrations through a VPC link: the lab has no load balancers, so only the link's state counts.</summary>
internal static class VpcLinkIntegration
{
    public static GatewayFault Answer(GatewayCall call)
    {
        string id = call.FromIntegration("connectionId");
        ApiGatewayState state = call.Store.Get<ApiGatewayState>(call.AccountId, call.Region);
        return
            (state.VpcLinks.TryGetValue(id, out LabVpcLink? link) || state.V2VpcLinks.TryGetValue(id, out link))
            && call.Time >= link.AvailableAt
            ? GatewayFault.Unreachable($"VPC link {id} is AVAILABLE, but the lab has no load balancer behind it.")
            : GatewayFault.Internal($"VPC link {(id.Length > 0 ? id : "(none)")} is not AVAILABLE.");
    }
}
