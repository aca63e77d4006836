using System.Collections;
using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Refuses an empty text, and a list that holds nothing in one of its places. A list without items is accepted, which
/// ValidateNotNullOrEmpty refuses: scripts pass on what they found, and objects of the pipeline have such lists.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateNotEmptyAttribute : ValidateArgumentsAttribute
{
    /// <summary>True where null is the same as a parameter that is not given.</summary>
    public bool AllowsNull { get; init; }

    /// <summary>Validates.</summary>
    /// <param name="arguments">The value, or a list of them.</param>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <exception cref="ValidationMetadataException">It is empty, or an item of it is.</exception>
    protected override void Validate(object? arguments, EngineIntrinsics? engineIntrinsics)
    {
        bool isRefused = JsonArgument.Unwrap(arguments) switch
        {
            null => !AllowsNull,
            IEnumerable list and not (string or IDictionary) => list.Cast<object?>().Any(CellArgumentAttribute.IsEmpty),
            var plain => CellArgumentAttribute.IsEmpty(plain),
        };
        if (isRefused)
        {
            throw new ValidationMetadataException(
                "The argument is null or empty, or one of its items is. Provide a value that is neither null nor empty, or leave the "
                    + "parameter out."
            );
        }
    }
}
