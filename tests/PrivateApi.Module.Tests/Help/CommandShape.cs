using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace PrivateApi.Tests.Help;

/// <summary>What PowerShell itself knows of a command, written as a help page has to say it.</summary>
internal static class CommandShape
{
    /// <summary>SYNTAX by parameter set, as Get-Command -Syntax writes it.</summary>
    public static IReadOnlyDictionary<string, string> Syntax(CmdletInfo command) =>
        command.ParameterSets.ToDictionary(
            set => set.IsDefault && set.Name != ParameterAttribute.AllParameterSets ? $"{set.Name} (Default)" : set.Name,
            set => $"{command.Name} {set}"
        );

    public static IEnumerable<ParameterMetadata> Parameters(CmdletInfo command) =>
        command.Parameters.Values.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name));

    /// <summary>A parameter's YAML.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="stated">The default that the page states: taken where the property has none, since the command may work one
    /// out.</param>
    public static string Metadata(CmdletInfo command, ParameterMetadata parameter, string stated)
    {
        List<string> lines =
        [
            $"Type: {parameter.ParameterType}",
            $"DefaultValue: {Default(command, parameter) ?? stated}",
            $"SupportsWildcards: {Text(parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any())}",
            .. List("Aliases", parameter.Aliases),
            "ParameterSets:",
        ];
        foreach ((string name, ParameterSetMetadata set) in Sets(command, parameter))
        {
            lines.Add($"- Name: {(name == ParameterAttribute.AllParameterSets ? "(All)" : name)}");
            lines.Add($"  Position: {(set.Position < 0 ? "Named" : set.Position.ToString(CultureInfo.InvariantCulture))}");
            lines.Add($"  IsRequired: {Text(set.IsMandatory)}");
            lines.Add($"  ValueFromPipeline: {Text(set.ValueFromPipeline)}");
            lines.Add($"  ValueFromPipelineByPropertyName: {Text(set.ValueFromPipelineByPropertyName)}");
            lines.Add($"  ValueFromRemainingArguments: {Text(set.ValueFromRemainingArguments)}");
        }

        return string.Join(
            '\n',
            [
                .. lines,
                $"DontShow: {Text(parameter.Attributes.OfType<ParameterAttribute>().Any(attribute => attribute.DontShow))}",
                .. List("AcceptedValues", Accepted(parameter)),
                "HelpMessage: ''",
            ]
        );
    }

    /// <summary>The values a parameter takes, where they can be counted.</summary>
    public static IReadOnlyList<string> Accepted(ParameterMetadata parameter)
    {
        Type type =
            Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        return parameter.Attributes.OfType<ValidateSetAttribute>().SingleOrDefault() is { } set ? [.. set.ValidValues]
            : type.IsEnum ? Enum.GetNames(type)
            : [];
    }

    private static IEnumerable<KeyValuePair<string, ParameterSetMetadata>> Sets(CmdletInfo command, ParameterMetadata parameter) =>
        parameter.ParameterSets.OrderBy(set => command.ParameterSets.ToList().FindIndex(known => known.Name == set.Key));

    // A value type that nobody has set says nothing: -Via of Test-PrivateApi is Direct then, and no call is made.
    private static string? Default(CmdletInfo command, ParameterMetadata parameter) =>
        Property(command.ImplementingType, parameter.Name)?.GetValue(Activator.CreateInstance(command.ImplementingType)) switch
        {
            SwitchParameter value => value.IsPresent ? "True" : "False",
            null or "" or Array { Length: 0 } => parameter.SwitchParameter ? "False" : null,
            ValueType value when value.Equals(Activator.CreateInstance(value.GetType())) => null,
            Array values => string.Join(", ", values.Cast<object>().Select(Quoted)),
            object value => Quoted(value),
        };

    // Get-PrivateApi takes several Regions and profiles, and hides the parameters for one.
    private static PropertyInfo? Property(Type command, string name) =>
        command.GetProperties().Where(item => item.Name == name).MaxBy(item => item.DeclaringType == command);

    // YAML reads a bare "*" as an alias.
    private static string Quoted(object value) =>
        string.Format(CultureInfo.InvariantCulture, "{0}", value) is var text && text == "*" ? "'*'" : text;

    private static IEnumerable<string> List(string name, IReadOnlyCollection<string> values) =>
        values.Count == 0 ? [$"{name}: []"] : [$"{name}:", .. values.Select(value => $"- {value}")];

    private static string Text(bool value) => value ? "true" : "false";
}
