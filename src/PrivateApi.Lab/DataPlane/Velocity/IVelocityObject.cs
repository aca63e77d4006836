namespace PrivateApi.Lab.DataPlane.Velocity;

/// <summary>An object of API Gateway that a template refers to: <c>$input</c>, <c>$util</c>, <c>$context</c>.</summary>
internal interface IVelocityObject
{
    /// <summary>A member; null for none.</summary>
    object? Member(string name);

    /// <summary>A method's result.</summary>
    /// <exception cref="GatewayFault">There is no such method.</exception>
    object? Call(string method, IReadOnlyList<object?> arguments);
}
