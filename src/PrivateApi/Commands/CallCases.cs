using System.Collections;
using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Diagnosis.Cases;
using PrivateApi.Errors;

namespace PrivateApi.Commands;

/// <summary>The calls of a table, as rows that name the command's parameters.</summary>
internal static class CallCases
{
    // A file is no place for a secret, and what a column would repeat in each row is for the command line.
    private static readonly string[] NotInFiles = ["ApiKey"];

    /// <summary>Takes the calls of the table that the command names. One that cannot be used ends the command: nothing is tested.</summary>
    public static void Add(TestPrivateApiCommand command, TestInputs inputs)
    {
        try
        {
            RequireAlone(command);
            string file = InputPath.Require(command.SessionState, command.CasePath!, "CallCaseNotFound", "a table of calls");
            (PSObject Row, CallCase Case)[] rows =
            [
                .. CallCaseFile.Read(file, Columns(command), command.Row.Typed).Select(item => (Row(item), item)),
            ];
            foreach ((PSObject row, CallCase item) in rows)
            {
                RequireUsable(command, row, item);
            }

            foreach ((PSObject row, CallCase item) in rows)
            {
                inputs.Add(command, row, item.Expected);
            }
        }
        catch (PrivateApiException e)
        {
            command.ThrowTerminatingError(ErrorRecordFactory.From(e, command.CasePath)!);
        }
    }

    /// <summary>The columns of a call, by what they hold: the parameters that a row may give.</summary>
    internal static IReadOnlyDictionary<string, CellKind> Columns(TestPrivateApiCommand command) =>
        RowParameter
            .Of(command.GetType())
            .Where(item => item.IsOfRow && !NotInFiles.Contains(item.Name))
            .ToDictionary(item => item.Name, item => Kind(item.Property.PropertyType));

    // A value of the wrong form, or columns that do not go together, are seen before the first call is judged.
    private static void RequireUsable(TestPrivateApiCommand command, PSObject row, CallCase item)
    {
        try
        {
            command.Row.TakeCase(row);
        }
        catch (PrivateApiException e)
        {
            throw Unusable(item, e.Message.Replace(RowArguments.NotUsed, string.Empty, StringComparison.Ordinal), e);
        }
        finally
        {
            command.Row.Release();
        }

        string[] names = [nameof(command.RestApiId), nameof(command.Uri)];
        if (!names.Any(name => item.Cells.ContainsKey(name) || command.Row.IsTyped(name)))
        {
            throw Unusable(item, "It names no API: RestApiId or Uri.", null);
        }
    }

    private static PrivateApiException Unusable(CallCase item, string why, Exception? inner) =>
        new(
            "InvalidCallCase",
            FaultKind.InvalidArgument,
            $"Nothing of '{item.Expected.File}' was tested. Row {item.Expected.Row}: {why}",
            item.Expected.File,
            inner
        );

    private static CellKind Kind(Type type) =>
        type == typeof(SwitchParameter) ? CellKind.Flag
        : type.IsArray ? CellKind.List
        : typeof(IDictionary).IsAssignableFrom(type) ? CellKind.Map
        : CellKind.Text;

    private static PSObject Row(CallCase item)
    {
        PSObject row = new();
        foreach ((string column, object value) in item.Cells)
        {
            row.Properties.Add(
                new PSNoteProperty(column, value is IReadOnlyDictionary<string, string> map ? new Hashtable(map.ToDictionary()) : value)
            );
        }

        return row;
    }

    private static void RequireAlone(TestPrivateApiCommand command)
    {
        string? other =
            command.MyInvocation.ExpectingInput ? "the pipeline has calls as well. Use one of them."
            : command.SnapshotPath is not null ? "-SnapshotPath keeps one test, not a table of them. Leave it out."
            : null;
        if (other is not null)
        {
            throw new PrivateApiException("InputNotUsed", FaultKind.InvalidArgument, $"-CasePath names the calls, and {other}");
        }
    }
}
