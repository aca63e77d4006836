using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.EC2.Model;
using PrivateApi.Text;

namespace PrivateApi.Templates;

/// <summary>A CloudFormation template while it is being built.</summary>
internal sealed class CloudTemplate(string description)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _parameters = [];
    private readonly JsonObject _resources = [];
    private readonly JsonObject _outputs = [];

    public LogicalIds Id { get; } = new();

    /// <summary>Adds a resource.</summary>
    /// <param name="id">Its logical id.</param>
    /// <param name="type">Its type, for instance <c>AWS::EC2::VPC</c>.</param>
    /// <param name="properties">Its properties; null and empty ones are left out.</param>
    /// <param name="dependsOn">What has to exist before it, if no reference says so.</param>
    /// <param name="even">The property that is written even where it is empty; null for none.</param>
    public void Add(string id, string type, JsonObject properties, string? dependsOn = null, string? even = null)
    {
        Prune(properties);
        foreach (
            string name in properties
                .Where(property => property.Value is JsonArray { Count: 0 } && property.Key != even)
                .Select(property => property.Key)
                .ToArray()
        )
        {
            properties.Remove(name);
        }

        JsonObject resource = new() { ["Type"] = type };
        if (dependsOn is not null)
        {
            resource["DependsOn"] = dependsOn;
        }

        resource["Properties"] = properties;
        _resources[id] = resource;
    }

    // CloudFormation refuses a template with null in it, at whatever depth.
    private static void Prune(JsonNode? node)
    {
        if (node is JsonObject map)
        {
            foreach (string name in map.Where(item => item.Value is null).Select(item => item.Key).ToArray())
            {
                map.Remove(name);
            }
        }

        foreach (JsonNode? item in node is JsonObject members ? members.Select(member => member.Value) : node as JsonArray ?? [])
        {
            Prune(item);
        }
    }

    public void Parameter(string id, string type, string description, string? value = null)
    {
        JsonObject parameter = new() { ["Type"] = type, ["Description"] = description };
        if (value is not null)
        {
            parameter["Default"] = value;
        }

        _parameters[id] = parameter;
    }

    /// <summary>Adds a parameter that CloudFormation does not show, and that has no default.</summary>
    public void Secret(string id, string description) =>
        _parameters[id] = new JsonObject
        {
            ["Type"] = "String",
            ["NoEcho"] = true,
            ["Description"] = description,
        };

    public void Output(string id, string description, JsonNode value) =>
        _outputs[id] = new JsonObject { ["Description"] = description, ["Value"] = value };

    public static JsonObject Ref(string id) => new() { ["Ref"] = id };

    public static JsonObject GetAtt(string id, string attribute) => new() { ["Fn::GetAtt"] = new JsonArray(id, attribute) };

    public static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    public static JsonObject Select(int index, JsonNode list) => new() { ["Fn::Select"] = new JsonArray(index, list) };

    /// <summary>The Availability Zones of the Region that the template is deployed in.</summary>
    public static JsonObject Zones() => new() { ["Fn::GetAZs"] = string.Empty };

    public static JsonArray Array(IEnumerable<JsonNode?> items) => [.. items];

    /// <summary>
    /// Tags as resources have them. AWS's own cannot be set, and this module's would make a stack's resources look like its own.
    /// </summary>
    public static JsonArray Tags(IEnumerable<KeyValuePair<string, string>>? tags) =>
        Array(
            (tags ?? [])
                .Where(tag =>
                    !tag.Key.StartsWith("aws:", StringComparison.Ordinal) && !tag.Key.StartsWith("privateapi:", StringComparison.Ordinal)
                )
                .OrderBy(tag => tag.Key, StringComparer.Ordinal)
                .Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })
        );

    /// <inheritdoc cref="Tags(IEnumerable{KeyValuePair{string, string}}?)"/>
    public static JsonArray Tags(List<Tag>? tags) => Tags(tags?.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    public string Write(TemplateFormat format)
    {
        JsonObject template = new() { ["AWSTemplateFormatVersion"] = "2010-09-09", ["Description"] = description };
        foreach ((string name, JsonObject part) in new[] { ("Parameters", _parameters), ("Resources", _resources), ("Outputs", _outputs) })
        {
            if (part.Count > 0)
            {
                template[name] = part.DeepClone();
            }
        }

        return format == TemplateFormat.Json
            ? VisibleText.Lines(template.ToJsonString(Indented)).ReplaceLineEndings("\n") + "\n"
            : YamlText.Write(template);
    }
}
