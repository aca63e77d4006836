using Amazon.Runtime;

namespace PrivateApi.Aws.Clients.Acm;

/// <summary>A certificate.</summary>
internal sealed class CertificateDetail
{
    public string DomainName { get; set; } = string.Empty;

    public List<string>? SubjectAlternativeNames { get; set; }
}

/// <summary>Request of DescribeCertificate.</summary>
internal sealed class DescribeCertificateRequest : AmazonWebServiceRequest
{
    public required string CertificateArn { get; set; }
}

/// <summary>Answer of DescribeCertificate.</summary>
internal sealed class DescribeCertificateResponse : AmazonWebServiceResponse
{
    public CertificateDetail Certificate { get; set; } = new();
}
