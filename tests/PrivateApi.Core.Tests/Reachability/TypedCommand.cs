using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PrivateApi.Tests.Text;

namespace PrivateApi.Tests.Reachability;

/// <summary>What PowerShell's own parser makes of a command that we print.</summary>
internal static partial class TypedCommand
{
    /// <summary>Asserts that the line is one known command with nothing but literals, and that its remark runs nothing else.</summary>
    public static void IsLiteral(string line)
    {
        IReadOnlyList<CommandAst> commands = Commands(line, out string remark);
        Assert.Single(commands, command => !IsArgument(command));
        foreach (CommandAst command in commands)
        {
            AreTheirs(command, line);
        }

        if (Name().Match(remark) is { Success: true } named)
        {
            IsLiteral(remark[named.Index..]);
        }
    }

    /// <summary>
    /// Asserts that a text for people names a command, and that what is pasted from its name on begins with that command and
    /// nothing but literals.
    /// </summary>
    public static CommandAst IsLiteralIn(string text)
    {
        Match named = Name().Match(text);
        Assert.True(named.Success, $"no command in: {text}");
        ScriptBlockAst script = Parser.ParseInput(text[named.Index..], out _, out _);
        PipelineAst first = Assert.IsType<PipelineAst>(script.EndBlock.Statements[0]);
        CommandAst command = Assert.IsType<CommandAst>(first.PipelineElements[0]);
        AreLiteral(command, text);
        return command;
    }

    /// <summary>The commands of a line; it holds nothing else.</summary>
    public static IReadOnlyList<CommandAst> Commands(string line, out string remark)
    {
        ScriptBlockAst script = Parser.ParseInput(line, out Token[] tokens, out ParseError[] errors);
        Assert.True(errors.Length == 0, $"{errors.FirstOrDefault()?.Message}: {line}");
        AreLiteral(script, line);
        remark = string.Concat(tokens.Where(token => token.Kind == TokenKind.Comment).Select(token => token.Text));
        return [.. script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>()];
    }

    private static void AreLiteral(Ast whole, string line)
    {
        foreach (Ast part in whole.FindAll(_ => true, searchNestedScriptBlocks: true))
        {
            Assert.True(IsAllowed(part), $"{part.GetType().Name} {part.Extent.Text} in: {line}");
        }
    }

    private static void AreTheirs(CommandAst command, string line)
    {
        string name = command.GetCommandName();
        string[] parameters = [.. command.CommandElements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName)];
        Assert.True(KnownCommands.Has(name), $"{name} is unknown: {line}");
        Assert.All(parameters, parameter => Assert.True(KnownCommands.Has(name, parameter), $"{name} has no -{parameter}: {line}"));
        Assert.All(
            KnownCommands.Mandatory(name),
            parameter => Assert.True(parameters.Contains(parameter), $"{name} asks for -{parameter}: {line}")
        );
    }

    // A command whose result is another's argument.
    private static bool IsArgument(CommandAst command) =>
        command.Parent
            is PipelineAst
            {
                Parent: ParenExpressionAst
                {
                    Parent: MemberExpressionAst { Parent: CommandAst or MemberExpressionAst { Parent: CommandAst } }
                }
            };

    private static bool IsAllowed(Ast part) =>
        part switch
        {
            ScriptBlockAst
            or NamedBlockAst
            or StatementBlockAst
            or PipelineAst
            or CommandAst
            or CommandParameterAst
            or CommandExpressionAst => true,
            StringConstantExpressionAst or ConstantExpressionAst or ArrayLiteralAst or ArrayExpressionAst or HashtableAst => true,
            ParenExpressionAst
            {
                Pipeline: PipelineAst { PipelineElements: [CommandExpressionAst { Expression: StringConstantExpressionAst }] }
            } => true,
            MemberExpressionAst
            {
                Expression: ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [CommandAst] } },
                Member: StringConstantExpressionAst { Value: "Id" or "HostedZone" }
            } => true,
            MemberExpressionAst { Expression: MemberExpressionAst, Member: StringConstantExpressionAst { Value: "Id" } } => true,
            ParenExpressionAst { Parent: MemberExpressionAst } => true,
            VariableExpressionAst variable => variable.VariablePath.UserPath is "true" or "false",
            _ => false,
        };

    [GeneratedRegex(@"\b[A-Z][a-z]+-[A-Z][A-Za-z0-9]+\b")]
    private static partial Regex Name();
}
