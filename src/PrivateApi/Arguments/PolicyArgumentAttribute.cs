using System.Collections;
using System.Management.Automation;
using System.Text.Json.Nodes;

namespace PrivateApi.Arguments;

/// <summary>Takes a policy as JSON text, as the path of a file, or as an object (hashtable, <c>ConvertFrom-Json</c>'s), and hands on the text.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PolicyArgumentAttribute : ArgumentTransformationAttribute
{
    /// <summary>Turns the argument into JSON text.</summary>
    /// <param name="engineIntrinsics">The session, for relative paths.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>The text, unchecked.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            string text when text.TrimStart().StartsWith('{') => text,
            string path => Read(engineIntrinsics, path),
            FileInfo file => Read(engineIntrinsics, file.FullName),
            Model.ApiPolicy policy => policy.Policy,
            _ => ToJson(value)?.ToJsonString(),
        };
    }

    private static string Read(EngineIntrinsics engine, string path)
    {
        string file = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new ArgumentTransformationMetadataException($"'{path}' is neither JSON text nor the path of a file. Give the policy as text that starts with '{{', as a path, or as an object.");
    }

    private static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: PSCustomObject } custom => new JsonObject(custom.Properties.Select(property => KeyValuePair.Create(property.Name, ToJson(property.Value)))),
        PSObject wrapped => ToJson(wrapped.BaseObject),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        IDictionary map => new JsonObject(map.Keys.Cast<object>().Select(key => KeyValuePair.Create(key.ToString()!, ToJson(map[key])))),
        IEnumerable list => new JsonArray([.. list.Cast<object?>().Select(ToJson)]),
        IFormattable number when value.GetType().IsPrimitive || value is decimal => JsonNode.Parse(number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(value.ToString()),
    };
}
