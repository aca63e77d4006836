using System.Globalization;
using System.Text;
using System.Xml.Linq;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>What describe calls have in common: ids that must exist, filters, pages.</summary>
internal static class Ec2Listing
{
    /// <summary>Resources by id (all must exist) and filter, one page of them.</summary>
    /// <param name="call">The call.</param>
    /// <param name="idParameter">Parameter with ids, for instance <c>VpcId</c>.</param>
    /// <param name="kind">Their kind.</param>
    /// <param name="all">All of them.</param>
    /// <param name="filters">The filters that it supports.</param>
    /// <param name="set">Name of the list in the answer.</param>
    /// <param name="render">Members of one.</param>
    /// <param name="least">Smallest page that may be requested: five for most resources.</param>
    public static IEnumerable<XElement?> Describe<T>(
        Ec2Call call,
        string idParameter,
        Ec2Kind kind,
        IReadOnlyDictionary<string, T> all,
        Ec2Filters<T> filters,
        string set,
        Func<T, IEnumerable<XElement?>> render,
        int least = 5
    )
        where T : class
    {
        IReadOnlyList<string> ids = call.Form.List(idParameter);
        if (ids.Count > 0 && call["MaxResults"] is not null)
        {
            throw new AwsFault(
                400,
                "InvalidParameterCombination",
                $"The parameter {char.ToLowerInvariant(idParameter[0])}{idParameter[1..]}Set cannot be used with the parameter maxResults"
            );
        }

        IEnumerable<T> items =
            ids.Count > 0
                ? ids.Distinct().Select(id => kind.Find(all, id)).ToList()
                : all.Values.Where(item => item is not LabResource resource || call.State.Shows(resource.Id));
        return Page(call, filters.Apply(call, items), set, render, least);
    }

    /// <summary>One page of a list, with the token of the next.</summary>
    /// <exception cref="AwsFault">MaxResults is out of range, or the token is not ours.</exception>
    public static IEnumerable<XElement?> Page<T>(
        Ec2Call call,
        IEnumerable<T> items,
        string set,
        Func<T, IEnumerable<XElement?>> render,
        int least = 1
    )
    {
        List<T> list = items.ToList();
        int start = Start(call["NextToken"]);
        int size = Math.Min(call.Form.Integer("MaxResults") ?? 1000, 1000);
        if (size < least)
        {
            throw new AwsFault(
                400,
                "InvalidParameterValue",
                $"Value ( {size} ) for parameter maxResults is invalid. Expecting a value greater than or equal to {least}."
            );
        }

        return
        [
            Ec2Xml.Set(set, list.Skip(start).Take(size).Select(render)),
            start + size < list.Count ? new XElement("nextToken", Token(start + size)) : null,
        ];
    }

    private static string Token(int start) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"lab:{start}")));

    private static int Start(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return 0;
        }

        byte[] bytes = new byte[token.Length];
        string text = Convert.TryFromBase64String(token, bytes, out int written)
            ? Encoding.ASCII.GetString(bytes, 0, written)
            : string.Empty;
        return
            text.StartsWith("lab:", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out int start)
            ? start
            : throw new AwsFault(400, "InvalidNextToken", "The token '" + token + "' is invalid");
    }
}
