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
        IEnumerable<(string, string)> methods = resources.SelectMany(resource =>
            ((JsonObject)resource.Value["resourceMethods"]!).Select(method => (resource.Key, method.Key))
        );
        if (PathTemplate.Route(methods, call.Request.Method, call.Path) is not var (template, verb))
        {
            return false;
        }

        call.Method = (JsonObject)resources[template]["resourceMethods"]![verb]!;
        call.ResourcePath = template;
        call.ResourceId = (string)resources[template]["id"]!;
        call.PathParameters = PathTemplate.Match(template, PathTemplate.Segments(call.Path))!.Value.Parameter;
        return true;
    }
}
