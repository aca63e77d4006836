using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane;

/// <summary>
/// The parameters of a call in AWS's query protocol: <c>Action</c>, scalars by name, lists as <c>Name.1</c> (EC2,
/// flattened) or <c>Name.member.1</c> (IAM, STS), structures with dots.
/// </summary>
internal sealed class QueryForm
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public QueryForm(LabRequest request)
    {
        foreach (KeyValuePair<string, string> pair in request.Query.Concat(FormData.Parse(request.BodyText)))
        {
            _values[pair.Key] = pair.Value;
        }
    }

    public string Action => this["Action"] ?? string.Empty;

    /// <summary>Every parameter as sent.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values => _values;

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>A required parameter.</summary>
    public string Required(string name) =>
        this[name] ?? throw new AwsFault(400, "MissingParameter", $"The request must contain the parameter {name}");

    public bool? Boolean(string name) => this[name] is { } text ? string.Equals(text, "true", StringComparison.OrdinalIgnoreCase) : null;

    public int? Integer(string name) =>
        this[name] switch
        {
            null => null,
            string text
                when int.TryParse(
                    text,
                    System.Globalization.NumberStyles.AllowLeadingSign,
                    System.Globalization.CultureInfo.InvariantCulture,
                    out int number
                ) => number,
            string text => throw new AwsFault(400, "InvalidParameterValue", $"Invalid value '{text}' for {name}. It must be an integer"),
        };

    /// <summary>A list of scalars, in order of its numbers; empty when absent.</summary>
    public IReadOnlyList<string> List(string name) => Indexes(name).Select(prefix => this[prefix]).OfType<string>().ToList();

    /// <summary>Prefixes of a list's members (<c>Filter.1</c>, <c>Filter.2</c> …), in order; with or without <c>.member</c>.</summary>
    public IReadOnlyList<string> Indexes(string name) =>
        _values
            .Keys.Select(key => Index(key, name))
            .OfType<(int Number, string Prefix)>()
            .Distinct()
            .OrderBy(item => item.Number)
            .Select(item => item.Prefix)
            .ToList();

    /// <summary>True when any parameter starts with this name and a dot.</summary>
    public bool Has(string name) => _values.Keys.Any(key => key == name || key.StartsWith(name + ".", StringComparison.Ordinal));

    private static (int Number, string Prefix)? Index(string key, string name)
    {
        foreach (string start in new[] { name + ".member.", name + "." })
        {
            if (key.StartsWith(start, StringComparison.Ordinal))
            {
                string digits = key[start.Length..].Split('.')[0];
                if (int.TryParse(digits, out int number))
                {
                    return (number, start + digits);
                }
            }
        }

        return null;
    }
}
