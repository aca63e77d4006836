using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Acm;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(DescribeCertificateRequest))]
[JsonSerializable(typeof(ListCertificatesRequest))]
internal sealed partial class AcmBodies : JsonSerializerContext;
