using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Tests.Peers;
using PrivateApi.Tests.Reliability;

namespace PrivateApi.Tests.Text;

/// <summary>What real PowerShell made of a line that was typed into it.</summary>
/// <param name="Problem">Why it did not run to its end; null for nothing.</param>
/// <param name="Calls">The cmdlets that ran, with what was bound to their parameters.</param>
internal sealed record TypedAnswer(string? Problem, TypedAnswer.Call[] Calls)
{
    /// <summary>Types lines into one process of PowerShell, whose cmdlets only note their parameters (tests/peers/recorder.ps1).</summary>
    /// <param name="lines">The lines, and whether their values are hostile: those are not validated, so that they arrive.</param>
    public static async Task<TypedAnswer[]> AskAsync(IReadOnlyList<(string Line, bool IsHostile)> lines)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using TempFolder folder = new();
        string table = folder.File("table.json"),
            typed = folder.File("lines.json"),
            answers = folder.File("answers.json");
        await File.WriteAllTextAsync(table, JsonSerializer.Serialize(KnownCommands.OfAwsTools()), stop);
        await File.WriteAllTextAsync(
            typed,
            JsonSerializer.Serialize(lines.Select(item => (string[])[item.Line, item.IsHostile ? "hostile" : "ordinary"])),
            stop
        );
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            PwshSession.Start(
                "-File",
                Path.Combine(Peer.Root, "tests", "peers", "recorder.ps1"),
                "-Module",
                PwshSession.Module,
                "-Table",
                table,
                "-Lines",
                typed,
                "-Answers",
                answers
            )
        )!;
        process.StandardInput.Close();
        string[] said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        await process.WaitForExitAsync(stop);
        Assert.True(process.ExitCode == 0, string.Concat(said));
        TypedAnswer[] all = JsonSerializer.Deserialize<TypedAnswer[]>(await File.ReadAllTextAsync(answers, stop))!;
        Assert.Equal(lines.Count, all.Length);
        return all;
    }

    /// <summary>A cmdlet that ran.</summary>
    internal sealed record Call(string Name, JsonObject Bound);
}
