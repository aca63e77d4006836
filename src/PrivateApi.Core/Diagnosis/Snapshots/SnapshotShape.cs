using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PrivateApi.Diagnosis.Snapshots;

/// <summary>
/// Finds what a snapshot from elsewhere must not contain: null where a fact has none, and numbers that are not values of an enumeration.
/// The JSON reader accepts both everywhere, and the engine, which trusts its facts, would fail on them far from the file.
/// </summary>
internal static class SnapshotShape
{
    private static readonly FrozenDictionary<Type, Member[]> Members = Read();

    /// <summary>The first place that is not as it has to be, in words; null when there is none.</summary>
    public static string? Problem(SnapshotCase content) => Problem(content, "$");

    private static string? Problem(object value, string path)
    {
        if (value is Enum named)
        {
            return Enum.IsDefined(value.GetType(), value)
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"{path} is {named:D}, which is not a known value");
        }

        if (Members.TryGetValue(value.GetType(), out Member[]? members))
        {
            foreach (Member member in members)
            {
                string at = $"{path}.{member.Name}";
                string? problem =
                    member.Property.GetValue(value) is { } held ? Items(held, at, member.HasNullItems)
                    : member.IsRequired ? $"{at} is null"
                    : null;
                if (problem is not null)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    private static string? Items(object held, string path, bool hasNullItems)
    {
        if (held is string || held is not IEnumerable list)
        {
            return Problem(held, path);
        }

        int index = 0;
        foreach (object? item in list)
        {
            string at = item is KeyValuePair<string, string> pair
                ? $"{path}.{pair.Key}"
                : string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");
            bool isNull = item is null or KeyValuePair<string, string> { Value: null };
            string? problem =
                !isNull ? Problem(item!, at)
                : hasNullItems ? null
                : $"{at} is null";
            if (problem is not null)
            {
                return problem;
            }

            index++;
        }

        return null;
    }

    // Cached: which members there are, and which of them may be null, does not change.
    private static FrozenDictionary<Type, Member[]> Read()
    {
        NullabilityInfoContext nullability = new();
        Dictionary<Type, Member[]> found = [];
        Queue<Type> left = new([typeof(SnapshotCase)]);
        while (left.TryDequeue(out Type? type))
        {
            if (found.ContainsKey(type))
            {
                continue;
            }

            PropertyInfo[] written =
            [
                .. type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0),
            ];
            found[type] = [.. written.Select(property => Member.Create(property, nullability.Create(property)))];
            foreach (
                Type part in written.SelectMany(property => property.PropertyType.GetGenericArguments().Prepend(property.PropertyType))
            )
            {
                if (part.Namespace?.StartsWith("PrivateApi", StringComparison.Ordinal) == true && part is { IsClass: true })
                {
                    left.Enqueue(part);
                }
            }
        }

        return found.ToFrozenDictionary();
    }

    private sealed record Member(string Name, PropertyInfo Property, bool IsRequired, bool HasNullItems)
    {
        public static Member Create(PropertyInfo property, NullabilityInfo info) =>
            new(
                property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                property,
                info.ReadState == NullabilityState.NotNull,
                info.GenericTypeArguments is [.., { ReadState: NullabilityState.Nullable }]
            );
    }
}
