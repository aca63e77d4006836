using PrivateApi.Aws.Clients.Acm;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;
using PrivateApi.Provisioning.DomainPlans;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>The certificates of a listener and of the account, and the names that they are for.</summary>
internal sealed class CertificateReads(SnapshotReads reads)
{
    // All that ACM issues or takes and a load balancer can show (Application Load Balancer guide, "SSL certificates").
    private static readonly List<string> KeyTypes = ["RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"];

    /// <summary>
    /// True where the listener on 443 is read and has no certificate for a name. One that passes TLS on shows none of its own, and API
    /// Gateway has those for its own names.
    /// </summary>
    public static bool AreMissing(ListenerFact[]? listeners, string called)
    {
        string host = called.TrimEnd('.').ToLowerInvariant();
        return !ApiHost.Parse(host).IsApiGateways
            && listeners is not null
            && Array.Find(listeners, item => item.Port == LoadBalancerWay.Https) switch
            {
                null or { Protocol: "HTTP" } => true,
                { Protocol: "HTTPS" or "TLS", Certificates: { } all } => !all.Any(item =>
                    item.Names is null || CertificateNames.Covers(item, host)
                ),
                _ => false,
            };
    }

    /// <summary>Those of a listener, the default one first; null when they were not read.</summary>
    public async Task<CertificateFact[]?> OfAsync(Listener listener, CancellationToken stop)
    {
        string[]? arns = await reads.OneAsync(
            "ListenerCertificate",
            "elasticloadbalancing:DescribeListenerCertificates",
            async () =>
                (string[]?)
                    [
                        .. await Pages.ListAsync(
                            new DescribeListenerCertificatesRequest { ListenerArn = listener.ListenerArn },
                            reads.Session.ElasticLoadBalancing.DescribeListenerCertificatesAsync,
                            page => page.CertificateArns,
                            stop
                        ),
                    ]
        );
        return arns is null ? null : await Task.WhenAll(arns.Select(arn => CertificateAsync(arn, stop)));
    }

    /// <summary>Those of the account and Region that are issued and not expired; of more than a hundred names, the first hundred.</summary>
    public Task<IReadOnlyList<CertificateFact>> OfAccountAsync(CancellationToken stop) =>
        reads.ListAsync(
            "AccountCertificate",
            "acm:ListCertificates",
            async () =>
                (await Certificates.ListAsync(reads.Session, KeyTypes, stop)).ConvertAll(item => new CertificateFact
                {
                    Arn = item.CertificateArn,
                    Names = Certificates.Names(item.DomainName, item.SubjectAlternativeNameSummaries),
                })
        );

    // A certificate of IAM has no names that can be read.
    private async Task<CertificateFact> CertificateAsync(string arn, CancellationToken stop) =>
        new()
        {
            Arn = arn,
            Names =
                arn.Split(':') is [_, _, "acm", ..]
                && await reads.OneAsync(
                    "Certificate",
                    "acm:DescribeCertificate",
                    async () =>
                        (
                            await reads.Session.Acm.DescribeCertificateAsync(new DescribeCertificateRequest { CertificateArn = arn }, stop)
                        ).Certificate
                )
                    is { } detail
                    ? Certificates.Names(detail.DomainName, detail.SubjectAlternativeNames)
                    : null,
        };
}
