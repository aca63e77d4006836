using System.Text.Json.Nodes;
using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Lab.DataPlane;

/// <summary>$input.</summary>
internal sealed class TemplateInput(TemplateScope scope) : IVelocityObject
{
    // An empty body is an empty object (localstack, test_input_body_formatting, March 2025).
    public object? Member(string name) => name == "body" ? new TemplateBody(scope.Body.Length == 0 ? "{}" : scope.Body) : null;

    public object? Call(string method, IReadOnlyList<object?> arguments) =>
        (method, arguments) switch
        {
            ("params", []) => new JsonObject
            {
                ["path"] = Map(scope.Call.PathParameters),
                ["querystring"] = Map(scope.Call.Request.Query),
                ["header"] = Map(scope.Call.Request.Headers.Where(pair => !GatewayHeaders.IsConsumed(pair.Key))),
            },
            ("params", [var name]) => scope.Parameter(VelocityValue.Text(name)),
            ("json", [var path]) => scope.Json(VelocityValue.Text(path))?.ToJsonString() ?? "\"\"",
            ("path", [var path]) => VelocityValue.Of(scope.Json(VelocityValue.Text(path))?.DeepClone()),
            _ => throw VelocityMethods.Unknown($"$input.{method}"),
        };

    private static JsonObject Map(IEnumerable<KeyValuePair<string, string>> pairs)
    {
        JsonObject map = [];
        foreach ((string name, string value) in pairs)
        {
            map[name] = value;
        }

        return map;
    }
}
