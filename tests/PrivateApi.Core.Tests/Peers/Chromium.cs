using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Peers;

/// <summary>A headless Chromium; tests are skipped where there is none.</summary>
internal static partial class Chromium
{
    private static readonly string? Program = new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }
        .Select(Peer.Find)
        .FirstOrDefault(found => found is not null);

    /// <summary>What a script in a page of a server finds out: it sets <c>document.documentElement.dataset.answer</c>.</summary>
    public static async Task<string> VisitAsync(Uri page)
    {
        using TempFolder folder = new();
        using Process process = Start(folder, "--virtual-time-budget=20000", "--dump-dom", page.AbsoluteUri);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        string dom = await output;
        Match found = Answer().Match(dom);
        Assert.True(found.Success, "The page gave no answer.");
        return WebUtility.HtmlDecode(found.Groups[1].Value);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(TempFolder folder, params string[] arguments)
    {
        Assert.SkipUnless(Program is not null, "Chromium is not on PATH");
        return Process.Start(
            new ProcessStartInfo(
                Program!,
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    $"--user-data-dir={folder.File("profile")}",
                    .. arguments,
                ]
            )
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
    }

    [GeneratedRegex("data-answer=\"([^\"]*)\"")]
    private static partial Regex Answer();
}
