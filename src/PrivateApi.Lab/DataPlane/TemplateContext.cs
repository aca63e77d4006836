using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Lab.DataPlane;

/// <summary>$context, or a part of it.</summary>
internal sealed class TemplateContext(TemplateScope scope, string path) : IVelocityObject
{
    public object? Member(string name) =>
        (path + name) switch
        {
            "requestOverride" => scope.Call.RequestOverride,
            "responseOverride" => scope.Call.ResponseOverride,
            "identity" or "error" or "authorizer" or "authorizer.claims" => new TemplateContext(scope, $"{path}{name}."),
            string whole => scope.Context(whole),
        };

    public object? Call(string method, IReadOnlyList<object?> arguments) =>
        (method, arguments) switch
        {
            ("get", [var name]) => Member(VelocityValue.Text(name)),
            _ => throw VelocityMethods.Unknown($"$context.{path}{method}"),
        };

    public override string ToString() => string.Empty;
}
