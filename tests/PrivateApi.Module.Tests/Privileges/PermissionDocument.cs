using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PrivateApi.Tests.Privileges;

/// <summary>Entries as an identity policy: actions with the same resources and conditions share a statement.</summary>
internal static class PermissionDocument
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(IEnumerable<PermissionEntry> entries)
    {
        var byPlace = entries
            .GroupBy(entry => (entry.Action, entry.Condition))
            .Select(group =>
                (
                    group.Key.Action,
                    group.Key.Condition,
                    Resources: group.Select(entry => entry.Resource).Order(StringComparer.Ordinal).ToArray()
                )
            )
            .GroupBy(item => (item.Condition, Resources: string.Join('\n', item.Resources)))
            .OrderBy(group => group.Min(item => item.Action), StringComparer.Ordinal)
            .ThenBy(group => group.Key.Resources, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Condition, StringComparer.Ordinal);
        JsonArray statements =
        [
            .. byPlace.Select(group =>
                (JsonNode)Statement([.. group.Select(item => item.Action)], group.Key.Resources.Split('\n'), group.Key.Condition)
            ),
        ];
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }
                .ToJsonString(Layout)
                .ReplaceLineEndings("\n") + "\n";
    }

    /// <summary>The same policy without one action, in whichever statement it stands.</summary>
    public static string Without(string policy, string action)
    {
        JsonObject document = JsonNode.Parse(policy)!.AsObject();
        foreach (JsonObject statement in document["Statement"]!.AsArray().Select(item => item!.AsObject()).ToList())
        {
            string[] left = [.. Actions(statement).Where(name => name != action)];
            statement["Action"] = new JsonArray([.. left.Select(name => (JsonNode)name)]);
            if (left.Length == 0)
            {
                document["Statement"]!.AsArray().Remove(statement);
            }
        }

        return document.ToJsonString();
    }

    /// <summary>Every action that a policy names.</summary>
    public static IReadOnlyList<string> Actions(string policy) =>
        [
            .. JsonNode.Parse(policy)!["Statement"]!
                .AsArray()
                .SelectMany(statement => Actions(statement!.AsObject()))
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> Actions(JsonObject statement) =>
        statement["Action"] is JsonArray many ? many.Select(action => (string)action!) : [(string)statement["Action"]!];

    private static JsonObject Statement(string[] actions, string[] resources, string condition)
    {
        JsonObject statement = new()
        {
            ["Effect"] = "Allow",
            ["Action"] = OneOrMany(actions),
            ["Resource"] = OneOrMany(resources),
        };
        if (condition.Length > 0)
        {
            JsonObject tests = [];
            foreach (string[] test in condition.Split("; ").Select(text => text.Split(' ')))
            {
                JsonObject keys = tests[test[0]] as JsonObject ?? [];
                tests[test[0]] ??= keys;
                keys[test[1]] = OneOrMany(test[2].Split(','));
            }

            statement["Condition"] = tests;
        }

        return statement;
    }

    private static JsonNode OneOrMany(string[] values) =>
        values.Length == 1 ? values[0] : new JsonArray([.. values.Order(StringComparer.Ordinal).Select(value => (JsonNode)value)]);
}
