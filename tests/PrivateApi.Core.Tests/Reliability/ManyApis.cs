using System.Text.Json.Nodes;
using PrivateApi.Lab.Hosting;
using PrivateApi.Tests.Lab.Faults;

namespace PrivateApi.Tests.Reliability;

/// <summary>An account with very many private APIs behind one endpoint, each with a method and a stage.</summary>
internal static class ManyApis
{
    public static async Task MakeAsync(EmbeddedAws lab, int count)
    {
        using LabWitness witness = new(lab);
        JsonNode model = JsonNode.Parse(await witness.GetAsync("apigateway", "/restapis"))!["item"]![0]!;

        // API Gateway shows a policy with backslashes, and the API's own ARN in place of execute-api:/.
        string policy = ((string)model["policy"]!)
            .Replace("\\", string.Empty, StringComparison.Ordinal)
            .Replace($"arn:aws:execute-api:eu-west-1:123456789012:{model["id"]}/", "execute-api:/", StringComparison.Ordinal);
        JsonNode endpoints = model["endpointConfiguration"]!;
        using LabClient client = new(lab);
        string last = string.Empty;
        for (int number = 0; number < count; number++)
        {
            JsonObject born = new()
            {
                ["name"] = $"many-{number:D4}",
                ["endpointConfiguration"] = endpoints.DeepClone(),
                ["policy"] = policy,
            };
            last = await SendAsync(client, HttpMethod.Post, "/restapis", born.ToJsonString());
            await SendAsync(client, HttpMethod.Put, $"/restapis/{last}?mode=merge", Definition);
            await SendAsync(client, HttpMethod.Post, $"/restapis/{last}/deployments", """{"stageName":"demo"}""");
        }

        // When the last one's change is over, so are all: two reads show the same.
        while ((string?)JsonNode.Parse(await witness.GetAsync("apigateway", $"/restapis/{last}"))!["apiStatus"] == "UPDATING")
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private const string Definition = """
        {"openapi":"3.0.1","info":{"title":"many","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"OK"}},
        "x-amazon-apigateway-integration":{"type":"mock","requestTemplates":{"application/json":"{\"statusCode\":200}"},
        "responses":{"default":{"statusCode":"200"}}}}}}}
        """;

    private static async Task<string> SendAsync(LabClient client, HttpMethod method, string path, string body)
    {
        using HttpResponseMessage answer = await client.SendAsync("apigateway", method, path, body);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {(int)answer.StatusCode} {text}");
        return (string)JsonNode.Parse(text)!["id"]!;
    }
}
