using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes the ids of APIs as they are, and from objects that have one: our own (RestApiId), AWS Tools' (Id). An object without
/// one, such as a network or an endpoint, is refused: otherwise its text would be taken as an API's id.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RestApiIdArgumentAttribute() : ResourceIdArgumentAttribute("RestApiId", "Id")
{
    /// <summary>True where an object may name its call by a URL instead: it has no id then, and the URL binds by itself.</summary>
    public bool OrUri { get; init; }

    /// <inheritdoc/>
    protected override object? WithoutId(object value) =>
        JsonArgument.Unwrap(value) is IConvertible ? value // An id of digits alone, typed without quotes.
        : OrUri && (PSObject.AsPSObject(value).Properties["Uri"] ?? PSObject.AsPSObject(value).Properties["Url"])?.Value is not null
            ? string.Empty
        : throw new ArgumentTransformationMetadataException(
            $"An API is required, but {ObjectKind.Describe(value)} has no RestApiId. "
                + "Name the API with -RestApiId, or pipe it from Get-PrivateApi."
        );
}
