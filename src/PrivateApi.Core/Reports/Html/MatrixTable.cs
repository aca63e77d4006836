using PrivateApi.Reports.Matrix;

namespace PrivateApi.Reports.Html;

/// <summary>Tables of who reaches which API; every cell leads to its calls.</summary>
internal static class MatrixTable
{
    public static HtmlText Write(CallMatrix matrix)
    {
        Dictionary<JudgedCall, string> ids = new(ReferenceEqualityComparer.Instance);
        foreach (JudgedCall call in matrix.Calls)
        {
            ids.Add(call, CallSection.Id(ids.Count + 1));
        }

        HtmlText tables = new();
        for (int i = 0; i < matrix.Groups.Count; i++)
        {
            tables.Add($"{Table(matrix.Groups[i], $"table-{i + 1}", ids)}");
        }

        return tables;
    }

    private static HtmlText Table(MatrixGroup group, string id, Dictionary<JudgedCall, string> ids)
    {
        HtmlText head = new();
        foreach (string title in group.Columns)
        {
            head.Add($"""<th scope="col">{title}</th>""");
        }

        HtmlText bodies = new();
        foreach (MatrixSection section in group.Sections)
        {
            HtmlText rows = new();
            foreach (MatrixRow row in section.Rows)
            {
                rows.Add($"{Row(row, group.Columns, ids)}");
            }

            bodies.Add($"""<tbody>{Heading(group, section)}{rows}</tbody>""");
        }

        return new HtmlText()
            .Add($"""<div class="scroll" role="group" aria-labelledby="{id}" tabindex="0"><table class="who">""")
            .Add($"""<caption id="{id}">Account {group.AccountId}, {group.Region}</caption>""")
            .Add($"""<thead><tr><th scope="col">{(group.HasApisAsRows ? "API and stage" : "Caller")}</th>{head}</tr></thead>""")
            .Add($"""{bodies}</table></div>""");
    }

    // A caller whose VPC is not known, or who is in none, must not seem to be in the one above.
    private static HtmlText? Heading(MatrixGroup group, MatrixSection section) =>
        group.Sections.All(item => item.VpcId is null)
            ? null
            : new HtmlText().Add(
                $"""<tr class="vpc"><th scope="rowgroup" colspan="{group.Columns.Count + 1}">{(section.VpcId is { } id ? $"VPC {id}" : "In no VPC, or in one that is not known")}</th></tr>"""
            );

    private static HtmlText Row(MatrixRow row, IReadOnlyList<string> columns, Dictionary<JudgedCall, string> ids)
    {
        HtmlText cells = new();
        for (int i = 0; i < columns.Count; i++)
        {
            HtmlText calls = new();
            foreach (JudgedCall call in row.Cells[i])
            {
                calls.Add($"{Entry(call, ids[call], isAlone: row.Cells[i].Count == 1)}");
            }

            cells.Add($"{Cell(columns[i], row.Cells[i].Count, calls)}");
        }

        return new HtmlText().Add($"""<tr><th scope="row">{Words(row.Title)}</th>{cells}</tr>""");
    }

    private static HtmlText Cell(string column, int count, HtmlText calls) =>
        count == 0
            ? new HtmlText().Add($"""<td class="none"><span aria-hidden="true">–</span><span class="unseen">not tested</span></td>""")
            : new HtmlText().Add($"""<td><span class="column" aria-hidden="true">{column}</span><ul>{calls}</ul></td>""");

    // Several calls of a cell differ by their request, or by its form of address.
    private static HtmlText Entry(JudgedCall call, string id, bool isAlone)
    {
        string? where = call.Path.BreakAt?.Title;
        return new HtmlText().Add(
            $"""<li><a href="#{id}">{Icons.Icon(CheckState.Of(call.Result.Verdict))} {call.Result.Verdict.ToString()}</a>{(isAlone ? null : Request(call))}{Line(where)}{ComparisonText.Tag(call.Compared)}</li>"""
        );
    }

    private static HtmlText Request(JudgedCall call) =>
        new HtmlText().Add($""" <span class="request">{call.Result.Method} {call.Result.Path} ({call.Result.UrlForm.ToString()})</span>""");

    // A browser breaks a line at the hyphen of an id, unless it is a word of its own.
    private static HtmlText Words(string text)
    {
        HtmlText words = new();
        foreach (string word in text.Split(' '))
        {
            words.Add($"""<span class="word">{word}</span>""");
        }

        return words;
    }

    private static HtmlText? Line(string? text) => text is null ? null : new HtmlText().Add($"""<span class="where">{text}</span>""");
}
