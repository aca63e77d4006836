using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Facts;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Progress;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Stage = PrivateApi.Model.Stage;

namespace PrivateApi.Resources;

/// <summary>Reads REST APIs.</summary>
internal sealed class Apis(AwsSession session)
{
    /// <summary>The API's endpoint type; one that names none is edge-optimized.</summary>
    public static string TypeOf(RestApi api) => api.EndpointConfiguration?.Types?.FirstOrDefault() ?? "EDGE";

    public static bool IsPrivate(RestApi api) =>
        api.EndpointConfiguration?.Types?.Contains("PRIVATE", StringComparer.OrdinalIgnoreCase) == true;

    public static IReadOnlyList<string> VpcEndpointIds(RestApi api) => api.EndpointConfiguration?.VpcEndpointIds ?? [];

    /// <summary>The API's policy; null for none.</summary>
    public static PolicyDocument? PolicyOf(RestApi api) => string.IsNullOrWhiteSpace(api.Policy) ? null : PolicyDocument.Parse(api.Policy);

    /// <summary>The settings that a deployment takes along, as its record has them.</summary>
    public static string SettingsOf(RestApi api) => DeployedSettings.Write(api.DisableExecuteApiEndpoint == true, VpcEndpointIds(api));

    /// <summary>What the policy's shorthand stands for on this API.</summary>
    public async Task<PolicyContext> ContextAsync(string restApiId, CancellationToken stop) =>
        new(session.Partition, session.Region, await session.GetAccountIdAsync(stop), restApiId);

