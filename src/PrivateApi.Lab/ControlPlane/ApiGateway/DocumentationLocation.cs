using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// What a documentation part is about (API reference, DocumentationPartLocation): a type, the members that are valid for it, and their
/// defaults.
/// </summary>
internal static class DocumentationLocation
{
    // In the order in which the service names them.
    private static readonly string[] Types =
    [
        "RESPONSE_BODY",
        "RESPONSE",
        "METHOD",
        "MODEL",
        "AUTHORIZER",
        "RESPONSE_HEADER",
        "RESOURCE",
        "PATH_PARAMETER",
        "REQUEST_BODY",
        "QUERY_PARAMETER",
        "API",
        "REQUEST_HEADER",
    ];

    private static readonly string[] Members = ["path", "method", "statusCode", "name"];

    /// <summary>A location as the service shows it, with its defaults.</summary>
    /// <exception cref="AwsFault">The type is unknown, or a member does not fit it.</exception>
    public static JsonObject Create(JsonObject given)
    {
        string type = Scalar.Text(given["type"]) ?? string.Empty;
        if (!Types.Contains(type))
        {
            throw ApiFault.Validation([ApiFault.NotInEnum(type, "createDocumentationPartInput.location.type", Types)]);
        }

        JsonObject location = new() { ["type"] = type };
        foreach (string member in Members)
        {
            string? value = Scalar.Text(given[member]) is { Length: > 0 } text ? text : null;
            if (value is not null && !Has(type, member))
            {
                throw ApiFault.BadRequest($"Invalid documentation part location: {member} is not valid for the type {type}");
            }

            if (Has(type, member))
            {
                location[member] = value ?? Default(type, member);
            }
        }

        return location;
    }

    /// <summary>Orders parts, and is the same for the same location.</summary>
    public static string Key(JsonObject location) =>
        string.Join('\t', [(string?)location["type"], .. Members.Select(member => (string?)location[member])]);

    /// <summary>As a message names it: <c>type 'METHOD', path '/pets', method 'GET'</c>.</summary>
    public static string Text(JsonObject location) =>
        string.Join(", ", location.Where(member => member.Value is not null).Select(member => $"{member.Key} '{(string?)member.Value}'"));

    private static bool Has(string type, string member) =>
        member switch
        {
            "path" => type is not ("API" or "AUTHORIZER" or "MODEL"),
            "method" => type is not ("API" or "AUTHORIZER" or "MODEL" or "RESOURCE"),
            "statusCode" => type.StartsWith("RESPONSE", StringComparison.Ordinal),
            _ => type is "AUTHORIZER" or "MODEL" or "PATH_PARAMETER" or "QUERY_PARAMETER" or "REQUEST_HEADER" or "RESPONSE_HEADER",
        };

    private static string Default(string type, string member) =>
        member switch
        {
            "path" => "/",
            "name" => throw ApiFault.BadRequest($"Invalid documentation part location: the type {type} needs a name"),
            _ => "*",
        };
}
