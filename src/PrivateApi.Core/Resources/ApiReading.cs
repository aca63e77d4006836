using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Model;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Resources;

/// <summary>What one API was described from, and what follows it.</summary>
/// <param name="Listed">All APIs of the Region, public ones too.</param>
/// <param name="RestApiIds">The APIs that are described, this one and those before and after it, in order.</param>
/// <param name="Stages">The API's stages.</param>
internal sealed record ApiReading(IReadOnlyList<RestApi> Listed, IReadOnlyList<string> RestApiIds, IReadOnlyList<AwsStage> Stages)
    : IApiReading;
