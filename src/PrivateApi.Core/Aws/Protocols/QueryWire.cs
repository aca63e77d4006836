using System.Globalization;
using Amazon.Runtime.Internal;

namespace PrivateApi.Aws.Protocols;

/// <summary>The form of a query-protocol request that is being built. Null values are left out.</summary>
internal sealed class QueryWire(ParameterCollection form, string prefix = "")
{
    public QueryWire Add(string name, string? value)
    {
        if (value is not null)
        {
            form.Add(prefix + name, value);
        }

        return this;
    }

    public QueryWire Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Texts as <c>Name.member.1</c>.</summary>
    public QueryWire List(string name, List<string>? items)
    {
        int number = 0;
        foreach (string item in items ?? [])
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"{name}.member.{++number}"), item);
        }

        return this;
    }

    /// <summary>Members as <c>Name.member.1.Key</c>.</summary>
    public QueryWire List<T>(string name, List<T>? items, Action<QueryWire, T> write)
    {
        int number = 0;
        foreach (T item in items ?? [])
        {
            write(new QueryWire(form, string.Create(CultureInfo.InvariantCulture, $"{prefix}{name}.member.{++number}.")), item);
        }

        return this;
    }
}
