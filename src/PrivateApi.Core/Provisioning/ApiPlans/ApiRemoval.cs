using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>Deletes APIs. AWS allows one every 30 seconds per account; the client's pacer takes care of that.</summary>
internal static class ApiRemoval
{
    /// <summary>Reads what is to be removed, and refuses what this module must not remove.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>NotPrivate</c>.</exception>
    public static async Task<RestApi> CheckAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        RestApi api = await new Apis(session).GetRestApiAsync(restApiId, stop);
        return Apis.IsPrivate(api)
            ? api
            : throw new PrivateApiException(
                "NotPrivate",
                FaultKind.InvalidArgument,
                $"API {api.Name} ({restApiId}) is {Apis.TypeOf(api)}, not PRIVATE, "
                    + "and is left alone. Remove-AGRestApi of AWS Tools removes APIs of any type.",
                restApiId
            );
    }

    /// <summary>What goes with an API, a line each. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ApiHasDomainName</c>, where domain names may be read.</exception>
    public static async Task<IReadOnlyList<string>> SurveyAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        if (await HoldingAsync(session, restApiId, stop) is { Count: > 0 } held)
        {
            throw ApiDomains.NotRemoved(restApiId, held);
        }

        IReadOnlyList<Stage> stages = await new Apis(session).StagesAsync(restApiId, stop);
        return
        [
            .. stages.Select(stage => $"Stage {stage.StageName}, which serves deployment {stage.DeploymentId}"),
            $"API {restApiId}, with its methods, deployments and resource policy",
        ];
    }

    /// <summary>Deletes an API with everything in it, and waits until it is gone.</summary>
    /// <exception cref="PrivateApiException"><c>ApiHasDomainName</c>, <c>TimedOut</c>.</exception>
    public static async Task RemoveAsync(AwsSession session, string restApiId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = restApiId }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // A retry after a lost answer finds it gone.
            return;
        }
        catch (AmazonServiceException e) when (ApiErrors.IsMapped(e))
        {
            throw ApiDomains.NotRemoved(restApiId, await HoldingAsync(session, restApiId, stop), e);
        }

        await Polling.UntilAsync(
            $"Waiting for API {restApiId} to be gone",
            TimeSpan.FromSeconds(2),
            TimeSpan.FromMinutes(2),
            async token =>
            {
                try
                {
                    await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = restApiId }, token);
                    return false;
                }
                catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
                {
                    return true;
                }
            },
            progress,
            stop
        );
    }

    // Whoever may not read domain names can remove APIs; the service refuses those that one leads to.
    private static async Task<IReadOnlyList<ApiDomains.Held>> HoldingAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        try
        {
            return await ApiDomains.HoldingAsync(session, restApiId, stop);
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            return [];
        }
    }
}
