using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.ApiGateway;

namespace PrivateApi.Provisioning;

/// <summary>Deletes APIs. AWS takes one in 30 seconds an account; the client's pacer knows.</summary>
internal static class ApiRemoval
{
    /// <summary>Deletes an API with everything in it, and waits until it is gone.</summary>
    public static async Task RemoveAsync(AwsSession session, string restApiId, IProgress<Notice> notices, CancellationToken stop)
    {
        try
        {
            await session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = restApiId }, stop).ConfigureAwait(false);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // A retry after a lost answer finds it gone.
            return;
        }

        await Polling.UntilAsync(
            $"Waiting for API {restApiId} to be gone",
            TimeSpan.FromSeconds(2),
            TimeSpan.FromMinutes(2),
            async token =>
            {
                try
                {
                    await session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = restApiId }, token).ConfigureAwait(false);
                    return false;
                }
                catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
                {
                    return true;
                }
            },
            notices,
            stop).ConfigureAwait(false);
    }
}
