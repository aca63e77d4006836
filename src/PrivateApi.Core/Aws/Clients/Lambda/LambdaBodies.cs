using System.Text.Json.Serialization;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Bodies of requests, which are only ever written; what is null is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CreateFunctionRequest))]
[JsonSerializable(typeof(UpdateFunctionConfigurationRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(AddPermissionRequest))]
internal sealed partial class LambdaBodies : JsonSerializerContext;
