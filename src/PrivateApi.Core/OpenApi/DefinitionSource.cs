using System.Globalization;
using PrivateApi.Errors;

namespace PrivateApi.OpenApi;

/// <summary>Where a definition comes from, before it is read.</summary>
/// <param name="Bytes">The content.</param>
/// <param name="Origin">File path, or a description of what was given instead.</param>
internal sealed record DefinitionSource(byte[] Bytes, string Origin)
{
    /// <summary>API Gateway accepts definitions of up to 6 MB (quotas page: "Size of an API definition").</summary>
    public const int MaxBytes = 6 * 1024 * 1024;

    private const int LongestShown = 300;

    /// <summary>True if a string is the definition itself: a text with a line break or a leading brace is not a path.</summary>
    public static bool IsText(string pathOrText)
    {
        ArgumentNullException.ThrowIfNull(pathOrText);
        return pathOrText.AsSpan().IndexOfAny('\n', '\r') >= 0 || pathOrText.AsSpan().TrimStart() is ['{', ..];
    }

    public static DefinitionSource FromText(string text) => Checked(System.Text.Encoding.UTF8.GetBytes(text), "the given text");

    /// <summary>Reads a file.</summary>
    /// <exception cref="PrivateApiException"><c>DefinitionNotFound</c>, <c>DefinitionTooLarge</c>.</exception>
    public static DefinitionSource FromFile(string path)
    {
        FileInfo file = Info(path);
        if (!file.Exists)
        {
            string what = Directory.Exists(path) ? "is a folder" : "does not exist";
            throw new PrivateApiException(
                "DefinitionNotFound",
                FaultKind.NotFound,
                $"The OpenAPI file '{(path.Length > LongestShown ? path[..LongestShown] + "…" : path)}' {what}. "
                    + "Give the path of a JSON or YAML file, or the document itself as text.",
                path
            );
        }

        RequireSize(file.Length, path);
        try
        {
            return Checked(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    // A text that the system does not accept as a path at all: one with a null character, or an invalid text.
    private static FileInfo Info(string path)
    {
        try
        {
            return new FileInfo(path);
        }
        catch (Exception e) when (e is ArgumentException or IOException or NotSupportedException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    private static PrivateApiException Unreadable(string path, Exception e) =>
        new("DefinitionNotFound", FaultKind.NotFound, $"The OpenAPI file '{path}' cannot be read: {e.Message}", path, e);

    private static DefinitionSource Checked(byte[] bytes, string origin)
    {
        RequireSize(bytes.Length, origin);
        return new DefinitionSource(bytes, origin);
    }

    private static void RequireSize(long bytes, string origin)
    {
        if (bytes > MaxBytes)
        {
            throw new PrivateApiException(
                "DefinitionTooLarge",
                FaultKind.LimitExceeded,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The definition in {origin} has {bytes:N0} bytes; API Gateway accepts at most {MaxBytes:N0} (6 MB). "
                        + $"Split the API, or remove descriptions and examples."
                ),
                origin
            );
        }
    }
}
