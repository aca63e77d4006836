using System.Management.Automation;
using System.Text;
using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Arguments;

/// <summary>Writes a text to a path that the user gave, as UTF-8 without a byte-order mark; an existing file is replaced.</summary>
internal static class OutputFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the file.</summary>
    /// <exception cref="PrivateApiException"><c>FileNotWritten</c>.</exception>
    public static FileInfo Write(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text, Utf8);
            return new FileInfo(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new PrivateApiException(
                "FileNotWritten",
                FaultKind.InvalidArgument,
                $"'{file}' could not be written: {e.Message} Name a file in an existing folder that you may write to.",
                file,
                e
            );
        }
    }

    /// <summary>The full path of a file that the user names.</summary>
    /// <exception cref="PrivateApiException"><c>FileNotWritten</c>.</exception>
    public static string Resolve(SessionState session, string path)
    {
        return InputPath.Resolve(session, path)
            ?? throw new PrivateApiException(
                "FileNotWritten",
                FaultKind.InvalidArgument,
                $"'{InputPath.Shown(path)}' is not a file. Pass the path of a file.",
                InputPath.Shown(path)
            );
    }

    /// <summary>Writes a text to the file that the user named, where that is confirmed.</summary>
    /// <param name="command">The command that writes.</param>
    /// <param name="path">The file; null to return the text instead.</param>
    /// <param name="text">The text.</param>
    /// <param name="kind">What is written, for the question: <c>Html report</c>.</param>
    /// <param name="passThru">True to return the file that was written.</param>
    /// <returns>What the command emits; null for nothing.</returns>
    /// <exception cref="PrivateApiException"><c>FileNotWritten</c>.</exception>
    public static object? Put(PSCmdlet command, string? path, string text, string kind, bool passThru)
    {
        if (path is null)
        {
            return text;
        }

        string file = Resolve(command.SessionState, path);
        FileInfo? written = command.ShouldProcess(VisibleText.Escaped(file), $"Write {kind}") ? Write(file, text) : null;
        return passThru ? written : null;
    }
}
