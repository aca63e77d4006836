using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Policy.Language;
using PrivateApi.Text;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;

namespace PrivateApi.Resources;

/// <summary>Reads the deployments of an API.</summary>
internal sealed class Deployments(AwsSession session)
{
    private readonly Apis _apis = new(session);

    /// <summary>The deployments, newest first, each with what it changed; takes a call for each.</summary>
    /// <param name="restApiId">The API.</param>
    /// <param name="newest">How many of the newest to read; null for all.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>.</exception>
    public async Task<IReadOnlyList<ApiDeployment>> ReadAsync(string restApiId, int? newest, CancellationToken stop)
    {
        RestApi api = await _apis.GetRestApiAsync(restApiId, stop);
        IReadOnlyList<Deployment> listed = await ListAsync(restApiId, stop);
        IReadOnlyList<AwsStage> stages = listed.Count == 0 ? [] : await _apis.StagesAsync(restApiId, stop);
        string? current = Apis.PolicyOf(api)?.CanonicalHash(await _apis.ContextAsync(restApiId, stop));
        string account = await session.GetAccountIdAsync(stop);

        // The one before the last of them says what that one changed.
        List<Deployment> whole = [];
        foreach (Deployment deployment in listed.Take(newest is { } count and < int.MaxValue ? count + 1 : listed.Count))
        {
            whole.Add(await GetAsync(restApiId, deployment.Id, stop));
        }

        return
        [
            .. whole
                .Take(newest ?? whole.Count)
                .Select((deployment, i) => Describe(restApiId, deployment, whole.ElementAtOrDefault(i + 1), stages, current, account)),
        ];
    }

    /// <summary>The deployments as the service lists them, newest first.</summary>
    public async Task<IReadOnlyList<Deployment>> ListAsync(string restApiId, CancellationToken stop)
    {
        List<Deployment> all = [];
        await foreach (GetDeploymentsResponse page in ApiLists.DeploymentsAsync(session.ApiGateway, restApiId, stop))
        {
            all.AddRange(page.Items);
        }

        return [.. all.OrderByDescending(deployment => deployment.CreatedDate)];
    }

    /// <summary>A deployment with the summary of its methods.</summary>
    /// <exception cref="PrivateApiException"><c>DeploymentNotFound</c>.</exception>
    public async Task<Deployment> GetAsync(string restApiId, string deploymentId, CancellationToken stop)
    {
        try
        {
            return await session.ApiGateway.GetDeploymentAsync(
                new GetDeploymentRequest
                {
                    RestApiId = restApiId,
                    DeploymentId = deploymentId,
                    Embed = ["apisummary"],
                },
                stop
            );
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            throw new PrivateApiException(
                "DeploymentNotFound",
                FaultKind.NotFound,
                $"API {restApiId} has no deployment {deploymentId}. "
                    + $"{CommandLine.ForCmdlet("Get-PrivateApiDeployment").With("RestApiId", restApiId)} lists them.",
                deploymentId
            );
        }
    }

    private ApiDeployment Describe(
        string restApiId,
        Deployment deployment,
        Deployment? before,
        IReadOnlyList<AwsStage> stages,
        string? current,
        string account
    )
    {
        DateTimeOffset? created = deployment.CreatedDate is { } date ? new DateTimeOffset(date.ToUniversalTime(), TimeSpan.Zero) : null;
        double? age = (DateTimeOffset.UtcNow - created)?.TotalSeconds;
        string? hash = DeploymentText.PolicyHash(deployment.Description) ?? Recorded(deployment.Id, stages);
        return new ApiDeployment
        {
            RestApiId = restApiId,
            DeploymentId = deployment.Id,
            CreatedDate = created,

            // The clocks of two machines differ.
            Age = age < 0 ? 0 : age,
            Description = DeploymentText.Words(deployment.Description),
            Stage = [.. stages.Where(stage => stage.DeploymentId == deployment.Id).Select(stage => stage.StageName)],
            CanaryOf = [.. stages.Where(stage => stage.CanarySettings?.DeploymentId == deployment.Id).Select(stage => stage.StageName)],
            PreviousDeploymentId = before?.Id,
            Change = before is null ? [] : DeploymentDiff.Lines(before, deployment),
            Method = [.. DeploymentDiff.Methods(deployment).Keys],
            PolicyHash = hash,
            IsPolicyCurrent = hash is null ? null : hash == current,
            AccountId = account,
            Region = session.Region,
        };
    }

    // Deployments of an earlier version of this module have a record on their stage alone.
    private static string? Recorded(string deploymentId, IReadOnlyList<AwsStage> stages) =>
        stages
            .Select(stage => PolicyRecord.Read(stage.Tags?.GetValueOrDefault(ApiTags.Policy), deploymentId))
            .FirstOrDefault(hash => hash is not null);
}
