using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Route53Profiles;

/// <summary>One call of Route 53 Profiles: its path, query and JSON, and the state of its account and Region.</summary>
internal sealed partial class ProfilesCall
{
    private const int Most = 100;

    private readonly JsonObject _body;

    public ProfilesCall(ServiceCall service)
    {
        Service = service;
        State = service.State<ProfilesState>();
        State.Settle();
        Path = [.. service.Request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        _body = Read();
    }

    public ServiceCall Service { get; }

    public ProfilesState State { get; }

    /// <summary>The segments of the path.</summary>
    public IReadOnlyList<string> Path { get; }

    public string AccountId => Service.AccountId;

    public LabStore Store => Service.Store;

    public DateTimeOffset Now => Service.Now;

    /// <summary>A member of the body; null when it is absent.</summary>
    public JsonNode? this[string name] => _body[name];

    public string? Text(string name) => _body[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public string Required(string name) =>
        Text(name) is { Length: > 0 } value
            ? value
            : throw Invalid(
                $"1 validation error detected: Value null at '{char.ToLowerInvariant(name[0])}{name[1..]}' failed "
                    + "to satisfy constraint: Member must not be null"
            );

    /// <summary>A name, of the model's pattern.</summary>
    public string Name() =>
        Required("Name") is { Length: <= 64 } name && NamePattern().IsMatch(name)
            ? name
            : throw Invalid(
                $"1 validation error detected: Value '{Text("Name")}' at 'name' failed to satisfy constraint: "
                    + "Member must satisfy regular expression pattern: ^(?!^[0-9]+$)([a-zA-Z0-9\\-_' ']+)$"
            );

    public string? Query(string name) => Service.Request.QueryValue(name) is { Length: > 0 } value ? value : null;

    public string NewId(string prefix, int length) => $"{prefix}-{Store.Ids.Take("0123456789abcdef", length)}";

    public string Arn(string resource) => $"arn:{Service.Partition}:route53profiles:{Service.Region}:{AccountId}:{resource}";

    /// <summary>A Profile that the account has, or that is shared with it.</summary>
    public LabProfile Profile(string id) => State.Find(id) ?? throw NotFound(id);

    /// <summary>
    /// The same, to be changed: those with whom it is shared may look and associate it (Route 53 guide, "Working with shared Profiles").
    /// </summary>
    public LabProfile Own(string id) =>
        Profile(id) is var profile && profile.OwnerId == AccountId
            ? profile
            : throw new AwsFault(400, "AccessDeniedException", $"Account {AccountId} does not own the Profile \"{id}\".");

    /// <summary>Tags of a create call.</summary>
    public void Tag(SortedDictionary<string, string> tags)
    {
        foreach (JsonNode? tag in _body["Tags"] as JsonArray ?? [])
        {
            tags[(string?)tag?["Key"] ?? string.Empty] = (string?)tag?["Value"] ?? string.Empty;
        }
    }

    /// <summary>A page of a list.</summary>
    public JsonObject Page<T>(string member, IEnumerable<T> all, Func<T, JsonObject> show)
    {
        int size =
            Query("maxResults") is not { } text ? Most
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= Most ? count
            : throw Invalid($"1 validation error detected: Value '{text}' at 'maxResults' is not between 1 and {Most}");
        (IReadOnlyList<T> items, string? next) = JsonProtocol.Page(all, size, Query("nextToken"), "InvalidNextTokenException");
        JsonObject page = new() { [member] = new JsonArray([.. items.Select(show)]) };
        if (next is not null)
        {
            page["NextToken"] = next;
        }

        return page;
    }

    /// <summary>A time as the service writes it.</summary>
    public static double Seconds(DateTimeOffset moment) => JsonProtocol.Seconds(moment);

    // The words are AWS's (cloudformation-coverage-roadmap#2044); those of the other refusals are assumed.
    public static AwsFault NotFound(string id) => new(400, "ResourceNotFoundException", $"Can't find the resource with ID \"{id}\".");

    public static AwsFault Invalid(string message) => new(400, "ValidationException", message);

    public static AwsFault InvalidParameter(string message) => new(400, "InvalidParameterException", message);

    public static AwsFault Conflict(string message) => new(400, "ConflictException", message);

    private JsonObject Read()
    {
        try
        {
            return Service.Request.Body.Length == 0 ? [] : JsonNode.Parse(Service.Request.Body) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            throw Invalid("The request body is not valid JSON.");
        }
    }

    [GeneratedRegex("^(?![0-9]+$)[a-zA-Z0-9\\-_' ]+$")]
    private static partial Regex NamePattern();
}
