using PrivateApi.Diagnosis;
using PrivateApi.Errors;

namespace PrivateApi.Commands;

/// <summary>
/// The work of Test-PrivateApi from the first record to the last. APIs that come all together are tested together: lists of networks and
/// APIs are read once.
/// </summary>
internal sealed class TestPipeline : IDisposable
{
    private readonly TestPrivateApiCommand _command;
    private readonly CallerSessions _callers;
    private readonly TestRun _run;
    private readonly TestFlows _flows;
    private readonly TestInputs _inputs;

    public TestPipeline(TestPrivateApiCommand command)
    {
        _command = command;
        _callers = new CallerSessions(command, command.CallerProfileName);
        _run = new TestRun(command, new TestOutput(command, command.Quiet, command.Detailed), _callers, command.Cleanup);
        _flows = new TestFlows(command, _run);
        _inputs = new TestInputs(_flows);
    }

    /// <summary>Takes the record that is bound now.</summary>
    public void Add() => _inputs.Add(_command);

    /// <summary>Tests what has not been tested yet.</summary>
    /// <param name="isCase">True to take the calls of a table first.</param>
    public void Finish(bool isCase)
    {
        if (isCase)
        {
            CallCases.Add(_command, _inputs);
        }

        _flows.Finish();
        _run.Write(_inputs.Untested);
        _run.Test(_inputs.Requests(), _command.SnapshotPath);
    }

    /// <summary>Judges a saved case again, with what is typed in place of what it says.</summary>
    public void Replay()
    {
        if (_command.IsLive)
        {
            PrivateApiException refused = new(
                "InputNotUsed",
                FaultKind.InvalidArgument,
                "-SnapshotPath alone judges a saved case again, without a connection, and -Via makes a call. Leave -Via out, or name the "
                    + "API to call with -RestApiId or -Uri; the file is then written anew.",
                _command.SnapshotPath
            );
            _command.ThrowTerminatingError(ErrorRecordFactory.From(refused, _command.SnapshotPath)!);
        }

        string? method = _command.Row.IsTyped(nameof(_command.Method)) ? _command.Method : null;
        _run.Replay(_command.SnapshotPath!, call => TestCalls.Changed(call, _command.StageName, method, _command.Path));
    }

    public void Dispose()
    {
        _flows.Dispose();
        _callers.Dispose();
    }
}
