using System.Text.Json;
using PrivateApi.Policies;

namespace PrivateApi.Tests.Policy;

/// <summary>The file of cases decided by an independent IAM simulator.</summary>
internal static class CaseFile
{
    public static string Folder => Path.Combine(
        typeof(CaseFile).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!,
        "tests", "PrivateApi.Core.Tests", "Data");

    public static IEnumerable<JsonElement> Read(string name = "policy-cases.jsonl")
    {
        foreach (string line in File.ReadLines(Path.Combine(Folder, name)))
        {
            yield return JsonDocument.Parse(line).RootElement;
        }
    }

    public static AccessRequest Request(JsonElement request)
    {
        RequestKeys keys = [];
        foreach (JsonProperty key in request.GetProperty("context").EnumerateObject())
        {
            if (key.Value.ValueKind == JsonValueKind.Array)
            {
                keys.Add(key.Name, [.. key.Value.EnumerateArray().Select(v => v.GetString()!)]);
            }
            else
            {
                keys.Add(key.Name, key.Value.GetString());
            }
        }

        return new AccessRequest
        {
            Principal = request.GetProperty("principal").GetString()!,
            Action = request.GetProperty("action").GetString()!,
            Resource = request.GetProperty("resource").GetString()!,
            Context = keys,
        };
    }
}
