using System.Management.Automation;
using PrivateApi.Arguments.Completion;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability.Observed;

namespace PrivateApi.Commands;

/// <summary>Names the causes that an error may have, from its text alone.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "PrivateApiError")]
[OutputType(typeof(ErrorCause))]
public sealed class ResolvePrivateApiErrorCommand : PSCmdlet
{
    private readonly List<string> _lines = [];
    private bool _hasInput;

    /// <summary>The text of an answer or an error, the output of curl, an exception, an error record, or a result of a call.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public object? InputObject { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (object? item in ErrorInput.Each(InputObject))
        {
            if (ErrorInput.Line(item) is { } line)
            {
                _lines.Add(line);
                continue;
            }

            _hasInput = true;
            Write(
                ErrorInput.Result(item) is { } result ? ErrorResolver.Resolve(result) : ErrorResolver.Resolve(ErrorInput.Text(item)),
                item
            );
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        string text = string.Join('\n', _lines);
        if (!string.IsNullOrWhiteSpace(text))
        {
            Write(ErrorResolver.Resolve(text), null);
        }
        else if (!_hasInput)
        {
            Fail(
                new PrivateApiException(
                    "NoText",
                    FaultKind.InvalidArgument,
                    "There is no text to explain. Pipe in an answer, the output of curl, or an error such as $Error[0]."
                ),
                null
            );
        }
    }

    private void Write(IReadOnlyList<ErrorCause> causes, object? item)
    {
        if (causes.Count == 0)
        {
            Fail(
                new PrivateApiException(
                    "NothingFailed",
                    FaultKind.InvalidArgument,
                    "The call was answered and did not fail, so there is nothing to explain."
                ),
                item
            );
        }

        WriteObject(causes, enumerateCollection: true);
    }

    private void Fail(PrivateApiException failure, object? target) => WriteError(ErrorRecordFactory.From(failure, target)!);
}
