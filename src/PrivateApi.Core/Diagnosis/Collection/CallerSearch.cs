using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Reachability;

namespace PrivateApi.Diagnosis.Collection;

/// <summary>
/// Finds callers in the API's Region, and those that are not there in the one that the user's session, profile or environment names.
/// </summary>
/// <param name="session">The callers' account in the API's Region.</param>
/// <param name="home">Opens a session in the other Region, and is asked only then; null for none.</param>
internal sealed class CallerSearch(AwsSession session, Func<AwsSession?>? home)
{
    /// <exception cref="PrivateApiException"><c>CallerNotFound</c>.</exception>
    public async Task<IReadOnlyList<Caller>> FindAsync(CallerRequest request, CancellationToken stop)
    {
        try
        {
            return await new CallerReads(session).FindAsync(request, stop);
        }
        catch (PrivateApiException missing) when (missing.ErrorId == "CallerNotFound" && !request.IsOnPremises)
        {
            if (await InHomeAsync(request, stop) is { } there)
            {
                return there;
            }

            throw;
        }
    }

    private async Task<IReadOnlyList<Caller>?> InHomeAsync(CallerRequest request, CancellationToken stop)
    {
        if (home?.Invoke() is not { } other || other.Region == session.Region)
        {
            return null;
        }

        try
        {
            return [.. (await new CallerReads(other).FindAsync(request, stop)).Select(caller => Elsewhere(caller, other.Region))];
        }
        catch (PrivateApiException)
        {
            return null;
        }
    }

    // Its zone is none of the API's Region.
    private static Caller Elsewhere(Caller caller, string region) =>
        caller with
        {
            Region = region,
            Zone = null,
            Label = $"{caller.Label}, {region}",
        };
}
