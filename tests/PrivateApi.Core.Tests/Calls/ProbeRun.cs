using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Calls;
using PrivateApi.Calls.Lambda;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Calls;

/// <summary>Calls for Python to make with the probe from its zip, all in one process, some at a time.</summary>
internal sealed class ProbeRun(TlsServer server)
{
    public const string Host = "abcde12345.execute-api.eu-west-1.test";
    public const string Alias = "abcde12345-vpce-0123456789abcdef0.execute-api.eu-west-1.test";
    public const string EndpointName = "vpce-0123456789abcdef0-abcdefgh-eu-west-1a.execute-api.eu-west-1.vpce.test";

    private readonly JsonArray _cases = [];

    public void Add(string name, ProbeRequest request, int? port = null, string suffix = "test") =>
        AddEvent(name, JsonSerializer.SerializeToNode(request, ProbeJson.Default.ProbeRequest), port, suffix);

    /// <summary>A call whose event is whatever somebody sent.</summary>
    public void AddEvent(
        string name,
        JsonNode? sent,
        int? port = null,
        string suffix = "test",
        bool takesOldTls = false,
        string[]? found = null
    ) =>
        _cases.Add(
            new JsonObject
            {
                ["name"] = name,
                ["event"] = sent,
                ["port"] = port ?? server.Port,
                ["suffix"] = suffix,
                ["domains"] = new JsonArray("pets.example.test"),
                ["addresses"] = new JsonArray("127.0.0.1"),
                ["hosts"] = new JsonObject
                {
                    [Host] = "127.0.0.1",
                    [Alias] = "127.0.0.1",
                    [EndpointName] = "127.0.0.1",
                    ["pets.example.test"] = "127.0.0.1",
                },
                ["takesOldTls"] = takesOldTls,
                ["found"] = found is null ? null : new JsonArray([.. found.Select(address => (JsonNode)address)]),
            }
        );

    public async Task<Dictionary<string, ProbeAnswer>> AnswersAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("privateapi-probe");
        try
        {
            string zip = Path.Combine(folder.FullName, "probe.zip");
            string trusted = Path.Combine(folder.FullName, "trusted.pem");
            string list = Path.Combine(folder.FullName, "cases.json");
            await File.WriteAllBytesAsync(zip, ProbePackage.CreateZip());
            await File.WriteAllTextAsync(trusted, server.CertificatePem);
            await File.WriteAllTextAsync(list, _cases.ToJsonString());
            JsonElement answers = await Peer.PythonAsync("probe_calls.py", zip, trusted, list);
            return answers
                .EnumerateObject()
                .ToDictionary(answer => answer.Name, answer => answer.Value.Deserialize(ProbeJson.Default.ProbeAnswer)!);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
