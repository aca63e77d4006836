using System.Collections;
using System.Management.Automation;

namespace PrivateApi.Arguments;

/// <summary>
/// Takes ids from objects: ours, AWS Tools', or anything with a property with one of the names. A list of ids that binds
/// from the pipeline would otherwise get an object's ToString, because one id is not a list and therefore does not bind by property
/// name first.
/// </summary>
/// <param name="names">Names of properties that hold the id, best first.</param>
[AttributeUsage(AttributeTargets.Property)]
public class ResourceIdArgumentAttribute(params string[] names) : ArgumentTransformationAttribute
{
    // No id has one of them.
    private static readonly char[] Separators = [';', ',', ' ', '\t', '\n', '\r'];

    /// <summary>Names of properties that hold the id, best first.</summary>
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>True for a list: a text may hold several ids, separated by semicolons, commas or spaces, as a cell does.</summary>
    public bool IsList { get; init; }

    /// <summary>True where an empty text is the empty cell of a row, and so no value.</summary>
    public bool IsCell { get; init; }

    /// <summary>Turns objects into their ids.</summary>
    /// <param name="engineIntrinsics">The session; not used.</param>
    /// <param name="inputData">What the user gave.</param>
    /// <returns>Ids.</returns>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        JsonArgument.Unwrap(inputData) switch
        {
            string text when IsCell && CellArgumentAttribute.IsEmpty(text) => null,
            string { Length: > 0 } text
                when IsList && text.Split(Separators, StringSplitOptions.RemoveEmptyEntries) is var ids && !ids.SequenceEqual([text]) =>
                ids,
            IEnumerable list and not (string or IDictionary) => list.Cast<object?>().Select(IdOf).ToArray(),
            _ => IdOf(inputData),
        };

    /// <summary>The value for an object without an id: the object itself, which is bound by its text.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The value that is bound instead.</returns>
    protected virtual object? WithoutId(object value) => value;

    /// <summary>The id in an object; the object itself if it has none, or is one.</summary>
    internal static object? IdOf(object? value, IReadOnlyList<string> names)
    {
        if (JsonArgument.Unwrap(value) is null or string)
        {
            return JsonArgument.Unwrap(value);
        }

        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(value).Properties;

        // The property may be the object itself, as in the answer of a create call.
        return names.Select(name => properties[name]?.Value).FirstOrDefault(found => found is not null) is { } found
            ? IdOf(found, names)
            : value;
    }

    /// <summary>What is bound for an object: its id, or what stands for it.</summary>
    /// <param name="value">The object, or an id.</param>
    /// <returns>The value that is bound instead.</returns>
    protected virtual object? IdOf(object? value) => IdOf(value, Names) is var id && id is null or string ? id : WithoutId(id);
}
