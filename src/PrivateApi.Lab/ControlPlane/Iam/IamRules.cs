using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Iam;

/// <summary>IAM's checks of its parameters, and its paging.</summary>
internal static partial class IamRules
{
    /// <summary>A required parameter.</summary>
    public static string Required(QueryForm form, string name) =>
        form[name] is { Length: > 0 } value ? value : throw Invalid(name, string.Empty, "Member must not be null");

    /// <summary>A name in IAM's alphabet.</summary>
    public static string Name(QueryForm form, string parameter, int longest)
    {
        string name = Required(form, parameter);
        string member = char.ToLowerInvariant(parameter[0]) + parameter[1..];
        return name.Length > longest ? throw Invalid(member, name, $"Member must have length less than or equal to {longest}")
            : NamePattern().IsMatch(name) ? name
            : throw new AwsFault(
                400,
                "ValidationError",
                $"The specified value for {member} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-"
            );
    }

    public static LabRole Role(ServiceCall call, QueryForm form)
    {
        string name = Required(form, "RoleName");
        return call.GlobalState<IamState>().Roles.GetValueOrDefault(name)
            ?? throw new AwsFault(404, "NoSuchEntity", $"The role with name {name} cannot be found.");
    }

    /// <summary>A policy document: JSON with statements. A trust policy names no resource, because the role is the resource.</summary>
    public static string Policy(QueryForm form, string parameter, bool isTrust)
    {
        string text = Required(form, parameter);
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Statement", out JsonElement statements))
            {
                throw new AwsFault(400, "MalformedPolicyDocument", "Syntax errors in policy.");
            }

            IEnumerable<JsonElement> all = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray() : [statements];
            if (isTrust && all.Any(statement => statement.ValueKind == JsonValueKind.Object && statement.TryGetProperty("Resource", out _)))
            {
                throw new AwsFault(400, "MalformedPolicyDocument", "Has prohibited field Resource");
            }

            return text;
        }
        catch (JsonException)
        {
            throw new AwsFault(400, "MalformedPolicyDocument", "This policy contains invalid Json");
        }
    }

    public static void Tags(QueryForm form, LabRole role)
    {
        foreach (string tag in form.Indexes("Tags"))
        {
            role.Tags[Required(form, tag + ".Key")] = form[tag + ".Value"] ?? string.Empty;
        }

        if (role.Tags.Count > 50)
        {
            throw new AwsFault(409, "LimitExceeded", "Cannot exceed quota for TagsPerRole: 50");
        }
    }

    /// <summary>One page of a list: its items, and <c>IsTruncated</c> with the <c>Marker</c> of the next.</summary>
    public static (IReadOnlyList<T> Items, XElement?[] Paging) Page<T>(QueryForm form, IEnumerable<T> all)
    {
        int size = form.Integer("MaxItems") ?? 100;
        if (size is < 1 or > 1000)
        {
            throw Invalid("maxItems", size.ToString(CultureInfo.InvariantCulture), "Member must have value between 1 and 1000");
        }

        int start = LabMarker.Read(form["Marker"]) ?? throw new AwsFault(400, "ValidationError", "Invalid Marker.");
        List<T> rest = [.. all.Skip(start)];
        bool isTruncated = rest.Count > size;
        return (
            [.. rest.Take(size)],
            [
                new XElement("IsTruncated", isTruncated ? "true" : "false"),
                isTruncated ? new XElement("Marker", LabMarker.Write(start + size)) : null,
            ]
        );
    }

    private static AwsFault Invalid(string member, string value, string constraint) =>
        new(
            400,
            "ValidationError",
            $"1 validation error detected: Value '{value}' at '{member}' failed to satisfy constraint: {constraint}"
        );

    [GeneratedRegex(@"^[\w+=,.@-]+$")]
    private static partial Regex NamePattern();
}
