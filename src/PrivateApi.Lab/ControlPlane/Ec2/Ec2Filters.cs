using System.Text.RegularExpressions;
using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>
/// The filters of a describe call: which names it supports and what each compares. <c>tag:KEY</c>, <c>tag-key</c> and
/// <c>tag-value</c> are common to all. Values of a filter are alternatives, filters are combined; <c>*</c> and <c>?</c> are wildcards.
/// </summary>
internal sealed class Ec2Filters<T> : Dictionary<string, Func<T, IEnumerable<string?>>>
    where T : class
{
    /// <summary>Applies the call's filters.</summary>
    /// <exception cref="AwsFault">A filter's name is unknown.</exception>
    public IEnumerable<T> Apply(Ec2Call call, IEnumerable<T> items)
    {
        foreach (string prefix in call.Form.Indexes("Filter"))
        {
            string name = call.Required(prefix + ".Name");
            Func<T, IEnumerable<string?>> look = Look(name);
            List<Regex> values = call.Form.List(prefix + ".Value").Select(Pattern).ToList();
            items = items.Where(item => look(item).Any(value => value is not null && values.Exists(pattern => pattern.IsMatch(value))));
        }

        return items;
    }

    private static Regex Pattern(string value)
    {
        // A backslash removes the meaning of a wildcard.
        string escaped = Regex.Replace(
            value,
            @"\\.|[*?]|[^\\*?]+|\\",
            match =>
                match.Value switch
                {
                    "*" => ".*",
                    "?" => ".",
                    ['\\', char literal] => Regex.Escape(literal.ToString()),
                    string text => Regex.Escape(text),
                }
        );
        return new Regex("^(?:" + escaped + ")$", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    private Func<T, IEnumerable<string?>> Look(string name)
    {
        if (TryGetValue(name, out Func<T, IEnumerable<string?>>? look))
        {
            return look;
        }

        if (typeof(T).IsAssignableTo(typeof(LabResource)))
        {
            if (name.StartsWith("tag:", StringComparison.Ordinal))
            {
                string key = name["tag:".Length..];
                return item => ((LabResource)(object)item).Tags.Where(tag => tag.Key == key).Select(tag => tag.Value);
            }

            if (name is "tag-key" or "tag-value")
            {
                return item => ((LabResource)(object)item).Tags.Select(tag => name == "tag-key" ? tag.Key : tag.Value);
            }
        }

        throw new AwsFault(400, "InvalidParameterValue", $"The filter '{name}' is invalid");
    }
}
