namespace PrivateApi.Reachability.Addressing;

/// <summary>
/// The names that EC2 lists for an endpoint: its own ones, which resolve everywhere, and with private DNS those of the service
/// (PrivateLink guide, "Access an AWS service using an interface VPC endpoint"). AWS shows the regional name first and advises
/// against counting on it, so a name is known by its form: a zone makes the first label longer.
/// </summary>
internal static class EndpointNames
{
    /// <summary>The endpoint's own names in lower case, the regional one first.</summary>
    public static string[] Own(IEnumerable<string?> names) =>
        [
            .. names
                .OfType<string>()
                .Where(IsOwn)
                .Select(name => name.ToLowerInvariant())
                .OrderBy(FirstLabel)
                .ThenBy(name => name, StringComparer.Ordinal),
        ];

    /// <summary>The endpoint's regional name; null where there is none.</summary>
    public static string? Regional(IEnumerable<string?> names) => names.OfType<string>().Where(IsOwn).MinBy(FirstLabel);

    /// <summary>True for one of the endpoint's own names, false for one of the service.</summary>
    public static bool IsOwn(string? name) => name?.Contains(".vpce.", StringComparison.OrdinalIgnoreCase) == true;

    private static int FirstLabel(string name) => name.IndexOf('.', StringComparison.Ordinal);
}
