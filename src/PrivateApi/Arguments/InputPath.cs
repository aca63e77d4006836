using System.Management.Automation;
using PrivateApi.Errors;

namespace PrivateApi.Arguments;

/// <summary>
/// Paths as users name them. A text that is not a path (a policy, a URL, <c>x:y</c>) is distinguished from one that is, and never
/// causes an error of PowerShell's.
/// </summary>
internal static class InputPath
{
    private const int LongestShown = 100;

    // Linux does not open a longer one (PATH_MAX), and a message would repeat it.
    private const int LongestPath = 4_096;

    /// <summary>
    /// The full path of a file; null for a text that does not name one: no such drive, another provider, not in the form of a path.
    /// </summary>
    public static string? Resolve(SessionState session, string path)
    {
        // Nobody types a control character in a name, and it would reach the terminal with the message about the file.
        if (path.Length > LongestPath || path.Any(char.IsControl))
        {
            return null;
        }

        try
        {
            string file = session.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" && file.Length > 0 ? file : null;
        }
        catch (Exception e)
            when (e
                    is SessionStateException
                        or ProviderInvocationException
                        or ArgumentException
                        or NotSupportedException
                        or PSInvalidOperationException
            )
        {
            return null;
        }
    }

    /// <summary>The full path of a file.</summary>
    /// <exception cref="PrivateApiException">The text does not name a file.</exception>
    public static string Require(SessionState session, string path, string errorId, string what) =>
        Resolve(session, path)
        ?? throw new PrivateApiException(
            errorId,
            FaultKind.NotFound,
            $"'{Shown(path)}' is not the path of {what}. Pass the path of a file, not a URL, a "
                + "registry key or the path of another provider.",
            Shown(path)
        );

    /// <summary>A text for a message: one line, and shortened if it is long.</summary>
    public static string Shown(string text)
    {
        string line = new([.. text.Take(LongestShown).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > LongestShown ? line + "…" : line;
    }
}
