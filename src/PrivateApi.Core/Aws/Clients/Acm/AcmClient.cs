using Amazon.Runtime;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Acm;

/// <summary>Certificate Manager: the operations that this module uses, named as in the AWS model.</summary>
internal sealed class AcmClient(AWSCredentials credentials, ServiceConfig config) : JsonClient(credentials, config)
{
    public static ServiceDefinition Service { get; } = new("ACM", "acm", "acm", "2015-12-08", TargetPrefix: "CertificateManager");

    public Task<DescribeCertificateResponse> DescribeCertificateAsync(
        DescribeCertificateRequest request,
        CancellationToken stop = default
    ) => CallAsync(request, AcmBodies.Default.DescribeCertificateRequest, AcmAnswers.Default.DescribeCertificateResponse, stop);

    public Task<ListCertificatesResponse> ListCertificatesAsync(ListCertificatesRequest request, CancellationToken stop = default) =>
        CallAsync(request, AcmBodies.Default.ListCertificatesRequest, AcmAnswers.Default.ListCertificatesResponse, stop);
}
