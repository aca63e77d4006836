using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.Acm;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Reachability.LoadBalancers;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>The account's certificates in Certificate Manager, and the one that fits a private custom domain name.</summary>
internal static class Certificates
{
    // API Gateway guide, "Custom domain names for private APIs": RSA with 2,048 bits, and ECDSA with 256 and 384.
    private static readonly List<string> KeyTypes = ["RSA_2048", "EC_prime256v1", "EC_secp384r1"];

    /// <summary>
    /// Those of the account and Region that are issued and not expired. Without key types the list would have RSA keys of up to 2,048 bits
    /// alone (ACM API reference, "Filters").
    /// </summary>
    public static Task<List<CertificateSummary>> ListAsync(AwsSession session, List<string> keyTypes, CancellationToken stop) =>
        Pages.ListAsync(
            new ListCertificatesRequest
            {
                CertificateStatuses = ["ISSUED"],
                Includes = new Filters { KeyTypes = keyTypes },
            },
            session.Acm.ListCertificatesAsync,
            page => page.CertificateSummaryList,
            stop
        );

    /// <summary>The names that a certificate is for, in lower case.</summary>
    public static string[] Names(string name, List<string>? others) =>
        [.. (others ?? []).Prepend(name).Select(item => item.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>The certificate for a name: one of exactly that name before one with a wildcard.</summary>
    /// <exception cref="PrivateApiException"><c>CertificateNotFound</c>.</exception>
    public static async Task<string> FindAsync(AwsSession session, string domainName, CancellationToken stop)
    {
        List<CertificateSummary> all = await ListAsync(session, KeyTypes, stop);
        return all.Select(item => (item.CertificateArn, Names: Names(item.DomainName, item.SubjectAlternativeNameSummaries)))
                .Where(item => item.Names.Any(name => CertificateNames.Covers(name, domainName)))
                .OrderByDescending(item => item.Names.Contains(domainName))
                .ThenBy(item => item.CertificateArn, StringComparer.Ordinal)
                .Select(item => item.CertificateArn)
                .FirstOrDefault()
            ?? throw new PrivateApiException(
                "CertificateNotFound",
                FaultKind.NotFound,
                $"Certificate Manager in {session.Region} has no issued certificate for {domainName} with a key that API Gateway takes "
                    + $"({string.Join(", ", KeyTypes)}). Request one with New-ACMCertificate or import one with Import-ACMCertificate of "
                    + "AWS Tools, and run the same command again, or name another one with -CertificateArn.",
                domainName
            );
    }

    /// <summary>Refuses a certificate that is not there or not for the name; one that cannot be read is left to AWS.</summary>
    /// <exception cref="PrivateApiException"><c>CertificateNotFound</c>, <c>CertificateMismatch</c>.</exception>
    public static async Task RequireAsync(AwsSession session, string arn, string domainName, CancellationToken stop)
    {
        try
        {
            CertificateDetail certificate = (
                await session.Acm.DescribeCertificateAsync(new DescribeCertificateRequest { CertificateArn = arn }, stop)
            ).Certificate;
            string[] names = Names(certificate.DomainName, certificate.SubjectAlternativeNames);
            if (!names.Any(name => CertificateNames.Covers(name, domainName)))
            {
                throw new PrivateApiException(
                    "CertificateMismatch",
                    FaultKind.InvalidArgument,
                    $"The certificate {arn} is for {string.Join(", ", names)}, not for {domainName}. Name one that is, or leave out "
                        + "-CertificateArn to use the fitting one of the account.",
                    arn
                );
            }
        }
        catch (AmazonServiceException e) when (e.ErrorCode == "ResourceNotFoundException")
        {
            throw new PrivateApiException(
                "CertificateNotFound",
                FaultKind.NotFound,
                $"There is no certificate {arn} in {session.Region}. A private custom domain name needs one of its own account and Region.",
                arn,
                e
            );
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            // API Gateway looks itself.
        }
    }
}
