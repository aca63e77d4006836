using System.Collections;
using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes objects of the module that come from Import-Clixml, a job or another machine as the objects that they were. Other objects with
/// properties are not taken: PowerShell would make a record of them that lacks what they lack.
/// </summary>
/// <param name="type">What is taken: a record of the module, or an interface of several.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FromDeserializedAttribute(Type type) : ArgumentTransformationAttribute
{
    /// <summary>What is taken.</summary>
    public Type Type { get; } = type;

    /// <summary>Rebuilds a deserialized object, or those of a list.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>The object, or what the user gave.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The object lacks something, or is another one.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        JsonArgument.Unwrap(inputData) is IEnumerable list and not (string or IDictionary)
            ? list.Cast<object?>().Select(One).ToArray()
            : One(inputData);

    private object? One(object? value)
    {
        try
        {
            object? read = DeserializedRecord.TypeOf(value) is { } found ? DeserializedRecord.Rebuild((PSObject)value!, found) : value;
            return Type.IsInstanceOfType(JsonArgument.Unwrap(read)) || JsonArgument.Unwrap(read) is not (PSObject or IDictionary)
                ? read
                : throw Another(read!);
        }
        catch (FormatException e)
        {
            throw new ArgumentTransformationMetadataException(e.Message);
        }
    }

    // With a failed cast inside, an object in the pipeline is one that this parameter does not take; others may.
    private ArgumentTransformationMetadataException Another(object value)
    {
        string message = $"A {Type.Name} is required, but this is {ObjectKind.Describe(value)}.";
        return new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message));
    }
}
