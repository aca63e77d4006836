using System.Text.RegularExpressions;
using PrivateApi.Model;

namespace PrivateApi.Reports;

/// <summary>The path of a call as it is drawn: caller, zones, endpoint interfaces, endpoint, API, stage, integration.</summary>
internal sealed partial record CallPath(IReadOnlyList<PathStation> Stations)
{
    private const string Network = "Network";
    private const string Gateway = "API Gateway";

    /// <summary>Where the call fails: the station of the first check that stops it, in the order it meets them; -1 for nowhere.</summary>
    public int Break { get; } =
        CheckOrder
            .Met.Select(name => Stations.ToList().FindIndex(station => station.Failed.Any(check => check.Name == name)))
            .FirstOrDefault(place => place >= 0, -1);

    /// <summary>Lays out the path of a result.</summary>
    public static CallPath FromResult(TestResult result)
    {
        PathStation Station(string title, string part, IReadOnlyList<string> detail, params CheckName[] names)
        {
            TestCheck[] checks = [.. result.Check.Where(check => names.Contains(check.Name))];
            return new PathStation(title, part, detail, checks.Select(StateOf).DefaultIfEmpty().Max(), checks);
        }

        IReadOnlyList<string> zones = Found(result, Zone(), CheckName.ZoneCoverage, CheckName.EndpointIngress);
        IReadOnlyList<string> interfaces = Found(
            result,
            Interface(),
            CheckName.EndpointIngress,
            CheckName.EndpointNetworkAcl,
            CheckName.CallerRoute
        );

        // The resource policy that counts is the one that the stage was deployed with.
        List<PathStation> stations =
        [
            Station(
                "Caller",
                Network,
                [result.Caller],
                CheckName.NameResolves,
                CheckName.PublicApiShadowed,
                CheckName.LoadBalancer,
                CheckName.CallerEgress,
                CheckName.CallerNetworkAcl
            ),
            Station("Zones", Network, zones, CheckName.CallerRoute, CheckName.ZoneCoverage),
            Station("Endpoint interfaces", Network, interfaces, CheckName.EndpointNetworkAcl, CheckName.EndpointIngress),
            Station(
                "Endpoint",
                "PrivateLink",
                result.VpcEndpointId is { } id ? [id] : [],
                CheckName.EndpointExists,
                CheckName.EndpointAvailable,
                CheckName.EndpointAssociated,
                CheckName.EndpointPolicy
            ),
            Station(
                "API",
                Gateway,
                [.. result.Name is { } name ? (string[])[name] : [], result.RestApiId],
                CheckName.ApiIsPrivate,
                CheckName.ApiAvailable,
                CheckName.RequestHost,
                CheckName.DefaultEndpointEnabled,
                CheckName.AccessMode
            ),
            Station(
                "Stage",
                Gateway,
                [result.StageName ?? "(none)", $"{result.Method} {result.Path}"],
                CheckName.StageDeployed,
                CheckName.MethodExists,
                CheckName.WebAcl,
                CheckName.ResourcePolicy,
                CheckName.PolicyDeployed,
                CheckName.MethodAuthorization,
                CheckName.ApiKey
            ),
            Station("Integration", "Backend", [], CheckName.Integration),
        ];
        PathStation domain = Station(
            "Custom domain",
            Gateway,
            Uri.TryCreate(result.Url, UriKind.Absolute, out Uri? url) ? [url.Host] : [],
            CheckName.DomainAssociated,
            CheckName.DomainPolicy
        );
        if (domain.State != StationState.NotJudged)
        {
            stations.Insert(4, domain);
        }

        return new CallPath(stations);
    }

    // What does not stop a call is a warning on the path: for instance a policy that differs from the deployed one.
    private static StationState StateOf(TestCheck check) =>
        check.Status switch
        {
            CheckStatus.Failed => CheckOrder.Met.Contains(check.Name) ? StationState.Failed : StationState.Warning,
            CheckStatus.Skipped => StationState.Unread,
            CheckStatus.Warning => StationState.Warning,
            CheckStatus.Passed => StationState.Passed,
            _ => StationState.NotJudged,
        };

    // The ids that the first of these checks names; a result has no other record of them.
    private static string[] Found(TestResult result, Regex pattern, params CheckName[] names) =>
        names
            .Select(name => result.Check.FirstOrDefault(check => check.Name == name))
            .Select(check =>
                check is null ? [] : pattern.Matches(check.Message).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToArray()
            )
            .FirstOrDefault(found => found.Length > 0, []);

    [GeneratedRegex(@"\b[a-z]{2,}(?:-[a-z]+)+-\d+[a-z]\b", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();

    [GeneratedRegex(@"\beni-[0-9a-f]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Interface();
}
