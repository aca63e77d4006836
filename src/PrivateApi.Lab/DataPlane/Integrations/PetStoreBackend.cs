using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;
using PrivateApi.Model;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Lab.DataPlane.Integrations;

/// <summary>
/// The backend of the PetStore sample, which on AWS is a public host. Pages of three pets; a type turns a page into pets of
/// that type. The prices of the second page and POST's message are assumed.
/// </summary>
internal static class PetStoreBackend
{
    private static readonly string[] Types = ["dog", "cat", "fish"];
    private static readonly double[][] Prices =
    [
        [249.99, 124.99, 0.99],
        [999.99, 249.99, 49.97],
    ];

    public static bool IsHost(string host) =>
        host == "petstore-demo-endpoint.execute-api.com"
        || (host.StartsWith("petstore.execute-api.", StringComparison.Ordinal) && ApiHost.Parse(host) is { Form: UrlForm.PrivateDns });

    public static BackendAnswer Answer(BackendRequest request)
    {
        string[] path = request.Url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        Dictionary<string, string> query = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> pair in FormData.Parse(request.Url.Query.TrimStart('?')))
        {
            query[pair.Key] = pair.Value;
        }

        return (request.Method, path) switch
        {
            ("GET", ["petstore", "pets"]) => Json(
                200,
                new JsonArray([.. Page(query.GetValueOrDefault("type"), Number(query.GetValueOrDefault("page"), 1))])
            ),
            ("GET", ["petstore", "pets", string id]) => Json(200, Pet(Number(id, 1), null)),
            ("POST", ["petstore", "pets"]) => Json(200, new JsonObject { ["pet"] = Parse(request.Body), ["message"] = "success" }),
            _ => Json(404, new JsonObject { ["message"] = "Not Found" }),
        };
    }

    private static IEnumerable<JsonNode> Page(string? type, int page) =>
        Enumerable.Range(1, 3).Select(place => Pet(((page - 1) * 3) + place, type));

    private static JsonObject Pet(int id, string? type) =>
        new()
        {
            ["id"] = id,
            ["type"] = type ?? Types[(id - 1) % 3],
            ["price"] = Prices[(id - 1) / 3 % 2][(id - 1) % 3],
        };

    private static int Number(string? text, int usual) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is > 0 and < 1_000_000
            ? number
            : usual;

    private static JsonNode? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static BackendAnswer Json(int status, JsonNode body) =>
        new(status, new Dictionary<string, string> { ["Content-Type"] = "application/json" }, Encoding.UTF8.GetBytes(body.ToJsonString()));
}
