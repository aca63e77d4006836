using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Patch operations on one entry of a map: <c>/requestParameters/name</c>, <c>/responseModels/application~1json</c> …</summary>
internal static class MapPatch
{
    /// <summary>Adds, replaces or removes an entry.</summary>
    /// <param name="owner">The object that has the map.</param>
    /// <param name="map">The map's name.</param>
    /// <param name="operation">The change.</param>
    /// <param name="value">The entry's new value.</param>
    /// <param name="unknown">The refusal when the entry to replace or remove does not exist; null to ignore that.</param>
    public static void Apply(JsonObject owner, string map, PatchOperation operation, JsonNode? value, AwsFault? unknown = null)
    {
        operation.Only("add", "replace", "remove");
        string key = string.Join('/', operation.Segments.Skip(1));
        JsonObject entries = owner[map] as JsonObject ?? [];
        if (operation.Op != "add" && unknown is not null && !entries.ContainsKey(key))
        {
            throw unknown;
        }

        owner[map] = entries;
        if (operation.Op == "remove")
        {
            entries.Remove(key);
        }
        else
        {
            entries[key] = value;
        }
    }

    /// <summary>Removes maps that have become empty.</summary>
    public static void Prune(JsonObject owner, params string[] maps)
    {
        foreach (string map in maps)
        {
            if (owner[map] is JsonObject { Count: 0 })
            {
                owner.Remove(map);
            }
        }
    }
}
