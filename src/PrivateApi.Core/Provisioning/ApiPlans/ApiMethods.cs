using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Progress;

namespace PrivateApi.Provisioning.ApiPlans;

/// <summary>The methods of an API as it is now, deployed or not.</summary>
internal static class ApiMethods
{
    /// <summary>All methods by <c>VERB /path</c>.</summary>
    public static async Task<Dictionary<string, Method>> ReadAsync(AwsSession session, string restApiId, CancellationToken stop)
    {
        Dictionary<string, Method> methods = new(StringComparer.Ordinal);
        foreach (Resource resource in await ApiLists.ResourcesAsync(session.ApiGateway, restApiId, stop))
        {
            foreach ((string verb, Method method) in resource.ResourceMethods ?? [])
            {
                methods[$"{verb} {resource.Path}"] = method;
            }
        }

        return methods;
    }

    /// <summary>
    /// Warns of methods that are in none of the APIs: API Gateway takes settings and limits of methods that are not there, and a mistyped
    /// path would be a limit that limits nothing.
    /// </summary>
    /// <param name="session">The account and Region.</param>
    /// <param name="restApiIds">The APIs.</param>
    /// <param name="named">Methods as <c>VERB /path</c>; what has a wildcard is passed over.</param>
    /// <param name="progress">Receives the warnings.</param>
    /// <param name="stop">Stops the reads.</param>
    public static async Task WarnOfOthersAsync(
        AwsSession session,
        IReadOnlyList<string> restApiIds,
        IEnumerable<string> named,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<string> missing = [.. named.Where(method => !method.Contains('*', StringComparison.Ordinal))];
        foreach (string api in restApiIds)
        {
            if (missing.Count == 0)
            {
                return;
            }

            try
            {
                Dictionary<string, Method> there = await ReadAsync(session, api, stop);
                missing.RemoveAll(there.ContainsKey);
            }
            catch (AmazonServiceException e) when (Failure.IsDenied(e))
            {
                // Whoever may change limits need not be allowed to read methods, and nothing is known then.
                progress.Report(
                    ProgressEvent.Verbose(
                        $"The methods of API {api} may not be read, so that a mistyped one would not be noticed: {e.Message}"
                    )
                );
                return;
            }
        }

        foreach (string method in missing.Where(_ => restApiIds.Count > 0))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"{(restApiIds is [var only] ? $"API {only} has no" : $"None of the APIs {string.Join(", ", restApiIds)} has a")} "
                        + $"method {method}, so what is set for it has no effect until there is one. A method is named as the API has it, "
                        + "ANY and path parameters included."
                )
            );
        }
    }
}
