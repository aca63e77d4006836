using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>A call to API Gateway: the labels of its path, its query and its JSON body.</summary>
internal sealed class ApiCall(ServiceCall service, IReadOnlyDictionary<string, string> labels)
{
    private readonly Lazy<JsonObject> _body = new(() => Parse(service.Request));

    public ServiceCall Service { get; } = service;

    public ApiGatewayState State => Service.State<ApiGatewayState>();

    public DateTimeOffset Now => Service.Store.Now;

    /// <summary>Now in the protocol's form of dates: seconds since 1970.</summary>
    public long Seconds => Now.ToUnixTimeSeconds();

    public JsonObject Body => _body.Value;

    public string Label(string name) => labels[name];

    public string? Query(string name) => Service.Request.Query.Where(pair => pair.Key == name).Select(pair => pair.Value).FirstOrDefault();

    public bool Flag(string name) => string.Equals(Query(name), "true", StringComparison.OrdinalIgnoreCase);

    public IReadOnlyList<string> Queries(string name) =>
        Service.Request.Query.Where(pair => pair.Key == name).SelectMany(pair => pair.Value.Split(',')).ToList();

    /// <summary>The API that the path names.</summary>
    public LabRestApi RestApi() =>
        State.RestApis.TryGetValue(Label("restapi_id"), out LabRestApi? api) ? api : throw ApiFault.UnknownApi(this, Label("restapi_id"));

    /// <summary>A new id that is unique among its kind.</summary>
    public string NewId(int length, Func<string, bool> taken)
    {
        string id;
        do
        {
            id = Service.Store.Ids.ApiGateway(length);
        } while (taken(id));
        return id;
    }

    public string? Text(string name) => Read(name, Scalar.Text);

    public bool? Boolean(string name) => Read(name, Scalar.Boolean);

    public JsonObject? Object(string name) =>
        Body[name] switch
        {
            null => null,
            JsonObject value => (JsonObject)value.DeepClone(),
            _ => throw ApiFault.Serialization("Unexpected value type in payload"),
        };

    public JsonArray? Array(string name) =>
        Body[name] switch
        {
            null => null,
            JsonArray value => (JsonArray)value.DeepClone(),
            _ => throw ApiFault.Serialization("Unexpected value type in payload"),
        };

    /// <summary>A map of strings.</summary>
    public JsonObject? TextMap(string name) =>
        Object(name) is { } map
            ? new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)Scalar.Text(entry.Value))))
            : null;

    /// <summary>A map of booleans.</summary>
    public JsonObject? Booleans(string name) =>
        Object(name) is { } map
            ? new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, (JsonNode?)(Scalar.Boolean(entry.Value) ?? false))))
            : null;

    public IReadOnlyList<string> Texts(string name) => Array(name)?.Select(Scalar.Text).OfType<string>().ToList() ?? [];

    /// <summary>Copies the members that the body has into a target, by their kinds in the model.</summary>
    public void CopyTexts(JsonObject target, params string[] names)
    {
        foreach (string name in names)
        {
            if (Text(name) is { } text)
            {
                target[name] = text;
            }
        }
    }

    private T? Read<T>(string name, Func<JsonNode?, T?> read) => read(Body[name]);

    private static JsonObject Parse(LabRequest request)
    {
        if (request.Body.Length == 0)
        {
            return [];
        }

        try
        {
            return JsonText.Parse(request.Body) as JsonObject
                ?? throw ApiFault.Serialization("Start of structure or map found where not expected.");
        }
        catch (JsonException)
        {
            throw ApiFault.Serialization(
                string.Create(CultureInfo.InvariantCulture, $"Unexpected character in a body of {request.Body.Length} bytes")
            );
        }
    }
}
