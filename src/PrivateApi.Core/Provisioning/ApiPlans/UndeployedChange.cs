using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>
/// Changes of an API on their way to a deployment. If something is refused before that, they are put back: nobody would see them, and
/// the next deployment, whosever that is, would take them along.
/// </summary>
internal sealed class UndeployedChange(AwsSession session, string restApiId)
{
    private readonly ApiChanges _changes = new(session);
    private readonly List<PatchOperation> _back = [];
    private string? _stays;

    /// <summary>Notes how what was just done is put back.</summary>
    public void Done(IEnumerable<PatchOperation> back) => _back.InsertRange(0, back);

    /// <summary>Notes that what was just done cannot be put back.</summary>
    /// <param name="what">What the API has, as the subject's predicate: <c>has its new definition</c>.</param>
    public void Stays(string what) => _stays = what;

    /// <summary>Makes the changes, and puts them back or says what is left of them if one is refused.</summary>
    /// <param name="make">Makes them, and notes each.</param>
    /// <param name="progress">Receives what is put back.</param>
    /// <param name="stop">Stops it; then nothing is put back.</param>
    public async Task MakeAsync(Func<Task> make, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await make();
        }
        catch (Exception refusal) when (!stop.IsCancellationRequested && IsRefusal(refusal) && (_stays is not null || _back.Count > 0))
        {
            string? left = _stays is null ? await PutBackAsync(progress, stop) : $"API {restApiId} {_stays}";
            if (
                left is not null
                && Leftover.Told(refusal, $" {left}, which is not deployed: the same command finishes it.", []) is { } told
            )
            {
                throw told;
            }

            throw;
        }
    }

    // After anything else nobody knows what was done; the same command continues.
    private static bool IsRefusal(Exception failure) =>
        !Failure.IsLostCredential(failure)
        && failure switch
        {
            PrivateApiException known => known.Kind is not (FaultKind.TimedOut or FaultKind.Unreachable),
            AmazonServiceException service => (int)service.StatusCode is >= 400 and < 500,
            _ => false,
        };

    private async Task<string?> PutBackAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await _changes.PatchAsync(restApiId, _back, progress, stop);
            progress.Report(ProgressEvent.Verbose($"API {restApiId} has its settings from before again: nothing was deployed."));
            return null;
        }
        catch (AmazonServiceException e)
        {
            return $"API {restApiId} keeps a change that could not be put back ({Failure.Code(e)})";
        }
    }
}
