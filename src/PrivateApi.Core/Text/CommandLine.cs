using System.Text;
using System.Text.RegularExpressions;

namespace PrivateApi.Text;

/// <summary>
/// A command line that a person can type as printed: a cmdlet's name and typed arguments. This type alone decides how commands
/// are written. Names and texts come from AWS, so each is a literal; only the code that uses this type decides what is run.
/// </summary>
internal sealed partial record CommandLine
{
    private readonly (string Parameter, CommandValue? Value)[] _argument;

    private CommandLine(string cmdlet, (string Parameter, CommandValue? Value)[] argument)
    {
        Cmdlet = cmdlet;
        _argument = argument;
    }

    /// <summary>What is run.</summary>
    public string Cmdlet { get; }

    /// <summary>A remark behind the command; null for none.</summary>
    public string? Remark { get; private init; }

    /// <summary>A command without arguments.</summary>
    /// <param name="cmdlet">Verb and noun.</param>
    public static CommandLine ForCmdlet(string cmdlet) =>
        CmdletName().IsMatch(cmdlet) ? new(cmdlet, []) : throw new ArgumentException($"'{cmdlet}' is no cmdlet.", nameof(cmdlet));

    /// <summary>The command with one more argument.</summary>
    public CommandLine With(string parameter, CommandValue value) => Plus(parameter, value);

    /// <summary>The command with a list as argument.</summary>
    public CommandLine With(string parameter, IEnumerable<string> values) => Plus(parameter, CommandValue.List(values));

    /// <summary>The command with one more switch.</summary>
    public CommandLine With(string parameter) => Plus(parameter, null);

    /// <summary>The command with a remark of ours.</summary>
    public CommandLine Noting(string remark) => this with { Remark = VisibleText.Escaped(remark) };

    /// <summary>The command as it is typed.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Cmdlet);
        foreach ((string parameter, CommandValue? value) in _argument)
        {
            text.Append(" -").Append(parameter);
            if (value is not null)
            {
                text.Append(' ').Append(value.ToArgument());
            }
        }

        return (Remark is null ? text : text.Append("   # ").Append(Remark)).ToString();
    }

    private CommandLine Plus(string parameter, CommandValue? value) =>
        ParameterName().IsMatch(parameter)
            ? new(Cmdlet, [.. _argument, (parameter, value)]) { Remark = Remark }
            : throw new ArgumentException($"'{parameter}' is no parameter.", nameof(parameter));

    [GeneratedRegex(@"\A[A-Z][a-zA-Z]*-[A-Z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"\A[A-Z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterName();
}
