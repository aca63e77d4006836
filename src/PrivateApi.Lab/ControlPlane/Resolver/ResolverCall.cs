using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Resolver.Model;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Resolver;

/// <summary>One Resolver call: its JSON, and the state of its account and Region.</summary>
internal sealed class ResolverCall
{
    private readonly ServiceCall _service;

    public ResolverCall(ServiceCall service)
    {
        _service = service;
        State = service.State<ResolverState>();
        Network = service.State<Ec2State>();
        State.Settle();
        Network.Settle();
        Body = Read();
    }

    public ResolverState State { get; }

    public Ec2State Network { get; }

    public JsonObject Body { get; }

    public LabStore Store => _service.Store;

    public string AccountId => _service.AccountId;

    public DateTimeOffset Now => _service.Now;

    public string? this[string name] => (string?)Body[name];

    /// <summary>The ARN of something of this account and Region.</summary>
    public string Arn(string resource) => $"arn:{_service.Partition}:route53resolver:{_service.Region}:{AccountId}:{resource}";

    public string Required(string name) =>
        this[name] is { Length: > 0 } value
            ? value
            : throw new AwsFault(
                400,
                "ValidationException",
                $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed "
                    + "to satisfy constraint: Member must not be null"
            );

    public string NewId(string prefix) => prefix + "-" + Store.Ids.Take("0123456789abcdef", 17);

    /// <summary>A status message with the trace id that Resolver puts before it.</summary>
    public string Trace(string text) =>
        $"[Trace id: 1-{Store.Ids.Take("0123456789abcdef", 8)}-{Store.Ids.Take("0123456789abcdef", 24)}] {text}";

    public LabResolverEndpoint Endpoint(string id) =>
        State.Endpoints.GetValueOrDefault(id) ?? throw NotFound($"Resolver endpoint with ID \"{id}\" does not exist.");

    public LabResolverRule Rule(string id) =>
        State.Rules.GetValueOrDefault(id) ?? throw NotFound($"[RSLVR-00703] Resolver rule with ID \"{id}\" does not exist.");

    /// <summary>Tags of a create call, or of TagResource.</summary>
    public void Tag(SortedDictionary<string, string> tags)
    {
        foreach (JsonNode? tag in Body["Tags"] as JsonArray ?? [])
        {
            tags[(string?)tag?["Key"] ?? string.Empty] = (string?)tag?["Value"] ?? string.Empty;
        }
    }

    public static AwsFault NotFound(string message) => new(400, "ResourceNotFoundException", message);

    public static AwsFault InvalidParameter(string message) => new(400, "InvalidParameterException", message);

    public static AwsFault InvalidRequest(string message) => new(400, "InvalidRequestException", message);

    public static AwsFault Exists(string message) => new(400, "ResourceExistsException", message);

    /// <summary>A time as Resolver writes it.</summary>
    public static string Time(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private JsonObject Read()
    {
        try
        {
            return _service.Request.Body.Length == 0 ? [] : JsonNode.Parse(_service.Request.Body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw new AwsFault(400, "SerializationException", "The request body is not valid JSON.");
        }
    }
}
