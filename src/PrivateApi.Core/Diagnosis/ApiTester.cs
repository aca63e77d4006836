using System.Runtime.CompilerServices;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Reachability;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Diagnosis;

/// <summary>Takes a snapshot for an order, and prepares the calls to judge over it. Only reads.</summary>
/// <param name="session">The API's account.</param>
/// <param name="callerSession">The account that the callers are in, with their networks and endpoints; null for the same.</param>
/// <param name="home">Opens a session in the Region of the user's profile, where a caller may be; null for none.</param>
internal sealed class ApiTester(AwsSession session, AwsSession? callerSession = null, Func<AwsSession?>? home = null)
{
    /// <summary>
    /// The facts of one API at a time, and one call for each stage and caller (without a caller: for each endpoint). A file gets all of
    /// them, so then they are collected together.
    /// </summary>
    /// <param name="request">What is asked.</param>
    /// <param name="file">Where to write the snapshot to; null for nowhere.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="PrivateApiException">
    /// <c>DomainNameRequired</c>, <c>CallerNotFound</c>, <c>SecurityGroupNotFound</c>, <c>SnapshotNotWritten</c>.
    /// </exception>
    public async IAsyncEnumerable<SnapshotCase> TakeAsync(
        TestRequest request,
        string? file,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        string[] ids = [.. request.Apis.Select(api => api.RestApiId).Distinct(StringComparer.Ordinal)];
        await using TestFlow flow = await OpenAsync(request, ids, null, stop);
        int added = 0;
        while (added < ids.Length || flow.Count > 0)
        {
            while (added < ids.Length && (file is not null || !flow.IsFull))
            {
                flow.Add(ids[added++], null);
            }

            SnapshotCase taken = await flow.TakeAsync(file is null ? 1 : ids.Length);
            if (file is not null)
            {
                SnapshotFile.Write(file, taken);
            }

            yield return taken;
        }
    }

    /// <summary>Tests of APIs that arrive one after the other, and differ in nothing else.</summary>
    /// <param name="request">What is asked of each.</param>
    /// <param name="restApiIds">The APIs that may arrive.</param>
    /// <param name="listed">All APIs of the Region as they were just listed; null to list them.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="PrivateApiException"><c>DomainNameRequired</c>, <c>CallerNotFound</c>.</exception>
    public async Task<TestFlow> OpenAsync(
        TestRequest request,
        IReadOnlyList<string> restApiIds,
        IReadOnlyList<RestApi>? listed,
        CancellationToken stop
    )
    {
        if (request is { UrlForm: UrlForm.CustomDomain, DomainName: null })
        {
            throw new PrivateApiException(
                "DomainNameRequired",
                FaultKind.InvalidArgument,
                "-UrlForm CustomDomain calls a custom domain name. Name it with -DomainName; -UrlForm is then not needed."
            );
        }

        IReadOnlyList<Caller> callers = await new CallerSearch(callerSession ?? session, home).FindAsync(request.Caller, stop);
        SnapshotScope scope = new()
        {
            RestApiIds = restApiIds,
            Listed = listed,
            StageName = request.StageName,
            IncludesOtherStages = request.Url is not null,
            Callers = callers,
            VpcEndpointId = request.VpcEndpointId,
            IsOtherName = request.UrlHost is { } host ? !ApiHost.Parse(host).IsApiGateways : request.DomainName is not null,
            DomainName = request.DomainName ?? request.ForwardedName,
            DomainNames = request.DomainNames,
            HostName = request.UrlHost ?? request.DomainName,
            Principal = request.Principal,
            Called = stage => CalledMethod.Find(stage, request.Method, TestCalls.PathOf(request, stage)),
            ApiKey = SentApiKey.In(request.Headers),
            LoadBalancerArn = request.LoadBalancerArn,
        };
        return new TestFlow(request, callers, new SnapshotCollector(session, callerSession, scope, stop));
    }
}