    /// <summary>One API as the service shows it.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>.</exception>
    public async Task<RestApi> GetRestApiAsync(string restApiId, CancellationToken stop)
    {
        try
        {
            return await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = restApiId }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            throw ApiErrors.ApiNotFound(restApiId, session, await session.GetAccountIdAsync(stop));
        }
    }

    /// <summary>All APIs of the Region that pass the filter.</summary>
    public async Task<IReadOnlyList<RestApi>> ListRestApisAsync(Func<RestApi, bool> passes, CancellationToken stop) =>
        [.. (await ApiLists.RestApisAsync(session.ApiGateway, stop)).Where(passes)];

    /// <summary>One API.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>.</exception>
    public async Task<Api> GetAsync(string restApiId, IProgress<ProgressEvent>? progress, CancellationToken stop)
    {
        RestApi api = await GetRestApiAsync(restApiId, stop);
        IReadOnlyList<AwsStage> stages = await StagesAsync(restApiId, stop);
        Dictionary<string, Amazon.EC2.Model.VpcEndpoint>? endpoints = await AssociatedEndpoints.ReadAsync(
            session,
            VpcEndpointIds(api),
            progress,
            stop
        );
        return Describe(api, stages, endpoints ?? [], await session.GetAccountIdAsync(stop), null);
    }

    /// <summary>The private API with a name.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>AmbiguousName</c>.</exception>
    public async Task<RestApi> GetByNameAsync(string name, CancellationToken stop)
    {
        IReadOnlyList<RestApi> found = await ListRestApisAsync(
            api => string.Equals(api.Name, name, StringComparison.OrdinalIgnoreCase) && IsPrivate(api),
            stop
        );
        return found.Count switch
        {
            1 => found[0],
            0 => throw new PrivateApiException(
                "ApiNotFound",
                FaultKind.NotFound,
                $"There is no private API called '{name}' in {session.Region}. Get-PrivateApi lists them.",
                name
            ),
            _ => throw Ambiguous(name, found),
        };
    }

    public static PrivateApiException Ambiguous(string name, IEnumerable<RestApi> found) =>
        new(
            "AmbiguousName",
            FaultKind.Conflict,
            $"More than one API is called '{name}': {string.Join(", ", found.Select(api => api.Id))}. Name one with -RestApiId.",
            name
        );

    /// <summary>The stages of an API as the service shows them (GetStages has no pages).</summary>
    public async Task<IReadOnlyList<AwsStage>> StagesAsync(string restApiId, CancellationToken stop) =>
        (await session.ApiGateway.GetStagesAsync(new GetStagesRequest { RestApiId = restApiId }, stop)).Item;

    /// <summary>One stage; null when there is none with that name.</summary>
    public async Task<AwsStage?> FindStageAsync(string restApiId, string stageName, CancellationToken stop)
    {
        try
        {
            return await session.ApiGateway.GetStageAsync(new GetStageRequest { RestApiId = restApiId, StageName = stageName }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return null;
        }
    }

    /// <summary>An API as this module shows it.</summary>
    /// <param name="api">The API.</param>
    /// <param name="stages">Its stages.</param>
    /// <param name="endpoints">The associated endpoints, as far as they can be read.</param>
    /// <param name="account">The account.</param>
    /// <param name="reading">What the next command of the pipeline need not read again; null for nothing.</param>
    public Api Describe(
        RestApi api,
        IReadOnlyList<AwsStage> stages,
        Dictionary<string, Amazon.EC2.Model.VpcEndpoint> endpoints,
        string account,
        ApiReading? reading
    ) => Describe(api, stages.Select(stage => Describe(api, stage, endpoints, account)).ToArray(), account, reading);

    // Arrays: the type that a collection expression creates for a read-only list has no indexer that PowerShell sees.
    private Api Describe(RestApi api, Stage[] stages, string account, ApiReading? reading) =>
        new()
        {
            RestApiId = api.Id,
            Name = api.Name,
            Description = string.IsNullOrEmpty(api.Description) ? null : api.Description,
            EndpointType = TypeOf(api),
            AssociatedVpcEndpointId = VpcEndpointIds(api).ToArray(),
            Policy = Compact(api.Policy),
            Stage = stages,
            Url = stages.SelectMany(stage => stage.Url).ToArray(),
            Status = api.ApiStatus,
            DisableExecuteApiEndpoint = api.DisableExecuteApiEndpoint == true,
            SecurityPolicy = api.SecurityPolicy,
            EndpointAccessMode = api.EndpointAccessMode,
            IpAddressType = api.EndpointConfiguration?.IpAddressType,
            CreatedDate = Utc(api.CreatedDate),
            Tag = api.Tags ?? [],
            AccountId = account,
            Region = session.Region,
            Reading = reading,
        };

    private Stage Describe(RestApi api, AwsStage stage, Dictionary<string, Amazon.EC2.Model.VpcEndpoint> endpoints, string account) =>
        new()
        {
            RestApiId = api.Id,
            StageName = stage.StageName,
            DeploymentId = stage.DeploymentId ?? string.Empty,
            Canary = StageSettingsView.Canary(stage),
            LastUpdatedDate = Utc(stage.LastUpdatedDate),
            Variable = stage.Variables ?? [],
            MethodSetting = StageSettingsView.Methods(stage),
            AccessLogArn = stage.AccessLogSettings?.DestinationArn,
            AccessLogFormat = stage.AccessLogSettings?.Format,
            TracingEnabled = stage.TracingEnabled == true,
            CacheClusterSize = stage.CacheClusterEnabled == true ? stage.CacheClusterSize : null,
            Tag = stage.Tags ?? [],
            Url = ApiUrls.ForStage(api, stage.StageName, session.Region, session.DnsSuffix, endpoints),
            AccountId = account,
            Region = session.Region,
        };

    // A policy that this module cannot parse can still be shown to the user.
    private static string? Compact(string? policy)
    {
        try
        {
            return string.IsNullOrWhiteSpace(policy) ? null : PolicyDocument.Parse(policy).ToJson();
        }
        catch (PrivateApiException)
        {
            return policy;
        }
    }

    private static DateTimeOffset? Utc(DateTime? date) =>
        date is { } value ? new DateTimeOffset(value.ToUniversalTime(), TimeSpan.Zero) : null;
}
