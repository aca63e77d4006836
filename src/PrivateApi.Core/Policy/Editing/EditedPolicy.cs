using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using PrivateApi.Policy.Language;

namespace PrivateApi.Policy.Editing;

/// <summary>
/// A policy that is edited where it is written, and the account of it. The tree of its text is changed and not its meaning written anew, so
/// that what is not edited keeps its words, its order and its form.
/// </summary>
internal sealed class EditedPolicy
{
    // As PolicyWriter's: a policy is never part of a web page.
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;
    private readonly List<string> _changes = [],
        _notes = [];
    private PolicyDocument? _document;

    private EditedPolicy(JsonObject root) => _root = root;

    /// <summary>How a whole statement is taken out of it, as the end of a sentence.</summary>
    public required string StatementRemoval { get; init; }

    /// <summary>How many statements there are.</summary>
    public int Count => _root["Statement"] is JsonArray list ? list.Count : 1;

    /// <summary>The policy as it is now; null while it has no statement.</summary>
    public PolicyDocument? Document => Count == 0 ? null : _document ??= PolicyDocument.Parse(Text);

    /// <summary>The statements as they are now.</summary>
    public IReadOnlyList<PolicyStatement> Statements => Document?.StatementArray ?? [];

    private string Text => _root.ToJsonString(Compact);

    /// <summary>Reads a policy to edit.</summary>
    /// <param name="policy">Its text in any form that AWS returns; null for none.</param>
    /// <param name="statementRemoval">How a whole statement is taken out of it, as the end of a sentence.</param>
    /// <exception cref="PrivateApiException"><c>InvalidPolicy</c>.</exception>
    public static EditedPolicy Read(string? policy, string statementRemoval = PolicyEdits.BySid) =>
        new(
            policy is null
                ? new JsonObject { ["Version"] = PolicyDocument.CurrentVersion, ["Statement"] = new JsonArray() }
                : (JsonObject)JsonTree.Parse(PolicyDocument.Parse(policy).Utf8)!
        )
        {
            StatementRemoval = statementRemoval,
        };

    /// <summary>The statement in words: "statement 2 (Sid Admin)".</summary>
    public static string NameOf(PolicyStatement statement) =>
        $"statement {statement.Index + 1}" + (statement.Sid is { Length: > 0 } sid ? $" (Sid {sid})" : null);

    public void Say(string change) => _changes.Add(change);

    public void Note(string note) => _notes.Add(note);

    /// <summary>Adds values to the list of a condition.</summary>
    public void AddTo(PolicyStatement statement, ConditionClause clause, IEnumerable<string> values)
    {
        (JsonObject keys, JsonNode list) = Find(statement, clause);
        if (list is not JsonArray array)
        {
            keys[clause.Key] = array = [list.DeepClone()];
        }

        foreach (string value in values)
        {
            array.Add(value);
        }

        _document = null;
    }

    /// <summary>Removes values from the list of a condition, and says how many are left. A single value stays where it is.</summary>
    public int RemoveFrom(PolicyStatement statement, ConditionClause clause, IReadOnlyCollection<string> values)
    {
        if (Find(statement, clause).List is not JsonArray array)
        {
            return 0;
        }

        foreach (
            JsonNode gone in array
                .Where(node => node?.GetValueKind() == JsonValueKind.String && values.Contains(node.GetValue<string>()))
                .ToList()!
        )
        {
            array.Remove(gone);
        }

        _document = null;
        return array.Count;
    }

    /// <summary>Adds a statement at the end, and returns it as it is then.</summary>
    public PolicyStatement Append(JsonObject statement)
    {
        if (_root["Statement"] is not JsonArray list)
        {
            JsonNode only = _root["Statement"]!.DeepClone();
            _root["Statement"] = list = [only];
        }

        list.Add(statement);
        _document = null;
        return Statements[^1];
    }

    /// <summary>Removes statements. The numbers of those after them change.</summary>
    public void Remove(IReadOnlyCollection<PolicyStatement> statements)
    {
        if (statements.Count > 0 && _root["Statement"] is not JsonArray)
        {
            _root["Statement"] = new JsonArray();
        }
        else
        {
            foreach (int index in statements.Select(statement => statement.Index).OrderDescending())
            {
                ((JsonArray)_root["Statement"]!).RemoveAt(index);
            }
        }

        _document = null;
    }

    /// <summary>A Sid that no statement has: the wish, or the wish with a number.</summary>
    public string FreeSid(string wish)
    {
        HashSet<string> taken = [.. Statements.Select(statement => statement.Sid).OfType<string>()];
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? wish : $"{wish}{i}").First(sid => !taken.Contains(sid));
    }

    /// <summary>The edited policy.</summary>
    /// <exception cref="PrivateApiException"><c>NoStatementLeft</c>.</exception>
    public PolicyEdit Finish() =>
        Document is null
            ? throw new PrivateApiException(
                "NoStatementLeft",
                FaultKind.InvalidArgument,
                "No statement would be left, and a policy needs at least one. Add a statement with -AddStatement in the same command, or "
                    + "set another policy with -Policy."
            )
            : new PolicyEdit(Text, _changes) { Notes = _notes };

    private (JsonObject Keys, JsonNode List) Find(PolicyStatement statement, ConditionClause clause)
    {
        JsonNode node = _root["Statement"] is JsonArray list ? list[statement.Index]! : _root["Statement"]!;
        JsonObject keys = (JsonObject)node["Condition"]![clause.OperatorText]!;
        return (keys, keys[clause.Key]!);
    }
}
