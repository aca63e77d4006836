using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>Finds the operation that a verb and a path name.</summary>
internal sealed class RouteTable(IEnumerable<Route> routes)
{
    private readonly ILookup<string, Route> _routes = routes.ToLookup(route => route.Method, StringComparer.Ordinal);

    public (Route Route, IReadOnlyDictionary<string, string> Labels)? Find(LabRequest request)
    {
        string[] segments = request.RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        foreach (Route route in _routes[request.Method])
        {
            if (route.Match(segments) is { } labels)
            {
                return (route, labels);
            }
        }

        return null;
    }
}
