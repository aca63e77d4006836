using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.Acm;

/// <summary>
/// Certificate Manager, as far as load balancers need it: certificates and the names they are for. What is requested is issued at once:
/// nobody validates a domain in a lab.
/// </summary>
internal sealed class AcmService : IAwsService
{
    public string SigningName => "acm";

    public LabResponse Handle(ServiceCall call)
    {
        JsonObject body = JsonProtocol.Body(call);
        AcmState state = call.State<AcmState>();
        return JsonProtocol.Operation(call.Request) switch
        {
            "RequestCertificate" => Request(call, state, body),
            "ImportCertificate" => Import(call, state, body),
            "GetCertificate" => JsonProtocol.Ok(call, new JsonObject { ["Certificate"] = Find(state, body).Pem }),
            "DescribeCertificate" => JsonProtocol.Ok(call, new JsonObject { ["Certificate"] = Find(state, body).Wire.DeepClone() }),
            "ListCertificates" => List(call, state, body),
            "DeleteCertificate" => Delete(call, state, body),
            "ListTagsForCertificate" => JsonProtocol.Ok(call, new JsonObject { ["Tags"] = Tags(Find(state, body)) }),
            "AddTagsToCertificate" => Tag(call, Find(state, body), body),
            string operation => throw JsonProtocol.Unknown(operation),
        };
    }

    public LabResponse Refuse(ServiceCall call, AwsFault fault) => JsonProtocol.Refuse(call, fault);

    private static LabResponse Request(ServiceCall call, AcmState state, JsonObject body)
    {
        string name =
            (string?)body["DomainName"]
            ?? throw new AwsFault(
                400,
                "ValidationException",
                "1 validation error detected: Value null at 'domainName' failed to satisfy constraint: Member must not be null"
            );
        string arn = $"arn:{call.Partition}:acm:{call.Region}:{call.AccountId}:certificate/{call.Store.Ids.Request()}";
        IEnumerable<string> names = JsonProtocol.Texts(body["SubjectAlternativeNames"]).Prepend(name).Distinct(StringComparer.Ordinal);
        long now = call.Store.Now.ToUnixTimeSeconds();
        LabCertificate made = new(
            new JsonObject
            {
                ["CertificateArn"] = arn,
                ["DomainName"] = name,
                ["SubjectAlternativeNames"] = new JsonArray([.. names.Select(item => (JsonNode)item)]),
                ["Status"] = "ISSUED",
                ["Type"] = "AMAZON_ISSUED",
                ["KeyAlgorithm"] = (string?)body["KeyAlgorithm"] ?? "RSA-2048",
                ["CreatedAt"] = now,
                ["IssuedAt"] = now,
                ["NotBefore"] = now,
                ["NotAfter"] = now + (long)TimeSpan.FromDays(395).TotalSeconds,
                ["InUseBy"] = new JsonArray(),
            }
        );
        AddTags(made, body);
        state.Certificates.Add(arn, made);
        return JsonProtocol.Ok(call, new JsonObject { ["CertificateArn"] = arn });
    }

    /// <summary>The names are those of the certificate; the key and the chain are not kept.</summary>
    private static LabResponse Import(ServiceCall call, AcmState state, JsonObject body)
    {
        LabCertificate? again = body["CertificateArn"] is null ? null : Find(state, body);
        string arn =
            (string?)body["CertificateArn"]
            ?? $"arn:{call.Partition}:acm:{call.Region}:{call.AccountId}:certificate/{call.Store.Ids.Request()}";
        LabCertificate made = new(ImportedCertificate.Describe(arn, body, call.Store.Now)) { Pem = ImportedCertificate.Text(body) };
        foreach ((string key, string value) in again?.Tags ?? [])
        {
            made.Tags[key] = value;
        }

        AddTags(made, body);
        state.Certificates[arn] = made;
        return JsonProtocol.Ok(call, new JsonObject { ["CertificateArn"] = arn });
    }

    private static LabResponse List(ServiceCall call, AcmState state, JsonObject body)
    {
        (IReadOnlyList<LabCertificate> page, string? next) = JsonProtocol.Page(
            [.. state.Certificates.Values.Where(item => IsListed(item, body))],
            (int?)body["MaxItems"] ?? 1000,
            (string?)body["NextToken"],
            "ValidationException"
        );
        JsonObject answer = new()
        {
            ["CertificateSummaryList"] = new JsonArray([
                .. page.Select(item => new JsonObject
                {
                    ["CertificateArn"] = item.Wire["CertificateArn"]!.DeepClone(),
                    ["DomainName"] = item.Wire["DomainName"]!.DeepClone(),
                    ["SubjectAlternativeNameSummaries"] = item.Wire["SubjectAlternativeNames"]!.DeepClone(),
                    ["HasAdditionalSubjectAlternativeNames"] = false,
                    ["KeyAlgorithm"] = item.Wire["KeyAlgorithm"]!.DeepClone(),
                    ["Status"] = item.Wire["Status"]!.DeepClone(),
                }),
            ]),
        };
        if (next is not null)
        {
            answer["NextToken"] = next;
        }

        return JsonProtocol.Ok(call, answer);
    }

    // Without a filter, long RSA keys and elliptic curves are not listed (ACM API reference, "Filters").
    private static bool IsListed(LabCertificate item, JsonObject body) =>
        (body["Includes"]?["keyTypes"] is JsonArray { Count: > 0 } types ? JsonProtocol.Texts(types) : ["RSA_1024", "RSA_2048"]).Contains(
            ((string?)item.Wire["KeyAlgorithm"])?.Replace('-', '_')
        )
        && (
            body["CertificateStatuses"] is not JsonArray { Count: > 0 } wanted
            || JsonProtocol.Texts(wanted).Contains((string?)item.Wire["Status"])
        );

    private static LabResponse Delete(ServiceCall call, AcmState state, JsonObject body)
    {
        Find(state, body);
        state.Certificates.Remove((string)body["CertificateArn"]!);
        return JsonProtocol.Ok(call);
    }

    private static LabResponse Tag(ServiceCall call, LabCertificate certificate, JsonObject body)
    {
        AddTags(certificate, body);
        return JsonProtocol.Ok(call);
    }

    private static void AddTags(LabCertificate certificate, JsonObject body)
    {
        foreach (JsonNode? tag in body["Tags"] as JsonArray ?? [])
        {
            certificate.Tags[(string?)tag?["Key"] ?? string.Empty] = (string?)tag?["Value"] ?? string.Empty;
        }
    }

    private static JsonArray Tags(LabCertificate certificate) =>
        new([.. certificate.Tags.Select(tag => new JsonObject { ["Key"] = tag.Key, ["Value"] = tag.Value })]);

    private static LabCertificate Find(AcmState state, JsonObject body)
    {
        string arn = (string?)body["CertificateArn"] ?? string.Empty;
        return state.Certificates.GetValueOrDefault(arn)
            ?? throw new AwsFault(400, "ResourceNotFoundException", $"Could not find certificate {arn}.");
    }
}
