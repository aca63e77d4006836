using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Acm;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(DescribeCertificateResponse))]
[JsonSerializable(typeof(ListCertificatesResponse))]
internal sealed partial class AcmAnswers : JsonSerializerContext;
