using System.Globalization;
using System.Xml.Linq;

namespace PrivateApi.Lab.ControlPlane.ElasticLoadBalancing;

/// <summary>What all resources have: tags, attributes, and lists page by page.</summary>
internal static class ResourceOperations
{
    private const int PageSize = 400;

    public static object?[] AddTags(ElasticLoadBalancingState state, QueryForm form)
    {
        foreach (string arn in form.List("ResourceArns"))
        {
            Tag(state.Resource(arn), form, "Tags");
        }

        return [];
    }

    public static object?[] RemoveTags(ElasticLoadBalancingState state, QueryForm form)
    {
        foreach (string arn in form.List("ResourceArns"))
        {
            foreach (string key in form.List("TagKeys"))
            {
                state.Resource(arn).Tags.Remove(key);
            }
        }

        return [];
    }

    public static object?[] DescribeTags(ElasticLoadBalancingState state, QueryForm form) =>
        [
            QueryAnswer.List(
                "TagDescriptions",
                form.List("ResourceArns").Select(state.Resource),
                item => (object?[])[new XElement("ResourceArn", item.Arn), Pairs("Tags", item.Tags)]
            ),
        ];

    public static object?[] Attributes(ElasticLoadBalancingState state, QueryForm form, string parameter) =>
        [Pairs("Attributes", state.Resource(form.Required(parameter)).Attributes)];

    public static object?[] Modify(ElasticLoadBalancingState state, QueryForm form, string parameter)
    {
        LabElbResource resource = state.Resource(form.Required(parameter));
        foreach (string prefix in form.Indexes("Attributes"))
        {
            resource.Attributes[form.Required(prefix + ".Key")] = form[prefix + ".Value"] ?? string.Empty;
        }

        return [Pairs("Attributes", resource.Attributes)];
    }

    public static void Tag(LabElbResource resource, QueryForm form, string name)
    {
        foreach (string prefix in form.Indexes(name))
        {
            resource.Tags[form.Required(prefix + ".Key")] = form[prefix + ".Value"] ?? string.Empty;
        }
    }

    /// <summary>Sets attributes, each <c>key=value</c>.</summary>
    public static void Set(LabElbResource resource, IEnumerable<string> attributes)
    {
        foreach (string attribute in attributes)
        {
            string[] parts = attribute.Split('=', 2);
            resource.Attributes[parts[0]] = parts[1];
        }
    }

    /// <summary>A page of a list, and the marker of the next.</summary>
    public static object?[] Page<T>(QueryForm form, string name, IEnumerable<T> items, Func<T, object?[]> show)
    {
        T[] all = [.. items];
        int start = form.Integer("Marker") ?? 0,
            size = form.Integer("PageSize") ?? PageSize;
        return
        [
            QueryAnswer.List(name, all.Skip(start).Take(size), show),
            start + size < all.Length ? new XElement("NextMarker", (start + size).ToString(CultureInfo.InvariantCulture)) : null,
        ];
    }

    private static XElement Pairs(string name, IEnumerable<KeyValuePair<string, string>> pairs) =>
        QueryAnswer.List(name, pairs, pair => (object?[])[new XElement("Key", pair.Key), new XElement("Value", pair.Value)]);
}
