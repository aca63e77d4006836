using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;

namespace PrivateApi.Commands;

/// <summary>What a report is made of, also out of a file, a job or another machine.</summary>
internal static class ReportInput
{
    /// <summary>The result or the finding that an object is.</summary>
    /// <exception cref="PrivateApi.Errors.PrivateApiException"><c>NotReportable</c>.</exception>
    public static object Read(object? item)
    {
        object? known = JsonArgument.Unwrap(item);
        if (DeserializedRecord.TypeOf(item) is { } type)
        {
            try
            {
                known = DeserializedRecord.Rebuild((PSObject)item!, type);
            }
            catch (FormatException e)
            {
                throw ReportContent.NotReportable(type.Name, e.Message);
            }
        }

        return known is TestResult or PolicyFinding ? known
            : item is null ? throw ReportContent.NotReportable("Nothing", ReportContent.Reportable)
            : throw ReportContent.NotReportable(ObjectKind.Describe(item), ReportContent.Reportable);
    }
}
