using PrivateApi.Aws.Clients.ApiGateway;

namespace PrivateApi.Templates;

/// <summary>A usage plan of the APIs as it runs.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Stages">Its stages of these APIs.</param>
/// <param name="Keys">Its keys, without their values.</param>
internal sealed record UsagePlanSetup(UsagePlan Plan, IReadOnlyList<ApiStage> Stages, IReadOnlyList<ApiKey> Keys);
