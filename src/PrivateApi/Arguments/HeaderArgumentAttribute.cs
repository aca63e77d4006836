using System.Collections;
using System.Management.Automation;
using System.Text.Json;

namespace PrivateApi.Arguments;

/// <summary>Takes headers as a hashtable, as an object, and as the text of a cell: JSON, or lines of the form "Name: value".</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HeaderArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns text and objects into a dictionary.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>A dictionary; null for an empty text.</returns>
    /// <exception cref="ArgumentTransformationMetadataException">The text is neither.</exception>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData switch
        {
            _ when CellArgumentAttribute.IsEmpty(inputData) => null,
            PSObject { BaseObject: PSCustomObject } custom => Table(custom.Properties.Select(item => (item.Name, (object?)item.Value))),
            _ => JsonArgument.Unwrap(inputData) is string text ? Read(text.Trim()) : JsonArgument.Unwrap(inputData),
        };

    private static Hashtable Read(string text)
    {
        try
        {
            return text[0] == '{'
                ? Table(JsonDocument.Parse(text).RootElement.EnumerateObject().Select(item => (item.Name, (object?)item.Value.ToString())))
                : Table(text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Line));
        }
        catch (JsonException e)
        {
            // Without the text: a header may be a secret.
            throw new ArgumentTransformationMetadataException($"The headers begin as JSON and are not: {e.Message}");
        }
    }

    private static (string Name, object? Value) Line(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? (line[..colon].Trim(), line[(colon + 1)..].Trim())
            : throw new ArgumentTransformationMetadataException(
                "Headers as text are JSON, {\"Name\": \"value\"}, or lines of the form Name: value. A line has no colon."
            );

    private static Hashtable Table(IEnumerable<(string Name, object? Value)> headers)
    {
        Hashtable table = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in headers)
        {
            table[name] = value;
        }

        return table;
    }
}
