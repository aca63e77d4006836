using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PrivateApi.Shell;

/// <summary>Text to standard output, everything about the work (errors, warnings, progress) to standard error.</summary>
internal sealed class ShellUserInterface : PSHostUserInterface
{
    private readonly ProgressLine _progress = new();

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUserInterface();

    public override bool SupportsVirtualTerminal => !Console.IsOutputRedirected;

    public override void Write(string value)
    {
        _progress.Clear();

        // A pipe or a log gets text without colours, as from pwsh.
        Console.Out.Write(GetOutputString(value, SupportsVirtualTerminal));
    }

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    public override void WriteErrorLine(string value) => Aside(value);

    public override void WriteWarningLine(string message) => Aside("WARNING: " + message);

    public override void WriteVerboseLine(string message) => Aside("VERBOSE: " + message);

    public override void WriteDebugLine(string message) => Aside("DEBUG: " + message);

    public override void WriteInformation(InformationRecord record)
    {
        // The engine calls WriteLine itself for what is meant for the host.
    }

    public override void WriteProgress(long sourceId, ProgressRecord record) => _progress.Show(record);

    public override string ReadLine() => Console.ReadLine() ?? string.Empty;

    public override SecureString ReadLineAsSecureString()
    {
        SecureString secret = new();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        secret.MakeReadOnly();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Introduce(caption, message);
        Dictionary<string, PSObject> answers = [];
        foreach (FieldDescription field in descriptions)
        {
            Console.Error.Write(field.Name + ": ");
            answers[field.Name] = field.ParameterTypeName == nameof(SecureString) ? new PSObject(ReadLineAsSecureString()) : new PSObject(ReadLine());
        }

        return answers;
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Introduce(caption, message);
        string[] labels = [.. choices.Select(choice => choice.Label.Replace("&", string.Empty, StringComparison.Ordinal))];
        string[] keys = [.. choices.Select(choice => choice.Label.IndexOf('&') is int at and >= 0 ? choice.Label[(at + 1)..(at + 2)] : choice.Label)];
        while (true)
        {
            Console.Error.Write(string.Join("  ", labels.Select((label, i) => $"[{keys[i]}] {label}")) + (defaultChoice >= 0 ? $" (default is \"{keys[defaultChoice]}\"): " : ": "));
            string? answer = Console.ReadLine();
            int index = Array.FindIndex(keys, key => string.Equals(key, answer?.Trim(), StringComparison.OrdinalIgnoreCase));
            index = index < 0 ? Array.FindIndex(labels, label => string.Equals(label, answer?.Trim(), StringComparison.OrdinalIgnoreCase)) : index;
            if (index >= 0 || ((string.IsNullOrWhiteSpace(answer) || answer is null) && defaultChoice >= 0))
            {
                return index >= 0 ? index : defaultChoice;
            }

            if (answer is null)
            {
                throw new PSInvalidOperationException("A choice is needed and standard input is at its end. Use -Confirm:$false or -Force in scripts.");
            }
        }
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options)
    {
        Introduce(caption, message);
        string user = userName;
        if (string.IsNullOrEmpty(user))
        {
            Console.Error.Write("User: ");
            user = ReadLine();
        }

        Console.Error.Write("Password: ");
        return new PSCredential(user, ReadLineAsSecureString());
    }

    /// <summary>Takes a progress line that is still there away.</summary>
    public void EndProgress() => _progress.Clear();

    private void Aside(string text)
    {
        _progress.Clear();
        Console.Error.WriteLine(GetOutputString(text, !Console.IsErrorRedirected));
    }

    private void Introduce(string caption, string message)
    {
        _progress.Clear();
        foreach (string text in new[] { caption, message }.Where(text => !string.IsNullOrEmpty(text)))
        {
            Console.Error.WriteLine(text);
        }
    }
}
