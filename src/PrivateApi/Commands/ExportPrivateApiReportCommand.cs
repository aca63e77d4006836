using System.Management.Automation;
using PrivateApi.Arguments;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Lint;
using PrivateApi.Reports;
using PrivateApi.Text;

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
                    WriteError(ErrorRecordFactory.From(NotReportable(other), item)!);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            string text = Content().Write(Format);
            object? output = Path is null ? text : Written(OutputFile.Resolve(SessionState, Path), text);
            if (output is not null)
            {
                WriteObject(output);
            }
        }
        catch (PrivateApiException e)
        {
            ThrowTerminatingError(ErrorRecordFactory.From(e, Path)!);
        }
    }

    private FileInfo? Written(string file, string text)
    {
        FileInfo? written = ShouldProcess(VisibleText.Of(file), $"Write {Format} report") ? OutputFile.Write(file, text) : null;
        return PassThru ? written : null;
    }

    private ReportContent Content() => new()
    {
        Result = _results,
        Finding = _findings,
        WrittenAt = DateTimeOffset.UtcNow,
        Version = typeof(ReportContent).Assembly.GetName().Version!.ToString(3),
        BaseFolder = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
    };

    private static PrivateApiException NotReportable(object? other) => other is TestResult result
        ? new("NotReportable", FaultKind.InvalidArgument, $"{result} has no place in a file, and SARIF needs one. Use -Format JUnit, Html, Markdown or Json for results of Test-PrivateApi.", result.ToString())
        : new("NotReportable", FaultKind.InvalidArgument, $"{other?.GetType().FullName ?? "Nothing"} cannot be reported. Pipe in what Test-PrivateApi or Test-PrivateApiPolicy returns.", other?.ToString());
}
