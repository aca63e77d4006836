using System.Text.Json;
using System.Text.Json.Nodes;
using PrivateApi.Errors;
using PrivateApi.Input;
using SharpYaml;

namespace PrivateApi.Diagnosis.Cases;

/// <summary>
/// Tables of calls with what is expected of them, as CSV, YAML or JSON: contract tests of a network. A table is used as a whole or not at
/// all, since one that is passed over in part would look like one that holds.
/// </summary>
internal static class CallCaseFile
{
    /// <summary>So many problems of a table are named at once.</summary>
    private const int MostProblems = 10;

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file.</param>
    /// <param name="columns">The columns of a call, by what they hold; <see cref="CallCaseReader"/> adds those of the expectation.</param>
    /// <param name="typed">Columns that the command line has taken.</param>
    /// <exception cref="PrivateApiException">
    /// <c>CallCaseNotFound</c>, <c>InputTooLarge</c>, or <c>InvalidCallCase</c> with the number of each row that cannot be used.
    /// </exception>
    public static IReadOnlyList<CallCase> Read(
        string path,
        IReadOnlyDictionary<string, CellKind> columns,
        IReadOnlyCollection<string> typed
    )
    {
        JsonObject[] rows = Rows(path, Open(path));
        if (rows.Length == 0)
        {
            throw Invalid(path, "It has no call, and a test of nothing would look like one that passed.");
        }

        CallCaseReader reader = new(path, columns, typed);
        CallCase[] cases = [.. rows.Select((row, i) => reader.Read(row, i + 1)).OfType<CallCase>()];
        return reader.Problems.Count == 0 ? cases : throw Invalid(path, Text(reader.Problems));
    }

    private static string Text(IReadOnlyList<string> problems) =>
        string.Join(' ', problems.Take(MostProblems))
        + (problems.Count > MostProblems ? $" There are {problems.Count - MostProblems} more." : string.Empty);

    private static JsonObject[] Rows(string path, string text)
    {
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSV" => CsvTable.Read(text),
                ".YAML" or ".YML" => List(YamlTree.Parse(text)),
                ".JSON" => List(ParseJson(text, path)),
                _ => throw new FormatException("Its name ends in none of .csv, .yaml, .yml and .json."),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or YamlException)
        {
            throw Invalid(path, wrong.Message, wrong);
        }
    }

    private static JsonNode? ParseJson(string text, string path)
    {
        JsonTree.RequireFewValues(System.Text.Encoding.UTF8.GetBytes(text), "table of calls", path);
        return JsonTree.Parse(text);
    }

    private static JsonObject[] List(JsonNode? root) =>
        root switch
        {
            null => [],
            JsonArray list =>
            [
                .. list.Select(
                    (item, i) => item as JsonObject ?? throw new FormatException($"Row {i + 1} is not a call with names and values.")
                ),
            ],
            _ => throw new FormatException("It is not a list of calls."),
        };

    private static string Open(string path)
    {
        try
        {
            byte[] bytes = InputFile.Read(path, InputFile.MostCaseBytes, "table of calls");
            using StreamReader reader = new(new MemoryStream(bytes));
            return reader.ReadToEnd();
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new PrivateApiException(
                "CallCaseNotFound",
                FaultKind.NotFound,
                $"The table of calls '{path}' cannot be read: {missing.Message}",
                path,
                missing
            );
        }
    }

    private static PrivateApiException Invalid(string path, string why, Exception? inner = null) =>
        new("InvalidCallCase", FaultKind.InvalidArgument, $"Nothing of '{path}' was tested. {why}", path, inner);
}
