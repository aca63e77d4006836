using System.Collections;
using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes the id out of what has one. A list parameter that also takes text from the pipeline would otherwise get an
/// object's ToString, since one id is no list and so does not bind by property name first.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestApiIdArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns objects into their ids.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>Ids.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        JsonArgument.Unwrap(inputData) is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>().Select(IdOf).ToArray() : IdOf(inputData);

    private static object? IdOf(object? value) => JsonArgument.Unwrap(value) is null or string
        ? value
        : PSObject.AsPSObject(value).Properties is { } properties ? (properties["RestApiId"] ?? properties["Id"])?.Value ?? value : value;
}
