using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using PrivateApi.Lab.Http;

namespace PrivateApi.Lab.ControlPlane.ApiGateway;

/// <summary>
/// GenerateClientCertificate, GetClientCertificate(s), UpdateClientCertificate, DeleteClientCertificate: what API Gateway shows to a
/// backend. The lab's calls to backends show none.
/// </summary>
internal static class ClientCertificateOperations
{
    // A key takes tenths of a second to make, so all certificates of a process have the same; their serial numbers differ.
    private static readonly Lazy<RSA> Key = new(() => RSA.Create(2048));

    public static IEnumerable<Route> Routes =>
        [
            new("POST", "/clientcertificates", Generate),
            new(
                "GET",
                "/clientcertificates",
                call => Page.Create(call, call.State.ClientCertificates.Select(c => KeyValuePair.Create(c.Key, View(c.Value))))
            ),
            new("GET", "/clientcertificates/{clientcertificate_id}", call => Answer.Ok(View(Find(call)))),
            new("PATCH", "/clientcertificates/{clientcertificate_id}", Update),
            new("DELETE", "/clientcertificates/{clientcertificate_id}", Delete),
        ];

    // The words are assumed, after those for API keys and usage plans.
    public static AwsFault Unknown() => ApiFault.NotFound("Invalid Client Certificate identifier specified");

    /// <summary>Refuses a certificate that does not exist as that of a stage.</summary>
    public static void Check(ApiCall call, string? id)
    {
        if (id is { Length: > 0 } && !call.State.ClientCertificates.ContainsKey(id))
        {
            throw ApiFault.BadRequest("Invalid Client Certificate identifier specified");
        }
    }

    private static JsonObject Find(ApiCall call) =>
        call.State.ClientCertificates.GetValueOrDefault(call.Label("clientcertificate_id")) ?? throw Unknown();

    private static JsonObject View(JsonObject certificate) =>
        Answer.Without(certificate, certificate["tags"] is JsonObject { Count: 0 } ? "tags" : string.Empty);

    private static LabResponse Generate(ApiCall call)
    {
        DateTimeOffset now = call.Now;
        DateTimeOffset until = now.AddDays(365);
        CertificateRequest request = new(
            "CN=ApiGateway, O=Amazon.com, L=Seattle, S=Washington, C=US",
            Key.Value,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        using X509Certificate2 made = request.CreateSelfSigned(now, until);
        JsonObject certificate = new()
        {
            ["clientCertificateId"] = call.NewId(6, call.State.ClientCertificates.ContainsKey),
            ["pemEncodedCertificate"] = made.ExportCertificatePem(),
            ["createdDate"] = now.ToUnixTimeSeconds(),
            ["expirationDate"] = until.ToUnixTimeSeconds(),
            ["tags"] = call.TextMap("tags") ?? [],
        };
        call.CopyTexts(certificate, "description");
        call.State.ClientCertificates.Add((string)certificate["clientCertificateId"]!, certificate);
        return Answer.Created(View(certificate));
    }

    private static LabResponse Update(ApiCall call)
    {
        JsonObject certificate = Find(call);
        foreach (PatchOperation operation in PatchOperation.ParseAll(call, "updateClientCertificate"))
        {
            StrictPatch.Only(operation, "/description");
            certificate["description"] = operation.Value;
        }

        return Answer.Ok(View(certificate));
    }

    private static LabResponse Delete(ApiCall call)
    {
        string id = (string)Find(call)["clientCertificateId"]!;
        if (call.State.RestApis.Values.SelectMany(api => api.Stages.Values).Any(stage => (string?)stage["clientCertificateId"] == id))
        {
            // It is refused; the words are assumed.
            throw ApiFault.BadRequest($"Client certificate {id} is associated with a stage. Please remove it from the stage first.");
        }

        call.State.ClientCertificates.Remove(id);
        return Answer.Nothing(202);
    }
}
