using PrivateApi.Facts;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Reachability.LoadBalancers;

/// <summary>
/// Whether a certificate is for a name. Its wildcard stands for exactly one label (RFC 6125, section 6.4.3; ACM guide, "Public
/// certificate characteristics").
/// </summary>
internal static class CertificateNames
{
    public static bool Covers(string pattern, string host) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
            ? host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && host[dot..] == pattern[1..]
            : pattern == host;

    public static bool Covers(CertificateFact certificate, string host) => certificate.Names?.Any(name => Covers(name, host)) == true;

    /// <summary>
    /// Whether API Gateway itself has a certificate for a name: its own names, and custom domains (API Gateway guide, "Custom domain names
    /// for private APIs"), which a listener sees that passes TLS on.
    /// </summary>
    public static bool IsGateways(AccountSnapshot snapshot, string host) =>
        ApiHost.Parse(host).IsApiGateways || snapshot.Domains.Any(domain => domain.Name.Equals(host, StringComparison.OrdinalIgnoreCase));
}
