using System.Text.Json.Nodes;
using Microsoft.VisualBasic.FileIO;

namespace PrivateApi.Diagnosis.Cases;

/// <summary>
/// A CSV file as rows (RFC 4180): with commas, or with semicolons where the head has no comma, as a spreadsheet may write it.
/// </summary>
internal static class CsvTable
{
    /// <summary>Reads the rows below the head. An empty cell is null.</summary>
    /// <exception cref="FormatException">The file has no head, a column twice, or a row with more or fewer cells than columns.</exception>
    public static JsonObject[] Read(string text)
    {
        string first = text.Split('\n')[0];
        using TextFieldParser parser = new(new StringReader(text));
        parser.SetDelimiters(first.Contains(',', StringComparison.Ordinal) || !first.Contains(';', StringComparison.Ordinal) ? "," : ";");
        string[] head = Next(parser, "The head") ?? throw new FormatException("It has no head, the line with the names of the columns.");
        if (head.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(name => name.Count() > 1) is { } twice)
        {
            throw new FormatException($"The head has the column '{twice.Key}' twice.");
        }

        List<JsonObject> rows = [];
        while (Next(parser, $"Row {rows.Count + 1}") is { } cells)
        {
            rows.Add(
                cells.Length == head.Length
                    ? new JsonObject(
                        head.Zip(cells, (name, cell) => new KeyValuePair<string, JsonNode?>(name, cell.Length == 0 ? null : cell))
                    )
                    : throw new FormatException($"Row {rows.Count + 1} has {cells.Length} cells, and the head has {head.Length} columns.")
            );
        }

        return [.. rows];
    }

    private static string[]? Next(TextFieldParser parser, string what)
    {
        try
        {
            return parser.ReadFields();
        }
        catch (MalformedLineException)
        {
            throw new FormatException($"{what} (line {parser.ErrorLineNumber}) has a quotation mark that does not end a cell.");
        }
    }
}
