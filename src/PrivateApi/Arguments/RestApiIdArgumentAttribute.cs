using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes the ids of APIs as they are, and from objects that have one: our own (RestApiId), AWS Tools' (Id). An object without
/// one, such as a network or an endpoint, is refused: otherwise its text would be taken as an API's id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestApiIdArgumentAttribute() : ResourceIdArgumentAttribute("RestApiId", "Id")
{
    /// <inheritdoc/>
    protected override object? WithoutId(object value) =>
        JsonArgument.Unwrap(value) is IConvertible
            ? value // An id of digits alone, typed without quotes.
            : throw new ArgumentTransformationMetadataException(
                $"An API is required, but {ObjectKind.Describe(value)} has no RestApiId. "
                    + "Name the API with -RestApiId, or pipe it from Get-PrivateApi."
            );
}
