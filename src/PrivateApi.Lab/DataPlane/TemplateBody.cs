using PrivateApi.Lab.DataPlane.Velocity;

namespace PrivateApi.Lab.DataPlane;

/// <summary>$input.body: text, whose members are nothing.</summary>
internal sealed class TemplateBody(string text) : IVelocityObject
{
    public override string ToString() => text;

    public object? Member(string name) => null;

    public object? Call(string method, IReadOnlyList<object?> arguments) => VelocityMethods.Call(text, method, arguments);
}
