using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>Runs a method's integration.</summary>
internal static class Integration
{
    public static LabResponse Run(GatewayCall call)
    {
        string type = (string?)call.Integration["type"] ?? throw GatewayFault.Internal("The method has no integration.");
        return (string?)call.Integration["connectionType"] == "VPC_LINK"
            ? VpcLinkIntegration.Run(call, type == "HTTP_PROXY")
            : type switch
            {
                "MOCK" => MockIntegration.Run(call),
                "HTTP" => HttpIntegration.Run(call, isProxy: false),
                "HTTP_PROXY" => HttpIntegration.Run(call, isProxy: true),
                "AWS_PROXY" => ProxyEvent.Run(call),
                "AWS" => AwsIntegration.Run(call),
                _ => throw GatewayFault.Internal($"The lab has no integration of type {type}."),
            };
    }
}
