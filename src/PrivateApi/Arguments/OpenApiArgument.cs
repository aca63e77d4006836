using System.Management.Automation;
using PrivateApi.Errors;
using PrivateApi.OpenApi;

namespace PrivateApi.Arguments;

/// <summary>Reads <c>-OpenApi</c>: the path of a file, the document as text or as its lines, or an object.</summary>
internal static class OpenApiArgument
{
    /// <exception cref="PrivateApiException"><c>DefinitionNotFound</c>, <c>DefinitionTooLarge</c>.</exception>
    public static DefinitionSource Read(SessionState session, object argument) =>
        JsonArgument.Unwrap(argument) switch
        {
            string text when DefinitionSource.IsText(text) => DefinitionSource.FromText(text),
            string path => FromPath(session, path),
            FileInfo file => DefinitionSource.FromFile(file.FullName),

            // Get-Content without -Raw returns lines.
            object[] lines when lines.Length > 0 && lines.All(line => JsonArgument.Unwrap(line) is string) => DefinitionSource.FromText(
                string.Join('\n', lines) + "\n"
            ),
            object value => DefinitionSource.FromText(JsonArgument.From(value)!.ToJsonString()),
            null => throw new PrivateApiException(
                "DefinitionNotFound",
                FaultKind.InvalidArgument,
                "-OpenApi is empty. Pass the path of a JSON or YAML file, or the document itself."
            ),
        };

    private static DefinitionSource FromPath(SessionState session, string path) =>
        InputPath.Resolve(session, path) is { } file
            ? DefinitionSource.FromFile(file)
            : throw new PrivateApiException(
                "DefinitionNotFound",
                FaultKind.NotFound,
                $"'{InputPath.Shown(path)}' is not a file. Pass the path of a JSON or YAML file, or the "
                    + "document itself. URLs are not fetched.",
                InputPath.Shown(path)
            );
}
