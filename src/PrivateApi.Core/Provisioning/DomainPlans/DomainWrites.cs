using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>Reads, changes and waits for one private custom domain name, always by its id: the name alone means the public one.</summary>
internal static class DomainWrites
{
    /// <summary>The base path of the root, as API Gateway writes it.</summary>
    public const string Root = "(none)";

    private static readonly TimeSpan Often = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    public static async Task<DomainName> ReadAsync(AwsSession session, string name, string id, CancellationToken stop) =>
        await session.ApiGateway.GetDomainNameAsync(new GetDomainNameRequest { DomainName = name, DomainNameId = id }, stop);

    /// <summary>Replaces one setting; see <see cref="PatchAsync"/>.</summary>
    public static Task<DomainName> ReplaceAsync(
        AwsSession session,
        string name,
        string id,
        string path,
        string value,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) => PatchAsync(session, name, id, [ApiSettings.Replace(path, value)], progress, stop);

    /// <summary>
    /// Changes settings, in one call, since AWS takes one in 30 seconds; a name that is being changed refuses further changes, and is
    /// waited for.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>.</exception>
    public static Task<DomainName> PatchAsync(
        AwsSession session,
        string name,
        string id,
        List<PatchOperation> operations,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) =>
        Polling.UntilAsync<DomainName>(
            $"Waiting for {name}",
            Often,
            Limit,
            async token =>
            {
                try
                {
                    return Polling.Ready<DomainName>(
                        await session.ApiGateway.UpdateDomainNameAsync(
                            new UpdateDomainNameRequest
                            {
                                DomainName = name,
                                DomainNameId = id,
                                PatchOperations = operations,
                            },
                            token
                        )
                    );
                }
                catch (AmazonServiceException e) when (ApiErrors.IsUpdateInProgress(e))
                {
                    return Polling.NotYet<DomainName>("being updated");
                }
            },
            progress,
            stop
        );

    /// <summary>
    /// Waits until it is available: "it takes about 15 minutes" (API Gateway guide, "API provider: Create a custom domain name").
    /// </summary>
    /// <exception cref="PrivateApiException"><c>DomainFailed</c>, <c>TimedOut</c>.</exception>
    public static Task<DomainName> WaitAvailableAsync(
        AwsSession session,
        string name,
        string id,
        TimeSpan limit,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    ) =>
        Polling.UntilAsync<DomainName>(
            $"Waiting for {name} to become available",
            Often,
            limit,
            async token =>
            {
                DomainName domain = await ReadAsync(session, name, id, token);
                return domain.DomainNameStatus switch
                {
                    // One that is being updated answers.
                    null or "AVAILABLE" or "UPDATING" => Polling.Ready(domain),
                    "PENDING" => Polling.NotYet<DomainName>("API Gateway provisions it, which takes about 15 minutes"),
                    string other => throw new PrivateApiException(
                        "DomainFailed",
                        FaultKind.ServiceFault,
                        $"{name} ({id}) is {other}: {domain.DomainNameStatusMessage ?? "API Gateway gives no reason"}.",
                        name
                    ),
                };
            },
            progress,
            stop
        );

    /// <summary>Deletes it, and waits until it is gone.</summary>
    public static async Task DeleteAsync(
        AwsSession session,
        string name,
        string id,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            await session.ApiGateway.DeleteDomainNameAsync(new DeleteDomainNameRequest { DomainName = name, DomainNameId = id }, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // A retry after a lost answer finds it gone.
            return;
        }

        await Polling.UntilAsync(
            $"Waiting for {name} to be gone",
            Often,
            Limit,
            async token =>
            {
                try
                {
                    await ReadAsync(session, name, id, token);
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

    /// <summary>Lets what is gone already count as deleted.</summary>
    public static async Task IgnoringGoneAsync(Task delete)
    {
        try
        {
            await delete;
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            // Somebody else took it back.
        }
    }
}
