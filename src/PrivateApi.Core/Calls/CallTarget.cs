using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Reachability.Addressing;
using PrivateApi.Resources;

namespace PrivateApi.Calls;

/// <summary>What is called: the API, its stage and a path.</summary>
internal sealed record CallTarget(Api Api, string StageName, string Path)
{
    /// <summary>The URL to call as it is; null for the stage's address on a host.</summary>
    public Uri? Url { get; init; }

    /// <summary>Reads what the order leaves open.</summary>
    /// <exception cref="PrivateApiException"><c>ApiNotFound</c>, <c>StageRequired</c>.</exception>
    public static async Task<CallTarget> FindAsync(
        AwsSession session,
        CallRequest request,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (request.Url is { } url)
        {
            return new CallTarget(await OfUrlAsync(session, request, progress, stop), url.StageName ?? string.Empty, url.Path)
            {
                Url = url.Url,
            };
        }

        Api api = request.Api ?? await new Apis(session).GetAsync(request.RestApiId, progress, stop);
        string stage = request.StageName ?? StageChoice.Only(api.RestApiId, [.. api.Stage.Select(item => item.StageName)]);
        string path = request.Path is { } given ? DefaultPath.WithSlash(given) : await DefaultPathAsync(session, request, api, stage, stop);
        return new CallTarget(api, stage, path);
    }

    /// <summary>The stage's address on a host. What is not allowed in an address is escaped.</summary>
    public string UrlOn(string host) => (Url ?? new Uri($"https://{host}/{StageName}{(Path == "/" ? string.Empty : Path)}")).AbsoluteUri;

    // A URL can be called without knowing more of the API, which may be another account's.
    private static async Task<Api> OfUrlAsync(
        AwsSession session,
        CallRequest request,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        try
        {
            if (request.Api is not null || request.RestApiId.Length > 0)
            {
                return request.Api ?? await new Apis(session).GetAsync(request.RestApiId, progress, stop);
            }
        }
        catch (PrivateApiException e) when (e.ErrorId == "ApiNotFound")
        {
            progress.Report(ProgressEvent.Verbose($"{e.Message} The URL is called as it is."));
        }
        catch (AmazonServiceException e) when (Failure.IsDenied(e))
        {
            progress.Report(ProgressEvent.Verbose($"{request.RestApiId} could not be read. The URL is called as it is."));
        }

        return new Api
        {
            RestApiId = request.RestApiId,
            Name = request.RestApiId,
            Description = null,
            EndpointType = "PRIVATE",
            AssociatedVpcEndpointId = request.Url!.Host.VpcEndpointId is { } id ? [id] : [],
            Policy = null,
            Stage = [],
            Url = [],
            Status = null,
            DisableExecuteApiEndpoint = false,
            CreatedDate = null,
            Tag = new Dictionary<string, string>(),
            AccountId = await session.GetAccountIdAsync(stop),
            Region = session.Region,
        };
    }

    /// <summary>The default path among those of the stage's deployment; <c>/</c> where it cannot be known.</summary>
    private static async Task<string> DefaultPathAsync(
        AwsSession session,
        CallRequest request,
        Api api,
        string stageName,
        CancellationToken stop
    )
    {
        if (api.Stage.FirstOrDefault(stage => stage.StageName == stageName) is not { DeploymentId.Length: > 0 } stage)
        {
            return "/";
        }

        try
        {
            GetDeploymentRequest read = new()
            {
                RestApiId = api.RestApiId,
                DeploymentId = stage.DeploymentId,
                Embed = ["apisummary"],
            };
            GetDeploymentResponse deployment = await session.ApiGateway.GetDeploymentAsync(read, stop);
            return DefaultPath.Find(
                (deployment.ApiSummary ?? []).SelectMany(path => path.Value.Keys.Select(verb => (path.Key, verb))),
                request.Method
            );
        }
        catch (AmazonServiceException)
        {
            // Only the default is lost.
            return "/";
        }
    }
}
