using System.Diagnostics;

namespace PrivateApi.Tests.Peers;

/// <summary>Scripts that tests write to be run.</summary>
internal static class Executable
{
    /// <summary>
    /// Writes one, by another process: what is open for writing cannot be run, and a process that a neighbour starts just now would have
    /// it open too.
    /// </summary>
    /// <param name="file">Its path.</param>
    /// <param name="text">What is in it, without the last line end.</param>
    public static async Task WriteAsync(string file, string text)
    {
        string draft = file + ".text";
        await File.WriteAllTextAsync(draft, text + "\n", TestContext.Current.CancellationToken);
        using Process install = Process.Start("install", ["-m", "500", draft, file]);
        await install.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, install.ExitCode);
        File.Delete(draft);
    }
}
