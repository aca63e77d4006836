using System.Text.Json.Serialization;
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

/// <summary>A certificate in a list.</summary>
internal sealed class CertificateSummary
{
    public string CertificateArn { get; set; } = string.Empty;

    public string DomainName { get; set; } = string.Empty;

    /// <summary>The first hundred names; null where AWS leaves them out.</summary>
    public List<string>? SubjectAlternativeNameSummaries { get; set; }
}

/// <summary>Which certificates to list.</summary>
internal sealed class Filters
{
    [JsonPropertyName("keyTypes")]
    public List<string>? KeyTypes { get; set; }
}

/// <summary>Request of ListCertificates.</summary>
internal sealed class ListCertificatesRequest : AmazonWebServiceRequest
{
    public List<string>? CertificateStatuses { get; set; }

    public Filters? Includes { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Answer of ListCertificates.</summary>
internal sealed class ListCertificatesResponse : AmazonWebServiceResponse
{
    public List<CertificateSummary> CertificateSummaryList { get; set; } = [];

    public string? NextToken { get; set; }
}
