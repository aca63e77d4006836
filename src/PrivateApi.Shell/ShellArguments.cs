namespace PrivateApi.Shell;

/// <summary>The command line: a script with its arguments, a command text, or neither (interactive).</summary>
/// <param name="Script">Path of the script; null for a command or none.</param>
/// <param name="Command">Command text; null for a script or none.</param>
/// <param name="Arguments">The script's arguments, in order.</param>
internal sealed record ShellArguments(string? Script, string? Command, IReadOnlyList<ScriptArgument> Arguments)
{
    /// <summary>False where the session starts without the module, to import it by hand.</summary>
    public bool ImportsModule { get; init; } = true;

    /// <summary>Reads the command line; null where it makes no sense.</summary>
    public static ShellArguments? Parse(string[] args)
    {
        if (args.Length == 0)
        {
            return new ShellArguments(null, null, []);
        }

        return args[0].ToLowerInvariant() switch
        {
            "-noimport" => Parse(args[1..]) is { } rest ? rest with { ImportsModule = false } : null,
            "-noprofile" or "-nologo" or "-noninteractive" => Parse(args[1..]),
            "-command" or "-c" => args.Length > 1 ? new ShellArguments(null, string.Join(' ', args[1..]), []) : null,
            "-file" or "-f" => args.Length > 1 ? new ShellArguments(args[1], null, Collect(args[2..])) : null,
            string first when first.StartsWith('-') => null,
            _ => new ShellArguments(args[0], null, Collect(args[1..])),
        };
    }

    /// <summary>Pairs names with the values that follow them, as pwsh -File does; a name before a name is a switch.</summary>
    private static List<ScriptArgument> Collect(string[] args)
    {
        List<ScriptArgument> collected = [];
        for (int i = 0; i < args.Length; i++)
        {
            if (!IsName(args[i]))
            {
                collected.Add(new ScriptArgument(null, args[i]));
                continue;
            }

            string[] parts = args[i][1..].Split(':', 2);
            if (parts.Length == 2)
            {
                collected.Add(new ScriptArgument(parts[0], Literal(parts[1])));
            }
            else if (i + 1 < args.Length && !IsName(args[i + 1]))
            {
                collected.Add(new ScriptArgument(parts[0], args[++i]));
            }
            else
            {
                collected.Add(new ScriptArgument(parts[0], true));
            }
        }

        return collected;
    }

    private static bool IsName(string text) => text.Length > 1 && text[0] == '-' && char.IsLetter(text[1]);

    private static object Literal(string text) => text.ToLowerInvariant() switch
    {
        "$true" => true,
        "$false" => false,
        _ => text,
    };
}
