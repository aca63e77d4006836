using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using System.Text;

namespace PrivateApi.Tests;

/// <summary>Chooses, at every question, the choice that begins with the answer, and gives it where a secret is asked for.</summary>
internal sealed class AnsweringInterface(string answer) : PSHostUserInterface
{
    private readonly List<string> _asked = [];
    private readonly StringBuilder _written = new();

    public IReadOnlyList<string> Asked => _asked;

    public string Written => _written.ToString();

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        _asked.Add($"{caption}\n{message}");
        return choices.Index().First(choice => choice.Item.Label.Replace("&", string.Empty, StringComparison.Ordinal) == answer).Index;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException(message);

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        throw new NotSupportedException(message);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw new NotSupportedException(message);

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => new NetworkCredential(string.Empty, answer).SecurePassword;

    public override void Write(string value) => _written.Append(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => _written.Append(value);

    public override void WriteLine(string value) => _written.AppendLine(value);

    public override void WriteDebugLine(string message) { }

    public override void WriteErrorLine(string value) { }

    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    public override void WriteVerboseLine(string message) { }

    public override void WriteWarningLine(string message) { }
}
