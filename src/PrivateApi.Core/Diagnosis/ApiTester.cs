using System.Runtime.CompilerServices;
using PrivateApi.Aws.Session;
using PrivateApi.Diagnosis.Collection;
using PrivateApi.Diagnosis.Snapshots;
using PrivateApi.Errors;
using PrivateApi.Facts;
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
    // API Gateway answers ten calls a second: the calls for this many APIs take longer than the pause between two parts.
    private const int PartSize = 100;

    /// <summary>
    /// The facts of this many APIs at a time, and one call for each API, stage and caller (without a caller: for each endpoint). A file
    /// gets all of them, so then they are collected together.
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
            RestApiIds = [.. request.Apis.Select(api => api.RestApiId).Distinct(StringComparer.Ordinal)],
            StageName = request.StageName,
            IncludesOtherStages = request.Url is not null,
            Callers = callers,
            VpcEndpointId = request.VpcEndpointId,
            IsOtherName = request.DomainName is not null || (request.UrlHost is { } host && !ApiHost.Parse(host).IsApiGateways),
            DomainName = request.DomainName ?? request.ForwardedName,
            HostName = request.UrlHost ?? request.DomainName,
            Principal = request.Principal,
            Called = stage => CalledMethod.Find(stage, request.Method, TestCalls.PathOf(request, stage)),
            ApiKey = SentApiKey.In(request.Headers),
            LoadBalancerArn = request.LoadBalancerArn,
        };
        await foreach (
            (IReadOnlyList<string> part, AccountSnapshot snapshot) in new SnapshotCollector(session, callerSession).TakeAsync(
                scope,
                file is null ? PartSize : int.MaxValue,
                stop
            )
        )
        {
            RequireGroups(request.Caller, callers, snapshot);
            SnapshotCase taken = new() { Snapshot = snapshot, Calls = [.. TestCalls.Create(request, part, snapshot, callers)] };
            if (file is not null)
            {
                SnapshotFile.Write(file, taken);
            }

            yield return taken;
        }
    }

    // Nothing would be known of what it lets out, and nothing else would say why.
    private static void RequireGroups(CallerRequest request, IReadOnlyList<Caller> callers, AccountSnapshot snapshot)
    {
        // A caller on premises has none, and the groups of one in another Region are not read.
        string[] missing =
        [
            .. callers
                .Where(caller => caller.IsInVpc && caller.Region is null)
                .SelectMany(caller => caller.SecurityGroupIds ?? [])
                .Intersect(request.SecurityGroupIds, StringComparer.Ordinal)
                .Except(snapshot.SecurityGroups.Select(group => group.Id), StringComparer.Ordinal),
        ];
        if (missing.Length > 0 && snapshot.Missing("SecurityGroup") is null)
        {
            throw new PrivateApiException(
                "SecurityGroupNotFound",
                FaultKind.NotFound,
                $"There is no security group {string.Join(", ", missing)} in account {snapshot.AccountId}, {snapshot.Region}. Check the "
                    + "id, -Region and the profile.",
                missing[0]
            );
        }
    }
}
