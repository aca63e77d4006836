using System.Management.Automation;

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
        object? value = JsonArgument.Unwrap(inputData);
        return value switch
        {
            null => null,
            string text when text.TrimStart().StartsWith('{') => text,
            string path => Read(engineIntrinsics, path),
            FileInfo file => Read(engineIntrinsics, file.FullName),
            Model.ApiPolicy policy => policy.Policy,
            _ => JsonArgument.From(value)?.ToJsonString(),
        };
    }

    private static string Read(EngineIntrinsics engine, string path)
    {
        string file = engine.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new ArgumentTransformationMetadataException($"'{path}' is neither JSON text nor the path of a file. Give the policy as text that starts with '{{', as a path, or as an object.");
    }
}
