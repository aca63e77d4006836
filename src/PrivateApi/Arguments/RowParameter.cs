using System.Collections.Concurrent;
using System.Management.Automation;
using System.Reflection;

namespace PrivateApi.Arguments;

/// <summary>A parameter as a row sees it: by what names it takes a member, and with which others it goes.</summary>
/// <param name="Property">The command's property.</param>
internal sealed record RowParameter(PropertyInfo Property)
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<RowParameter>> Known = [];

    private readonly ParameterAttribute[] _sets = [.. Property.GetCustomAttributes<ParameterAttribute>()];

    /// <summary>Its name.</summary>
    public string Name => Property.Name;

    /// <summary>Its name, and its aliases.</summary>
    public IReadOnlyList<string> Names { get; } =
    [Property.Name, .. Property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? (IEnumerable<string>)[]];

    /// <summary>True if the member of a row may give it.</summary>
    public bool IsOfRow => _sets.Any(set => set.ValueFromPipelineByPropertyName) || Property.IsDefined(typeof(FromRowAttribute));

    /// <summary>True if it goes with every other parameter.</summary>
    public bool IsOfAllSets => _sets.Any(set => set.ParameterSetName == ParameterAttribute.AllParameterSets);

    /// <summary>The parameter sets that it belongs to.</summary>
    public IEnumerable<string> Sets => _sets.Select(set => set.ParameterSetName);

    /// <summary>The parameters of a command.</summary>
    public static IReadOnlyList<RowParameter> Of(Type command) =>
        Known.GetOrAdd(
            command,
            type =>
                [.. type.GetProperties().Where(item => item.IsDefined(typeof(ParameterAttribute))).Select(item => new RowParameter(item))]
        );

    /// <summary>True if a set does not work without it.</summary>
    public bool IsMandatoryIn(string set) => _sets.Any(item => item.Mandatory && item.ParameterSetName == set);

    /// <summary>The value for the property, as PowerShell's binding would make it.</summary>
    /// <exception cref="RuntimeException">The value has another form; the message says which is expected.</exception>
    public object? Convert(object? value)
    {
        object? made = Property
            .GetCustomAttributes<ArgumentTransformationAttribute>()
            .Aggregate(value, (from, item) => item.Transform(null!, from));
        Property.GetCustomAttribute<ValidateCellAttribute>()?.Require(made);
        if (Property.PropertyType == typeof(SwitchParameter))
        {
            return new SwitchParameter(IsYes(made));
        }

        object? converted = LanguagePrimitives.ConvertTo(made, Property.PropertyType, System.Globalization.CultureInfo.InvariantCulture);
        return
            Property.GetCustomAttribute<ValidateSetAttribute>() is { } set
            && !set.ValidValues.Contains(converted?.ToString(), StringComparer.OrdinalIgnoreCase)
            ? throw new ValidationMetadataException($"It is one of {string.Join(", ", set.ValidValues)}.")
            : converted;
    }

    // PowerShell takes every text for true, "false" too.
    private static bool IsYes(object? value) =>
        JsonArgument.Unwrap(value)?.ToString()?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" or null => false,
            _ => throw new ValidationMetadataException("It is true or false."),
        };
}
