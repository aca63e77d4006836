using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Reflection;
using PrivateApi.Aws.Session;

namespace PrivateApi.Arguments.Completion;

/// <summary>The command line around the word: the parameters already bound, and the session it would run in.</summary>
internal sealed class CompletionScene
{
    // The name and the aliases of every connection parameter.
    private static readonly string[][] ConnectionParameters =
    [
        .. typeof(ConnectionArguments)
            .GetProperties()
            .Where(property => property.IsDefined(typeof(ParameterAttribute), inherit: false))
            .Select(property => (string[])[property.Name, .. property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []]),
    ];

    private readonly CommandAst _command;
    private readonly Dictionary<string, object?> _bound = new(StringComparer.OrdinalIgnoreCase);

    public CompletionScene(CommandAst command, IDictionary bound)
    {
        _command = command;
        State = (SessionState)((PSObject)ScriptBlock.Create("$ExecutionContext.SessionState").InvokeReturnAsIs()).BaseObject;
        foreach (
            VariableExpressionAst splat in command.CommandElements.OfType<VariableExpressionAst>().Where(variable => variable.Splatted)
        )
        {
            Add(Variable(splat.VariablePath) as IDictionary);
        }

        Add(bound);
    }

    /// <summary>The session's state; read it only on the pipeline's thread.</summary>
    public SessionState State { get; }

    /// <summary>Where the command would connect to; null if that can be known only by running something.</summary>
    public AwsConnection? Connection => ConnectionParameters.All(IsKnown) ? ConnectionReader.Read(_bound, State) : null;

    /// <summary>
    /// Values of a parameter, or of the property with that name of the objects in the variable that is piped in; ids if objects are
    /// given.
    /// </summary>
    public IReadOnlyList<string> Values(params string[] names) =>
        Strings(_bound.GetValueOrDefault(names[0]), names) is { Count: > 0 } bound ? bound : Strings(Piped(), names);

    private static List<string> Strings(object? value, string[] names)
    {
        object? plain = JsonArgument.Unwrap(value);
        IEnumerable<object?> items = plain is IEnumerable list and not (string or IDictionary) ? list.Cast<object?>() : [plain];
        return [.. items.Select(item => ResourceIdArgumentAttribute.IdOf(item, names)).OfType<string>().Where(id => id.Length > 0)];
    }

    // For $api | Publish-PrivateApi: nothing is run to find what comes down the pipeline, but a variable already has its value.
    private object? Piped() =>
        _command.Parent
            is PipelineAst { PipelineElements: [CommandExpressionAst { Expression: VariableExpressionAst variable }, var second, ..] }
        && second == _command
            ? Variable(variable.VariablePath)
            : null;

    private bool IsKnown(string[] names) =>
        _bound.ContainsKey(names[0])
        || !_command
            .CommandElements.OfType<CommandParameterAst>()
            .Any(written =>
                written.ParameterName.Length > 0
                && names.Any(name => name.StartsWith(written.ParameterName, StringComparison.OrdinalIgnoreCase))
            );

    private object? Variable(VariablePath path) => JsonArgument.Unwrap(State.PSVariable.GetValue(path.UserPath));

    private void Add(IDictionary? values)
    {
        foreach (DictionaryEntry entry in values ?? new Hashtable())
        {
            _bound[entry.Key.ToString()!] = entry.Value;
        }
    }
}
