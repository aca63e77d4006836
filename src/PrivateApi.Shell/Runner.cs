using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace PrivateApi.Shell;

/// <summary>Runs a script, a command or what is typed, in one session with the module imported.</summary>
internal sealed class Runner : IDisposable
{
    private const int Interrupted = 130;
    private readonly ShellHost _host = new();
    private readonly Runspace _runspace;
    private PowerShell? _current;
    private bool _interrupted;
    private bool _lastFailed;

    private Runner()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        _runspace = RunspaceFactory.CreateRunspace(_host, state);
        _runspace.Open();
        FullPowerShellCommands.Explain(_runspace.SessionStateProxy.InvokeCommand);
    }

    public static int Run(ShellArguments arguments)
    {
        string? module = ModuleLocation.Find();
        if (module is null)
        {
            Console.Error.WriteLine("The staged module out/PrivateApi was not found. Build it with: dotnet build");
            return 1;
        }

        using Runner runner = new();
        Console.CancelKeyPress += runner.OnCancel;
        try
        {
            return (arguments.ImportsModule ? runner.Execute(Import(module)) : null) ?? runner.RunAsked(arguments);
        }
        finally
        {
            Console.CancelKeyPress -= runner.OnCancel;
            ((ShellUserInterface)runner._host.UI).EndProgress();
        }
    }

    public void Dispose() => _runspace.Dispose();

    private static Command Import(string module)
    {
        Command import = new("Import-Module");
        import.Parameters.Add("Name", module);
        import.Parameters.Add("ErrorAction", ActionPreference.Stop);
        return import;
    }

    private int RunAsked(ShellArguments arguments)
    {
        if (arguments.Command is { } text)
        {
            return Execute(new Command(text, isScript: true, useLocalScope: false)) ?? (_lastFailed ? 1 : 0);
        }

        if (arguments.Script is null)
        {
            return ReadAndRun();
        }

        if (!File.Exists(arguments.Script))
        {
            Console.Error.WriteLine($"The script '{arguments.Script}' does not exist.");
            return Usage.BadCommandLine;
        }

        return RunScript(Path.GetFullPath(arguments.Script), arguments.Arguments);
    }

    /// <summary>
    /// Runs the parsed file as a script block: it keeps its path ($PSScriptRoot), and exit in it ends this process
    /// with its code, as pwsh -File does, where a script called by its path would only set $LASTEXITCODE.
    /// </summary>
    private int RunScript(string path, IReadOnlyList<ScriptArgument> arguments)
    {
        ScriptBlockAst parsed = Parser.ParseFile(path, out _, out ParseError[] errors);
        if (errors.Length > 0)
        {
            Show(new ErrorRecord(new ParseException(errors), "ParseError", ErrorCategory.ParserError, path));
            return 1;
        }

        Hashtable named = [];
        foreach (ScriptArgument argument in arguments.Where(argument => argument.Name is not null))
        {
            named[argument.Name!] = argument.Value;
        }

        Command run = new("param($Script, $Named, $Positional) . $Script @Named @Positional", isScript: true, useLocalScope: false);
        run.Parameters.Add("Script", parsed.GetScriptBlock());
        run.Parameters.Add("Named", named);
        run.Parameters.Add("Positional", arguments.Where(argument => argument.Name is null).Select(argument => argument.Value).ToArray());
        return Execute(run) ?? 0;
    }

    /// <summary>Runs one command; an exit code where that is the end, null where it goes on.</summary>
    private int? Execute(Command command)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        _current = shell;
        shell.Commands.AddCommand(command);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke();
            _lastFailed = shell.HadErrors;
        }
        catch (PipelineStoppedException)
        {
            return Interrupted;
        }
        catch (RuntimeException e)
        {
            Show(e.ErrorRecord);
            return _host.ExitCode ?? 1;
        }
        finally
        {
            _current = null;
        }

        return _interrupted ? Interrupted : _host.ExitCode;
    }

    private void Show(ErrorRecord error)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        shell.AddCommand("Out-Default").AddParameter("InputObject", error).Invoke();
    }

    private int ReadAndRun()
    {
        while (true)
        {
            if (!Console.IsInputRedirected)
            {
                Console.Error.Write("PrivateApi> ");
            }

            string? line = Console.ReadLine();
            if (line is null)
            {
                return _host.ExitCode ?? 0;
            }

            _interrupted = false;
            Execute(new Command(line, isScript: true, useLocalScope: false));
            if (_host.ExitCode is { } code)
            {
                return code;
            }
        }
    }

    private void OnCancel(object? sender, ConsoleCancelEventArgs e)
    {
        // The first Ctrl+C stops the pipeline in good order, the second ends the process.
        e.Cancel = !_interrupted;
        _interrupted = true;
        _current?.BeginStop(null, null);
    }
}
