namespace PrivateApi.Arguments.Completion;

/// <summary>Completes true and false as PowerShell writes them.</summary>
public sealed class BooleanCompleter() : WordCompleter(("$true", "on"), ("$false", "off"));
