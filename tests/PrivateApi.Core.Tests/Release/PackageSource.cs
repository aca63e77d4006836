using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Release;

/// <summary>
/// A NuGet source on loopback with packages made for a test, and with what it knows of their vulnerabilities
/// (learn.microsoft.com, NuGet Server API: "Package Content", "Vulnerability Info").
/// </summary>
internal sealed class PackageSource : IDisposable
{
    private readonly HttpListener _listener;
    private readonly Dictionary<string, byte[]> _answers = [];

    /// <param name="packages">Names, each with the package that it depends on, or null; all of version 1.0.0.</param>
    /// <param name="known">What is known: names with their severity, 0 (low) to 3 (critical); null where the source has no such
    /// data.</param>
    /// <param name="isBroken">True where it says that it has such data, and then has none to give.</param>
    public PackageSource(IReadOnlyDictionary<string, string?> packages, IReadOnlyDictionary<string, int>? known, bool isBroken = false)
    {
        (_listener, Uri url) = OpenPort.Listen();
        Url = url.AbsoluteUri;
        JsonArray resources = [Resource("packages/", "PackageBaseAddress/3.0.0")];
        if (known is not null)
        {
            resources.Add(Resource("vulnerabilities.json", "VulnerabilityInfo/6.7.0"));
            Add(
                "vulnerabilities.json",
                new JsonArray(
                    new JsonObject
                    {
                        ["@name"] = "all",
                        ["@id"] = $"{Url}{(isBroken ? "gone" : "known.json")}",
                        ["@updated"] = "2026-01-01T00:00:00Z",
                    }
                )
            );
            JsonObject pages = [];
            foreach ((string name, int severity) in known)
            {
                pages[name] = new JsonArray(
                    new JsonObject
                    {
                        ["severity"] = severity,
                        ["url"] = $"https://example.com/{name}",
                        ["versions"] = "(, 2.0.0)",
                    }
                );
            }

            Add("known.json", pages);
        }

        Add("index.json", new JsonObject { ["version"] = "3.0.0", ["resources"] = resources });
        foreach ((string name, string? dependency) in packages)
        {
            Add($"packages/{name}/index.json", new JsonObject { ["versions"] = new JsonArray("1.0.0") });
            _answers[$"/packages/{name}/1.0.0/{name}.1.0.0.nupkg"] = Pack(name, dependency);
        }

        _ = AnswerAsync();
    }

    public string Url { get; }

    public void Dispose() => _listener.Close();

    private JsonObject Resource(string path, string type) => new() { ["@id"] = Url + path, ["@type"] = type };

    private void Add(string path, JsonNode answer) => _answers["/" + path] = Encoding.UTF8.GetBytes(answer.ToJsonString());

    private async Task AnswerAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            if (_answers.TryGetValue(call.Request.Url!.AbsolutePath, out byte[]? answer))
            {
                call.Response.Close(answer, willBlock: true);
            }
            else
            {
                call.Response.StatusCode = 404;
                call.Response.Close();
            }
        }
    }

    private static byte[] Pack(string name, string? dependency)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            string needs = dependency is null ? string.Empty : $"""<dependency id="{dependency}" version="1.0.0" />""";
            using StreamWriter writer = new(zip.CreateEntry($"{name}.nuspec").Open());
            writer.Write(
                $"""<package><metadata><id>{name}</id><version>1.0.0</version><authors>a</authors><description>d</description><dependencies>{needs}</dependencies></metadata></package>"""
            );
        }

        return stream.ToArray();
    }
}
