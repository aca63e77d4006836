using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PrivateApi.Lab.ControlPlane.ApiGateway.Import;

/// <summary>An API's resources and the rules for adding to them, for imports and for CreateResource.</summary>
internal sealed partial class ResourceTree(ApiCall call, ApiDefinition definition)
{
    /// <summary>Ids for new resources by path; a path that is not in it gets a new id.</summary>
    public IReadOnlyDictionary<string, string> FormerIds { get; init; } = new Dictionary<string, string>();

    public JsonObject RootResource => definition.Resources.Values.Single(resource => resource["parentId"] is null);

    /// <summary>The resource at a path, with everything above it, created if missing.</summary>
    public JsonObject Ensure(string path)
    {
        JsonObject resource = RootResource;
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            string parent = (string)resource["id"]!;
            resource =
                definition.Resources.Values.FirstOrDefault(child =>
                    (string?)child["parentId"] == parent && (string?)child["pathPart"] == part
                ) ?? Add(resource, part);
        }

        return resource;
    }

    /// <summary>A new child.</summary>
    public JsonObject Add(JsonObject parent, string part)
    {
        Check(parent, part, null);
        string path = ((string)parent["path"]!).TrimEnd('/') + "/" + part;
        string id = FormerIds.GetValueOrDefault(path) ?? call.NewId(6, definition.Resources.ContainsKey);
        JsonObject resource = new()
        {
            ["id"] = id,
            ["parentId"] = (string)parent["id"]!,
            ["pathPart"] = part,
            ["path"] = path,
        };
        definition.Resources.Add(id, resource);
        return resource;
    }

    /// <summary>Refuses an invalid place in the tree.</summary>
    /// <param name="parent">The resource above.</param>
    /// <param name="part">The path part.</param>
    /// <param name="moving">The resource that is to be moved there, if it already exists.</param>
    public void Check(JsonObject parent, string part, JsonObject? moving)
    {
        if (!PathPart().IsMatch(part))
        {
            throw ApiFault.BadRequest(
                "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and "
                    + "curly braces at the beginning and the end."
            );
        }

        string? above = (string?)parent["pathPart"];
        if (above?.EndsWith("+}", StringComparison.Ordinal) == true)
        {
            throw ApiFault.BadRequest($"Cannot create a child of a resource with a greedy path variable: {above}");
        }

        List<JsonObject> siblings = definition
            .Resources.Values.Where(resource => resource != moving && (string?)resource["parentId"] == (string?)parent["id"])
            .ToList();
        if (siblings.Any(sibling => (string?)sibling["pathPart"] == part))
        {
            throw ApiFault.Conflict($"Another resource with the same parent already has this name: {part}");
        }

        if (part.StartsWith('{') && siblings.FirstOrDefault(sibling => ((string)sibling["pathPart"]!).StartsWith('{')) is { } variable)
        {
            throw ApiFault.BadRequest(
                $"A sibling ({(string?)variable["pathPart"]}) of this resource already has a variable path part -- only one is allowed"
            );
        }
    }

    /// <summary>Rewrites the paths below a resource after it was moved or renamed.</summary>
    public void Repath(JsonObject resource)
    {
        if ((string?)resource["parentId"] is { } parent)
        {
            resource["path"] = ((string)definition.Resources[parent]["path"]!).TrimEnd('/') + "/" + (string)resource["pathPart"]!;
        }

        foreach (JsonObject child in Children(resource))
        {
            Repath(child);
        }
    }

    public IReadOnlyList<JsonObject> Children(JsonObject resource) =>
        definition.Resources.Values.Where(child => (string?)child["parentId"] == (string?)resource["id"]).ToList();

    [GeneratedRegex(@"^([a-zA-Z0-9._\-:$]+|\{[a-zA-Z0-9._\-:$]+\+?\})$")]
    private static partial Regex PathPart();
}
