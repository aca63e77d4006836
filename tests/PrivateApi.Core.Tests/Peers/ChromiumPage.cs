using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Peers;

/// <summary>
/// A page in a headless Chromium that is spoken to by the DevTools protocol: only so can a window be as narrow as a phone, keys be pressed
/// and paper be counted, and the page's own security policy stays in force.
/// </summary>
internal sealed partial class ChromiumPage : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<string> _events = [];
    private string? _session;
    private int _last;

    private ChromiumPage() => _process = Chromium.Start(_folder, "--remote-debugging-port=0", "about:blank");

    /// <summary>What the page tried to fetch, and what its policy kept it from.</summary>
    public IEnumerable<string> Requests => _events.Where(item => item.Contains("Network.requestWillBeSent\"", StringComparison.Ordinal));

    /// <summary>Opens a page from a file.</summary>
    public static async Task<ChromiumPage> OpenAsync(string html, int width = 1280, bool isDark = false, bool hasScript = true)
    {
        ChromiumPage page = new();
        await page.ConnectAsync();
        await page.CallAsync("Page.enable");
        await page.CallAsync("Network.enable");
        await page.CallAsync(
            "Emulation.setDeviceMetricsOverride",
            new JsonObject
            {
                ["width"] = width,
                ["height"] = 900,
                ["deviceScaleFactor"] = 1,
                ["mobile"] = width < 600,
            }
        );
        JsonObject scheme = new() { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" };
        await page.CallAsync("Emulation.setEmulatedMedia", new JsonObject { ["features"] = new JsonArray(scheme) });
        await page.CallAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = !hasScript });
        string file = page._folder.File("page.html");
        await File.WriteAllTextAsync(file, html);
        page._events.Clear(); // The blank page's own load may be told late.
        await page.CallAsync("Page.navigate", new JsonObject { ["url"] = new Uri(file).AbsoluteUri });
        await page.WaitAsync("Page.loadEventFired");
        return page;
    }

    /// <summary>The value of an expression, which may be a promise, as JSON.</summary>
    public async Task<JsonElement> AskAsync(string expression)
    {
        JsonElement answer = await CallAsync(
            "Runtime.evaluate",
            new JsonObject
            {
                ["expression"] = expression,
                ["awaitPromise"] = true,
                ["returnByValue"] = true,
                ["userGesture"] = true,
            }
        );
        Assert.False(answer.TryGetProperty("exceptionDetails", out JsonElement thrown), thrown.ToString());
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    /// <summary>What axe has to complain about.</summary>
    public async Task<(int Passes, string[] Complaints)> AxeAsync()
    {
        await AskAsync(await File.ReadAllTextAsync(Peer.NpmFile("axe-core/axe.min.js")) + ";0");
        JsonElement found = await AskAsync(
            "axe.run(document).then(r => ({ passes: r.passes.length, violations: "
                + "r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' ')) }))"
        );
        return (
            found.GetProperty("passes").GetInt32(),
            [.. found.GetProperty("violations").EnumerateArray().Select(item => item.GetString()!)]
        );
    }

    /// <summary>Presses and releases a key.</summary>
    public async Task PressAsync(string key, string? text = null)
    {
        int code = key switch
        {
            "Tab" => 9,
            "Enter" => 13,
            _ => 0,
        };
        foreach (string kind in (string[])["keyDown", "keyUp"])
        {
            JsonObject pressed = new()
            {
                ["type"] = kind,
                ["key"] = key,
                ["code"] = key,
                ["windowsVirtualKeyCode"] = code,
            };
            if (kind == "keyDown" && text is not null)
            {
                pressed["text"] = text;
            }

            await CallAsync("Input.dispatchKeyEvent", pressed);
        }
    }

    /// <summary>A PNG of the whole page.</summary>
    public async Task<byte[]> PhotographAsync() =>
        (await CallAsync("Page.captureScreenshot", new JsonObject { ["captureBeyondViewport"] = true }))
            .GetProperty("data")
            .GetBytesFromBase64();

    /// <summary>The page on paper, as PDF.</summary>
    public async Task<byte[]> PrintAsync() =>
        (await CallAsync("Page.printToPDF", new JsonObject { ["preferCSSPageSize"] = true })).GetProperty("data").GetBytesFromBase64();

    /// <summary>How many sheets a PDF has.</summary>
    public static int Sheets(byte[] pdf) => Sheet().Count(Encoding.Latin1.GetString(pdf));

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Dispose();
    }

    private async Task ConnectAsync()
    {
        string? line;
        do
        {
            line = await _process.StandardError.ReadLineAsync() ?? throw new InvalidOperationException("Chromium did not start.");
        } while (!line.StartsWith("DevTools listening on ", StringComparison.Ordinal));

        _ = _process.StandardError.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(line["DevTools listening on ".Length..]), CancellationToken.None);
        JsonElement made = await CallAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        JsonElement attached = await CallAsync(
            "Target.attachToTarget",
            new JsonObject { ["targetId"] = made.GetProperty("targetId").GetString(), ["flatten"] = true }
        );
        _session = attached.GetProperty("sessionId").GetString();
    }

    private async Task<JsonElement> CallAsync(string method, JsonObject? parameters = null)
    {
        int id = ++_last;
        JsonObject message = new()
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, true, CancellationToken.None);
        while (true)
        {
            JsonElement answer = await ReceiveAsync();
            if (answer.TryGetProperty("id", out JsonElement given) && given.GetInt32() == id)
            {
                Assert.True(answer.TryGetProperty("result", out JsonElement result), $"{method}: {answer}");
                return result;
            }
        }
    }

    private async Task WaitAsync(string name)
    {
        while (!_events.Exists(item => item.Contains($"\"{name}\"", StringComparison.Ordinal)))
        {
            await ReceiveAsync();
        }
    }

    private async Task<JsonElement> ReceiveAsync()
    {
        using MemoryStream whole = new();
        byte[] buffer = new byte[1 << 16];
        WebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(buffer, CancellationToken.None);
            whole.Write(buffer, 0, part.Count);
        } while (!part.EndOfMessage);

        JsonElement message = JsonDocument.Parse(whole.ToArray()).RootElement;
        if (message.TryGetProperty("method", out _))
        {
            _events.Add(message.GetRawText());
        }

        return message;
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Sheet();
}
