namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>Integrations through a VPC link: the lab has no load balancers, so the link's state is all there is.</summary>
internal static class VpcLinkIntegration
{
    public static GatewayFault Answer(GatewayCall call) =>
        GatewayFault.Internal($"VPC link {(string?)call.Integration["connectionId"] ?? "(none)"} is not AVAILABLE in this lab.");
}
