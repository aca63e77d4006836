using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>An operation's verb and path (<c>/restapis/{restapi_id}</c>; a last <c>{name+}</c> takes the rest), and its handler.</summary>
internal sealed record Route(string Method, string Path, Func<ApiCall, LabResponse> Handle)
{
    public IReadOnlyList<string> Segments { get; } = Path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The labels of a matching path, or null.</summary>
    public IReadOnlyDictionary<string, string>? Match(string[] segments)
    {
        bool greedy = Segments[^1].EndsWith("+}", StringComparison.Ordinal);
        if (greedy ? segments.Length < Segments.Count : segments.Length != Segments.Count)
        {
            return null;
        }

        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        for (int i = 0; i < Segments.Count; i++)
        {
            if (!Segments[i].StartsWith('{'))
            {
                if (Segments[i] != segments[i])
                {
                    return null;
                }
            }
            else
            {
                string value = greedy && i == Segments.Count - 1 ? string.Join('/', segments[i..]) : segments[i];
                labels[Segments[i].Trim('{', '}', '+')] = value;
            }
        }

        return labels;
    }
}
