using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Lambda;

/// <summary>A function's place in a VPC: the network interfaces that Lambda keeps for it.</summary>
internal static class FunctionNetwork
{
    /// <summary>Puts a function where its VpcConfig says; an empty one takes it out of its VPC.</summary>
    public static void Place(ServiceCall call, LabFunction function, JsonObject? config)
    {
        ArgumentNullException.ThrowIfNull(call);
        function.SubnetIds = Ids(config, "SubnetIds");
        function.SecurityGroupIds = Ids(config, "SecurityGroupIds");
    }

    /// <summary>Lets the interfaces of a deleted function go.</summary>
    public static void Leave(ServiceCall call, LabFunction function)
    {
        ArgumentNullException.ThrowIfNull(call);
        function.SubnetIds = [];
    }

    private static IReadOnlyList<string> Ids(JsonObject? config, string name) =>
        [.. (config?[name] as JsonArray ?? []).Select(node => (string)node!)];
}
