using System.Management.Automation.Language;

namespace PrivateApi.Tests.Paths;

/// <summary>What PowerShell's own parser makes of a command that we print.</summary>
internal static class TypedCommand
{
    /// <summary>Asserts that the line holds known commands with nothing but literals.</summary>
    public static void IsLiteral(string line)
    {
        ScriptBlockAst script = Parser.ParseInput(line, out _, out ParseError[] errors);
        Assert.True(errors.Length == 0, $"{errors.FirstOrDefault()?.Message}: {line}");
        foreach (Ast part in script.FindAll(_ => true, searchNestedScriptBlocks: true))
        {
            Assert.True(IsAllowed(part), $"{part.GetType().Name} {part.Extent.Text} in: {line}");
        }

        Assert.All(
            script.FindAll(part => part is CommandAst, searchNestedScriptBlocks: true).Cast<CommandAst>(),
            command => Assert.Matches("^(Add|Approve|Associate|Disable|Edit|Enable|Export|Get|Grant|Invoke|New|Publish|Register|Remove|Revoke|Set|Start|Test|Unregister|Update)-[A-Z][A-Za-z0-9]+$", command.GetCommandName()));
        Assert.DoesNotContain(script.FindAll(part => part is CommandAst command && command.GetCommandName() == "New-Item", searchNestedScriptBlocks: true), _ => true);
    }

    private static bool IsAllowed(Ast part) => part switch
    {
        ScriptBlockAst or NamedBlockAst or StatementBlockAst or PipelineAst or CommandAst or CommandParameterAst or CommandExpressionAst => true,
        StringConstantExpressionAst or ConstantExpressionAst or ArrayLiteralAst or ArrayExpressionAst or HashtableAst => true,
        VariableExpressionAst variable => variable.VariablePath.UserPath is "true" or "false",
        _ => false,
    };
}
