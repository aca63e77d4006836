using PrivateApi.Aws.Clients.Acm;
using PrivateApi.Aws.Clients.ElasticLoadBalancing;
using PrivateApi.Aws.Protocols;
using PrivateApi.Facts;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>The certificates of a listener and the names that they are for.</summary>
internal sealed class CertificateReads(SnapshotReads reads)
{
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
                    ?
                    [
                        .. (detail.SubjectAlternativeNames ?? [])
                            .Prepend(detail.DomainName)
                            .Select(name => name.ToLowerInvariant())
                            .Distinct(StringComparer.Ordinal),
                    ]
                    : null,
        };
}
