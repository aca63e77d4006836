using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Model;

namespace PrivateApi.Diagnosis.Cases;

/// <summary>Reads the rows of a table of calls, and notes what is wrong with each.</summary>
/// <param name="file">The table.</param>
/// <param name="columns">The columns of a call.</param>
/// <param name="typed">Columns that the command line has taken.</param>
internal sealed class CallCaseReader(string file, IReadOnlyDictionary<string, CellKind> columns, IReadOnlyCollection<string> typed)
{
    /// <summary>What a row calls itself.</summary>
    public const string Name = "Name";

    /// <summary>The verdict that is expected; every row has it.</summary>
    public const string ExpectedVerdict = "ExpectedVerdict";

    /// <summary>The check that is expected to fail.</summary>
    public const string ExpectedCheck = "ExpectedCheck";

    private static readonly string[] Own = [Name, ExpectedVerdict, ExpectedCheck];

    private readonly List<string> _problems = [];

    /// <summary>What is wrong, a sentence each, in the order of the rows.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Reads a row; null if something is wrong with it.</summary>
    public CallCase? Read(JsonObject row, int number)
    {
        int before = _problems.Count;
        Dictionary<string, string> own = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, object> cells = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string column, JsonNode? cell) in row)
        {
            try
            {
                Take(column, cell, own, cells);
            }
            catch (FormatException wrong)
            {
                _problems.Add($"Row {number}: {wrong.Message}");
            }
        }

        Verdict? verdict = Enumeration<Verdict>(own, ExpectedVerdict, number);
        CheckName? check = Enumeration<CheckName>(own, ExpectedCheck, number);
        if (!own.ContainsKey(ExpectedVerdict))
        {
            _problems.Add($"Row {number}: it has no {ExpectedVerdict}.");
        }

        // The one check that says nothing of the verdict (see Verdict).
        if (check is not null and not CheckName.PolicyDeployed && verdict is not null and not Verdict.Blocked)
        {
            _problems.Add($"Row {number}: a call that fails {check} is Blocked, and {ExpectedVerdict} is {verdict}.");
        }

        return _problems.Count > before
            ? null
            : new CallCase(
                new TestExpectation
                {
                    File = file,
                    Row = number,
                    Name = own.GetValueOrDefault(Name),
                    Verdict = verdict!.Value,
                    Check = check,
                },
                cells
            );
    }

    private void Take(string column, JsonNode? cell, Dictionary<string, string> own, Dictionary<string, object> cells)
    {
        string? mine = Own.FirstOrDefault(name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
        string known =
            mine
            ?? columns.Keys.FirstOrDefault(name => name.Equals(column, StringComparison.OrdinalIgnoreCase))
            ?? throw new FormatException(
                $"there is no column '{column}'. The columns are "
                    + $"{string.Join(", ", Own.Concat(columns.Keys.Order(StringComparer.Ordinal)))}."
            );
        if (typed.Contains(known, StringComparer.OrdinalIgnoreCase))
        {
            throw new FormatException($"-{known} is on the command line, and the row has it as well.");
        }

        object? value = Value(known, mine is null ? columns[known] : CellKind.Text, cell);
        if (value is null or "")
        {
            return;
        }

        if (mine is null ? !cells.TryAdd(known, value) : !own.TryAdd(mine, (string)value))
        {
            throw new FormatException($"it has {known} twice.");
        }
    }

    private static object? Value(string column, CellKind kind, JsonNode? cell) =>
        (kind, cell) switch
        {
            (_, null) => null,
            (_, JsonValue text) when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>().Trim(),
            (CellKind.Flag, JsonValue flag) when flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => flag.ToString(),
            (CellKind.List, JsonArray list) => list.Select(item => Text(column, item)).ToArray(),
            (CellKind.Map, JsonObject map) => map.ToDictionary(item => item.Key, item => Text(column, item.Value)),
            _ => Text(column, cell),
        };

    // An id of digits loses its leading zeros where it is read as a number.
    private static string Text(string column, JsonNode? cell) =>
        cell?.GetValueKind() switch
        {
            JsonValueKind.String => cell.GetValue<string>(),
            JsonValueKind.Number => throw new FormatException($"{column} is read as a number. Put it in quotes."),
            JsonValueKind.True or JsonValueKind.False => throw new FormatException($"{column} is read as true or false. Put it in quotes."),
            JsonValueKind.Array => throw new FormatException($"{column} is not a list."),
            JsonValueKind.Object => throw new FormatException($"{column} has no names with values."),
            _ => throw new FormatException($"{column} has an empty value."),
        };

    // Numbers are names of an enumeration for .NET, not for people.
    private T? Enumeration<T>(Dictionary<string, string> own, string column, int number)
        where T : struct, Enum
    {
        if (!own.TryGetValue(column, out string? text))
        {
            return null;
        }

        string? name = Enum.GetNames<T>().FirstOrDefault(item => item.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            _problems.Add($"Row {number}: {column} is '{text}', and is one of {string.Join(", ", Enum.GetNames<T>())}.");
        }

        return name is null ? null : Enum.Parse<T>(name);
    }
}
