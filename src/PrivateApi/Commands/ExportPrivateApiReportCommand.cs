using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;

namespace PrivateApi.Commands;

/// <summary>Writes results of Test-PrivateApi and findings of Test-PrivateApiPolicy as a report for people or for CI.</summary>
[Cmdlet(VerbsData.Export, "PrivateApiReport", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportPrivateApiReportCommand : PSCmdlet
{
    private readonly List<TestResult> _results = [];
    private readonly List<PolicyFinding> _findings = [];

    /// <summary>Results of Test-PrivateApi, findings of Test-PrivateApiPolicy.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object[] InputObject { get; set; } = [];

    /// <summary>The format of the report.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public ReportFormat Format { get; set; }

    /// <summary>A file to write; without it the report is one string.</summary>
    [Parameter(Position = 1)]
    [Alias("FilePath", "OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>A JSON report of earlier, to say what is new and what is mended since.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaselinePath { get; set; }

    /// <summary>Write a report even if there is nothing in it.</summary>
    [Parameter]
    public SwitchParameter AllowEmpty { get; set; }

    /// <summary>Emit the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        Guard(
            () =>
            {
                foreach (object item in InputObject)
                {
                    Take(ReportInput.Read(item));
                }
            },
            InputObject
        );

    /// <inheritdoc/>
    protected override void EndProcessing() =>
        Guard(
            () =>
            {
                ReportContent content = Content();
                content.RequireSomething(Format, AllowEmpty);
                if (OutputFile.Put(this, Path, content.Write(Format), $"{Format} report", PassThru) is { } output)
                {
                    WriteObject(output);
                }
            },
            BaselinePath ?? Path
        );

    private void Take(object item)
    {
        if (item is TestResult result)
        {
            _results.Add(result);
        }
        else
        {
            _findings.Add((PolicyFinding)item);
        }
    }

    // A report that lacks something would look like one of all.
    private void Guard(Action work, object? target)
    {
        try
        {
            work();
        }
        catch (PrivateApiException e)
        {
            ThrowTerminatingError(ErrorRecordFactory.From(e, target)!);
        }
    }

    private ReportContent Content() =>
        new()
        {
            Results = _results,
            Findings = _findings,
            WrittenAt = DateTimeOffset.UtcNow,
            Baseline = BaselinePath is { } file ? BaselineArgument.Read(SessionState, file, Format) : null,
            Version = typeof(ReportContent).Assembly.GetName().Version!.ToString(3),
            BaseFolder = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
        };
}
