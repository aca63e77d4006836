using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Peers;

/// <summary>A headless Chromium that looks at a page from a file; tests are skipped where there is none.</summary>
internal static partial class Chromium
{
    private static readonly string? Program = new[] { "chromium", "chromium-browser", "google-chrome", "google-chrome-stable" }
        .Select(Peer.Find)
        .FirstOrDefault(found => found is not null);

    /// <summary>A PNG of the page.</summary>
    public static async Task<byte[]> ScreenshotAsync(string html, bool isDark, int width = 1280, int height = 900)
    {
        using TempFolder folder = new();
        string picture = folder.File("page.png");
        await RunAsync(folder, html, isDark, "--hide-scrollbars", $"--window-size={width},{height}", $"--screenshot={picture}");
        return await File.ReadAllBytesAsync(picture);
    }

    /// <summary>The page on paper, as PDF.</summary>
    public static async Task<byte[]> PrintAsync(string html)
    {
        using TempFolder folder = new();
        string paper = folder.File("page.pdf");
        await RunAsync(folder, html, isDark: true, "--no-pdf-header-footer", $"--print-to-pdf={paper}");
        return await File.ReadAllBytesAsync(paper);
    }

    /// <summary>What a script in the page finds out: it calls <c>answer(text)</c>.</summary>
    public static async Task<string> AskAsync(string html, bool isDark, params string[] scripts)
    {
        using TempFolder folder = new();
        string ask =
            "<script>function answer(text) { document.documentElement.dataset.answer = text; }</script>"
            + string.Concat(scripts.Select(script => $"<script>{script}</script>"));
        string dom = await RunAsync(
            folder,
            html.Replace("</body>", ask + "</body>", StringComparison.Ordinal),
            isDark,
            "--virtual-time-budget=20000",
            "--window-size=1280,900",
            "--dump-dom"
        );
        Match found = Answer().Match(dom);
        Assert.True(found.Success, "The page gave no answer.");
        return WebUtility.HtmlDecode(found.Groups[1].Value);
    }

    /// <summary>What a script in a page of a server finds out: it sets <c>document.documentElement.dataset.answer</c>.</summary>
    public static async Task<string> VisitAsync(Uri page)
    {
        using TempFolder folder = new();
        string dom = await RunAsync(folder, page, isDark: false, "--virtual-time-budget=20000", "--dump-dom");
        Match found = Answer().Match(dom);
        Assert.True(found.Success, "The page gave no answer.");
        return WebUtility.HtmlDecode(found.Groups[1].Value);
    }

    private static async Task<string> RunAsync(TempFolder folder, string html, bool isDark, params string[] arguments)
    {
        string page = folder.File("page.html");
        await File.WriteAllTextAsync(page, html);
        return await RunAsync(folder, new Uri(page), isDark, arguments);
    }

    private static async Task<string> RunAsync(TempFolder folder, Uri page, bool isDark, params string[] arguments)
    {
        Assert.SkipUnless(Program is not null, "Chromium is not on PATH");
        ProcessStartInfo start = new(
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
                $"--blink-settings=preferredColorScheme={(isDark ? 0 : 1)}",
                .. arguments,
                page.AbsoluteUri,
            ]
        )
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }

    [GeneratedRegex("data-answer=\"([^\"]*)\"")]
    private static partial Regex Answer();
}
