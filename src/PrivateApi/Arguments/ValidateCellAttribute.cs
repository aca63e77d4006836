using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PrivateApi.Arguments;

/// <summary>
/// Checks the form of a value that a row may leave out. ValidatePattern refuses nothing, and so it would refuse every row with an
/// empty cell.
/// </summary>
/// <param name="pattern">A regular expression that each text has to match, in any case.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateCellAttribute(string pattern) : ValidateArgumentsAttribute
{
    /// <summary>The regular expression.</summary>
    public string Pattern { get; } = pattern;

    /// <summary>Validates.</summary>
    /// <param name="arguments">The value, or a list of them; null is accepted.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">It has another form.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics) => Require(arguments);

    /// <summary>As <see cref="Validate"/>.</summary>
    internal void Require(object? value)
    {
        object? plain = JsonArgument.Unwrap(value);
        foreach (object? item in plain is IEnumerable list and not string ? list.Cast<object?>() : [plain])
        {
            string text = item?.ToString() ?? string.Empty;
            if (text.Length > 0 && !Regex.IsMatch(text, Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))
            {
                throw new ValidationMetadataException(
                    $"The argument \"{InputPath.Shown(text)}\" does not match the \"{Pattern}\" pattern."
                );
            }
        }
    }
}
