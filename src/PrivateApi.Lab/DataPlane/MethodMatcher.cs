using System.Text.Json.Nodes;
using PrivateApi.Reachability;

namespace PrivateApi.Lab.DataPlane;

/// <summary>Finds the resource and method of a path, with its path parameters.</summary>
internal static class MethodMatcher
{
    /// <summary>False when there is none.</summary>
    public static bool Find(GatewayCall call)
    {
        Dictionary<string, JsonObject> resources = call.Deployment!.Definition.Resources.Values.Where(resource =>
                resource["resourceMethods"] is JsonObject { Count: > 0 }
            )
            .ToDictionary(resource => (string)resource["path"]!);
        if (PathTemplate.Best(resources.Keys, call.Path) is not { } template)
        {
            return false;
        }

        JsonObject methods = (JsonObject)resources[template]["resourceMethods"]!;
        if ((methods[call.Request.Method] ?? methods["ANY"]) is not JsonObject method)
        {
            return false;
        }

        call.Method = method;
        call.ResourcePath = template;
        call.ResourceId = (string)resources[template]["id"]!;
        call.PathParameters = PathTemplate.Match(template, PathTemplate.Segments(call.Path))!.Value.Parameter;
        return true;
    }
}
