using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes the empty cell of a row as a value that was not given: Import-Csv has a text for every column. An empty text that is typed
/// is refused before the first record.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CellArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>The type of the parameter if it has no null: an empty cell is its default. Null for a type that has one.</summary>
    public Type? ValueType { get; init; }

    /// <summary>Turns an empty text into nothing.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>The value; null, or the default of a value type, for an empty text.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        !IsEmpty(inputData) ? inputData
        : ValueType is null ? null
        : Activator.CreateInstance(ValueType);

    /// <summary>True for nothing, and for a text without a visible character.</summary>
    internal static bool IsEmpty(object? value) =>
        JsonArgument.Unwrap(value) is var plain && (plain is null || (plain is string text && string.IsNullOrWhiteSpace(text)));
}
