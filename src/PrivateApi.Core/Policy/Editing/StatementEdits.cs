using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Editing;

/// <summary>Adds whole statements to a policy, and removes them by their Sid.</summary>
internal static class StatementEdits
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Adds statements at the end; one that is there already, whatever its Sid and its form, is not added again.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="statement">A statement, a list of them, or a policy whose statements are meant, as JSON.</param>
    /// <param name="api">The API that the policy is on; null compares the shorthand as it is.</param>
    /// <exception cref="PrivateApiException"><c>InvalidStatement</c>, <c>SidTaken</c>.</exception>
    public static void Add(EditedPolicy policy, string statement, PolicyContext? api)
    {
        foreach ((JsonObject node, PolicyStatement wanted) in Read(statement))
        {
            string meaning = CanonicalPolicy.Write(wanted, api);
            if (policy.Statements.Any(known => CanonicalPolicy.Write(known, api) == meaning))
            {
                continue;
            }

            if (wanted.Sid is { Length: > 0 } sid && policy.Statements.FirstOrDefault(known => known.Sid == sid) is { } other)
            {
                throw new PrivateApiException(
                    "SidTaken",
                    FaultKind.Conflict,
                    $"The Sid '{sid}' belongs to statement {other.Index + 1} of the policy, which says something else. Give the new "
                        + "statement another Sid, or remove the old one in the same command with -RemoveSid.",
                    sid
                );
            }

            policy.Say($"{EditedPolicy.NameOf(policy.Append(node))}: added");
        }
    }

    /// <summary>Removes every statement that has one of the Sids.</summary>
    public static void Remove(EditedPolicy policy, IReadOnlyCollection<string> sids)
    {
        PolicyStatement[] gone = [.. policy.Statements.Where(statement => sids.Contains(statement.Sid))];
        foreach (string sid in sids.Distinct().Except(gone.Select(statement => statement.Sid!)))
        {
            string[] known = [.. policy.Statements.Select(statement => statement.Sid).OfType<string>().Where(name => name.Length > 0)];
            policy.Note(
                $"The policy has no statement with the Sid '{sid}'. "
                    + (known.Length == 0 ? "None of its statements has a Sid." : $"Its Sids are {string.Join(", ", known)}.")
            );
        }

        foreach (PolicyStatement statement in gone)
        {
            policy.Say($"{EditedPolicy.NameOf(statement)}: removed");
        }

        policy.Remove(gone);
    }

    private static IEnumerable<(JsonObject Node, PolicyStatement Statement)> Read(string text)
    {
        byte[] utf8 = PolicyText.Normalise(System.Text.Encoding.UTF8.GetBytes(text));
        JsonNode? given;
        try
        {
            given = JsonTree.Parse(utf8);
        }
        catch (JsonException e)
        {
            throw Invalid(Why(PolicySyntax.Malformed(utf8, e), " at "), e);
        }

        // A whole policy, as New-PrivateApiPolicy makes them, stands for its statements.
        if (given is JsonObject policy && policy.ContainsKey("Statement"))
        {
            given = policy["Statement"];
        }

        JsonObject[] nodes = given switch
        {
            JsonObject one => [one],
            JsonArray list when list.All(item => item is JsonObject) => [.. list.Cast<JsonObject>()],
            _ => throw Invalid(": expected a statement, an object that begins with {, or a list of statements.", null),
        };
        JsonObject whole = new()
        {
            ["Version"] = PolicyDocument.CurrentVersion,
            ["Statement"] = new JsonArray([.. nodes.Select(node => node.DeepClone())]),
        };
        try
        {
            PolicyStatement[] statements = PolicyDocument.Parse(whole.ToJsonString(Compact)).StatementArray;
            return nodes.Select((node, i) => ((JsonObject)node.DeepClone(), statements[i]));
        }
        catch (PrivateApiException e)
        {
            // The place that it names is one in the text made here, which nobody has seen.
            throw Invalid(Why(e, ": "), e);
        }
    }

    // From the place, or from what was expected there.
    private static string Why(PrivateApiException refused, string from) =>
        refused.Message[refused.Message.IndexOf(from, StringComparison.Ordinal)..];

    private static PrivateApiException Invalid(string why, Exception? cause) =>
        new("InvalidStatement", FaultKind.InvalidArgument, "The statement to add cannot be read" + why, inner: cause);
}
