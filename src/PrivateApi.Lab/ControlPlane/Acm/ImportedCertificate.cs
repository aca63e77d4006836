using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace PrivateApi.Lab.ControlPlane.Acm;

/// <summary>
/// A certificate of the user's own, as ImportCertificate takes it: PEM in base64 (ACM API reference, "ImportCertificate").
/// </summary>
internal static class ImportedCertificate
{
    /// <summary>The certificate's text.</summary>
    public static string Text(JsonObject body)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String((string?)body["Certificate"] ?? string.Empty));
        }
        catch (FormatException)
        {
            throw Refused();
        }
    }

    /// <summary>What DescribeCertificate shows of it.</summary>
    public static JsonObject Describe(string arn, JsonObject body, DateTimeOffset now)
    {
        using X509Certificate2 read = Read(Text(body));
        string[] names =
        [
            .. read.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()),
        ];
        string common = read.GetNameInfo(X509NameType.DnsName, forIssuer: false);
        return new JsonObject
        {
            ["CertificateArn"] = arn,
            ["DomainName"] = common,
            ["SubjectAlternativeNames"] = new JsonArray([.. (names.Length > 0 ? names : [common]).Select(item => (JsonNode)item)]),
            ["Status"] = "ISSUED",
            ["Type"] = "IMPORTED",
            ["KeyAlgorithm"] = "RSA-2048",
            ["ImportedAt"] = now.ToUnixTimeSeconds(),
            ["NotBefore"] = new DateTimeOffset(read.NotBefore).ToUnixTimeSeconds(),
            ["NotAfter"] = new DateTimeOffset(read.NotAfter).ToUnixTimeSeconds(),
            ["InUseBy"] = new JsonArray(),
        };
    }

    private static X509Certificate2 Read(string text)
    {
        try
        {
            return X509Certificate2.CreateFromPem(text);
        }
        catch (CryptographicException)
        {
            throw Refused();
        }
    }

    private static AwsFault Refused() => new(400, "ValidationException", "The certificate is not valid.");
}
