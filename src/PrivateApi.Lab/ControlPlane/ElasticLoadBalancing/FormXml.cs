using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>Structures of a query request as the XML in which they come back.</summary>
internal static class FormXml
{
    /// <summary>The members of a list of structures, in order.</summary>
    public static List<XElement> Members(QueryForm form, string name) =>
        [.. form.Indexes(name).Select(prefix => Read(form, prefix, "member"))];

    private static XElement Read(QueryForm form, string prefix, string name)
    {
        if (form[prefix] is { } value)
        {
            return new XElement(name, value);
        }

        XElement element = new(name);
        foreach (
            string part in form
                .Values.Where(pair => pair.Key.StartsWith(prefix + ".", StringComparison.Ordinal))
                .Select(pair => pair.Key[(prefix.Length + 1)..].Split('.')[0])
                .Distinct(StringComparer.Ordinal)
        )
        {
            string inner = $"{prefix}.{part}";
            IReadOnlyList<string> items = form.Indexes(inner);
            element.Add(items.Count > 0 ? new XElement(part, items.Select(item => Read(form, item, "member"))) : Read(form, inner, part));
        }

        return element;
    }
}
