using System.Management.Automation;
using PrivateApi.Arguments;
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

    /// <summary>Emit the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object item in InputObject)
        {
            switch (JsonArgument.Unwrap(item))
            {
                case TestResult result when Format != ReportFormat.Sarif:
                    _results.Add(result);
                    break;
                case PolicyFinding finding:
                    _findings.Add(finding);
                    break;
                case var other:
                    WriteError(ErrorRecordFactory.From(ReportContent.NotReportable(other), item)!);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            if (OutputFile.Put(this, Path, Content().Write(Format), $"{Format} report", PassThru) is { } output)
            {
                WriteObject(output);
            }
        }
        catch (PrivateApiException e)
        {
            ThrowTerminatingError(ErrorRecordFactory.From(e, BaselinePath ?? Path)!);
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
