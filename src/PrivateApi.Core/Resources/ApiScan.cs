using System.Runtime.CompilerServices;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using AwsStage = PrivateApi.Aws.Clients.ApiGateway.Stage;
using Vpce = Amazon.EC2.Model.VpcEndpoint;

namespace PrivateApi.Resources;

/// <summary>
/// Describes APIs one after the other, in order, with the stages of the next few read ahead: the first comes before the last is read.
/// </summary>
/// <param name="session">The account and Region.</param>
/// <param name="found">The APIs to describe.</param>
/// <param name="reading">What was read for all of them, without stages.</param>
internal sealed class ApiScan(AwsSession session, IReadOnlyList<RestApi> found, ApiReading reading)
{
    /// <summary>Orders APIs as they are shown: by name.</summary>
    public static IEnumerable<RestApi> InOrder(IEnumerable<RestApi> apis) =>
        apis.OrderBy(api => api.Name, StringComparer.OrdinalIgnoreCase).ThenBy(api => api.Id, StringComparer.Ordinal);

    /// <summary>The APIs, each with what it was described from.</summary>
    /// <param name="progress">Receives what is passed over; null for nobody.</param>
    /// <param name="stop">Stops the reads.</param>
    public async IAsyncEnumerable<Api> ReadAsync(IProgress<ProgressEvent>? progress, [EnumeratorCancellation] CancellationToken stop)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Apis apis = new(session);
        ReadAhead<IReadOnlyList<AwsStage>?> stages = new();
        int begun = 0;
        try
        {
            Begin();
            string account = await session.GetAccountIdAsync(stop);
            Dictionary<string, Vpce> endpoints =
                await AssociatedEndpoints.ReadAsync(session, [.. found.SelectMany(Apis.VpcEndpointIds)], progress, stop) ?? [];
            foreach (RestApi api in found)
            {
                IReadOnlyList<AwsStage>? read = await stages.TakeAsync();
                Begin();
                if (read is null)
                {
                    progress?.Report(ProgressEvent.Verbose($"{api.Name} ({api.Id}) has been removed since the APIs were listed."));
                    continue;
                }

                yield return apis.Describe(api, read, endpoints, account, reading with { Stages = read });
            }
        }
        finally
        {
            await over.CancelAsync();
            await stages.DropAsync();
        }

        void Begin()
        {
            while (begun < found.Count && !stages.IsFull)
            {
                stages.Add(StagesAsync(apis, found[begun++].Id, over.Token));
            }
        }
    }

    // A long scan may meet an API that is gone.
    private static async Task<IReadOnlyList<AwsStage>?> StagesAsync(Apis apis, string restApiId, CancellationToken stop)
    {
        try
        {
            return await apis.StagesAsync(restApiId, stop);
        }
        catch (AmazonServiceException e) when (ApiErrors.IsNotFound(e))
        {
            return null;
        }
    }
}
