using System.Collections;
using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;
using PrivateApi.Model;

namespace PrivateApi.Arguments;

/// <summary>
/// Rebuilds a record of the module from what PowerShell's serialization leaves of it: a bag of properties whose type names begin with
/// <c>Deserialized.</c>. PowerShell itself cannot, since it finds only types of the default load context.
/// </summary>
internal static class DeserializedRecord
{
    private const string Prefix = "Deserialized.";

    /// <summary>The record that an object was; null for anything else.</summary>
    public static Type? TypeOf(object? value) =>
        value is PSObject { BaseObject: PSCustomObject } bag
            ? bag
                .TypeNames.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
                .Select(name => typeof(IAwsResource).Assembly.GetType(name[Prefix.Length..]))
                .FirstOrDefault(type => type is not null && IsRecord(type))
            : null;

    /// <summary>The record.</summary>
    /// <param name="bag">The deserialized object.</param>
    /// <param name="type">The record's type.</param>
    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static object Rebuild(PSObject bag, Type type) => Rebuild(bag, type, type.Name);

    /// <summary>What an object was before it was stored; any other object itself.</summary>
    /// <param name="value">The object, as a view has it.</param>
    /// <exception cref="FormatException">Something is missing or not understood.</exception>
    public static object Whole(object value) =>
        TypeOf(value) is { } type ? Rebuild((PSObject)value, type) : JsonArgument.Unwrap(value) ?? value;

    private static object Rebuild(PSObject bag, Type type, string place)
    {
        ConstructorInfo made = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!;
        string[] positional = [.. made.GetParameters().Select(parameter => parameter.Name!)];
        object record = made.Invoke([.. positional.Select(name => Value(type.GetProperty(name)!))]);
        foreach (PropertyInfo property in type.GetProperties().Where(item => item.CanWrite && !positional.Contains(item.Name)))
        {
            if (bag.Properties[property.Name] is not null || property.IsDefined(typeof(RequiredMemberAttribute)))
            {
                property.SetValue(record, Value(property));
            }
        }

        return record;

        object? Value(PropertyInfo property)
        {
            string here = $"{place}.{property.Name}";
            if (bag.Properties[property.Name] is not { } found)
            {
                throw Malformed(here, "is missing");
            }

            object? value = Read(found.Value, property.PropertyType, here);
            return value is null && !MayBeNull(property) ? throw Malformed(here, "is empty") : value;
        }
    }

    private static object? Read(object? value, Type type, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain is null ? null
            : type == typeof(object) ? value
            : type.IsInstanceOfType(plain) ? plain
            : type.IsEnum ? Named(value!, type, place)
            : type == typeof(DateTimeOffset) ? Time(value!, place)
            : IsGeneric(type, typeof(IReadOnlyList<>)) && plain is IEnumerable list and not (string or IDictionary)
                ? Items(list, type.GetGenericArguments()[0], place)
            : IsGeneric(type, typeof(IReadOnlyDictionary<,>)) && plain is IDictionary map ? Map(map, type.GetGenericArguments()[1], place)
            : TypeOf(value) == type ? Rebuild((PSObject)value!, type, place)
            : throw Malformed(place, $"is '{value}', not {Kind(type)}");
    }

    // By name, since numbers may differ between versions.
    private static object Named(object value, Type type, string place) =>
        value.ToString() is { } name && Enum.GetNames(type).Contains(name)
            ? Enum.Parse(type, name)
            : throw Malformed(place, $"is '{value}', not {Kind(type)}");

    // CLIXML has no form for it, so that it comes as its properties.
    private static DateTimeOffset Time(object value, string place)
    {
        PSMemberInfoCollection<PSPropertyInfo> properties = PSObject.AsPSObject(value).Properties;
        return properties["DateTime"]?.Value is DateTime time && properties["Offset"]?.Value is TimeSpan offset
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset)
            : throw Malformed(place, $"is '{value}', not a time with its offset");
    }

    private static Array Items(IEnumerable list, Type type, string place)
    {
        object?[] items = [.. list.Cast<object?>().Select((item, i) => Item(item, type, $"{place}[{i}]"))];
        Array array = Array.CreateInstance(type, items.Length);
        items.CopyTo(array, 0);
        return array;
    }

    // Names of headers are the same in any case; so are all others here, unless two differ by nothing else.
    private static IDictionary Map(IDictionary map, Type type, string place)
    {
        string[] keys = [.. map.Keys.Cast<object>().Select(key => key.ToString()!)];
        StringComparer comparer =
            keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == keys.Length
                ? StringComparer.OrdinalIgnoreCase
                : StringComparer.Ordinal;
        IDictionary read = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), type), comparer)!;
        foreach (object key in map.Keys.Cast<object>().OrderBy(key => key.ToString(), StringComparer.Ordinal))
        {
            read.Add(key.ToString()!, Item(map[key], type, $"{place}['{key}']"));
        }

        return read;
    }

    private static object Item(object? item, Type type, string place) => Read(item, type, place) ?? throw Malformed(place, "is empty");

    private static bool MayBeNull(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static bool IsRecord(Type type) => type is { IsPublic: true, IsSealed: true } && type.GetMethod("<Clone>$") is not null;

    private static bool IsGeneric(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;

    private static string Kind(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type.IsGenericType ? "a list"
        : type.Name;

    private static FormatException Malformed(string place, string fault) =>
        new(
            $"{place} {fault}, so that the object is not whole. Store it again with Export-Clixml, while this module is loaded, or pipe it "
                + "from the command that returned it."
        );
}
