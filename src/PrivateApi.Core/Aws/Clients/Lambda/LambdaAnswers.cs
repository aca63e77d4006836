using System.Text.Json.Serialization;
using PrivateApi.Aws.Protocols;

namespace PrivateApi.Aws.Clients.Lambda;

/// <summary>Bodies of answers, which are only ever read.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(EpochSecondsConverter)])]
[JsonSerializable(typeof(CreateFunctionResponse))]
[JsonSerializable(typeof(GetFunctionResponse))]
[JsonSerializable(typeof(GetFunctionConfigurationResponse))]
[JsonSerializable(typeof(ListFunctionsResponse))]
[JsonSerializable(typeof(UpdateFunctionConfigurationResponse))]
[JsonSerializable(typeof(DeleteFunctionResponse))]
[JsonSerializable(typeof(GetPolicyResponse))]
[JsonSerializable(typeof(ListTagsResponse))]
[JsonSerializable(typeof(TagResourceResponse))]
[JsonSerializable(typeof(AddPermissionResponse))]
[JsonSerializable(typeof(RemovePermissionResponse))]
internal sealed partial class LambdaAnswers : JsonSerializerContext;
