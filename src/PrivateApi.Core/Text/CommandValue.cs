using System.Globalization;

namespace PrivateApi.Text;

/// <summary>A value in a command line: text, number, boolean, list, table, or a placeholder that the reader has to fill in.</summary>
internal abstract record CommandValue
{
    public static implicit operator CommandValue(string text) => new Text(text);

    public static implicit operator CommandValue(int number) => new Number(number);

    public static implicit operator CommandValue(bool truth) => new Truth(truth);

    /// <summary>A placeholder, described in a few words; quoted like any text, so that the line can be parsed as it is.</summary>
    public static CommandValue Placeholder(string what) => new Text($"<{what}>");

    /// <summary>Several values, in this order.</summary>
    public static CommandValue List(params IEnumerable<CommandValue> items) => new Items([.. items]);

    /// <inheritdoc cref="List(IEnumerable{CommandValue})"/>
    public static CommandValue List(IEnumerable<string> items) => new Items([.. items.Select(item => (CommandValue)item)]);

    /// <summary>A property of what another command returns.</summary>
    public static CommandValue ResultOf(CommandLine command, string property) => new Result(command, property);

    /// <summary>A hashtable.</summary>
    public static CommandValue Table(params IEnumerable<(string Key, CommandValue Value)> entries) => new Entries([.. entries]);

    /// <summary>As a command's argument.</summary>
    public abstract string ToArgument();

    /// <summary>As a part of another value.</summary>
    public virtual string ToExpression() => ToArgument();

    private sealed record Text(string Value) : CommandValue
    {
        public override string ToArgument() => PowerShellLiteral.Argument(Value);

        public override string ToExpression() => PowerShellLiteral.Quoted(Value);
    }

    private sealed record Number(int Value) : CommandValue
    {
        public override string ToArgument() => Value.ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Truth(bool Value) : CommandValue
    {
        public override string ToArgument() => Value ? "$true" : "$false";
    }

    private sealed record Result(CommandLine Command, string Property) : CommandValue
    {
        public override string ToArgument() => $"({Command}).{Property}";
    }

    private sealed record Items(CommandValue[] Values) : CommandValue
    {
        public override string ToArgument() => Values.Length == 0 ? "@()" : string.Join(", ", Values.Select(value => value.ToArgument()));

        public override string ToExpression() => $"@({string.Join(", ", Values.Select(value => value.ToExpression()))})";
    }

    private sealed record Entries((string Key, CommandValue Value)[] Values) : CommandValue
    {
        public override string ToArgument() =>
            Values.Length == 0
                ? "@{}"
                : $"@{{ {string.Join("; ", Values.Select(entry => $"{Name(entry.Key)} = {entry.Value.ToExpression()}"))} }}";

        // A bare key begins with a letter; anything else is an expression.
        private static string Name(string key) =>
            key.Length > 0 && char.IsAsciiLetter(key[0]) && key.All(char.IsAsciiLetterOrDigit) ? key : PowerShellLiteral.Quoted(key);
    }
}
