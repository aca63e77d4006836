using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>Waits for endpoints and for rules to be at work, and for both to be gone.</summary>
internal sealed class ResolverWait(ResolverReads reads, TimeSpan limit, IProgress<ProgressEvent> progress)
{
    /// <summary>Terraform's limit for each of these is ten minutes.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(8);

    /// <summary>Waits until an endpoint works.</summary>
    /// <exception cref="PrivateApiException"><c>ResolverFailed</c>, <c>ResolverNotFound</c>, <c>TimedOut</c>.</exception>
    public Task UntilOperationalAsync(string id, CancellationToken stop) =>
        Polling.UntilAsync(
            $"Waiting for {id} to become operational",
            Interval,
            limit,
            async token =>
            {
                ResolverEndpoint endpoint =
                    await reads.FindAsync(id, token)
                    ?? throw Resolvers.NotFound(id, $"Resolver endpoint {id} was deleted during the wait.");
                return endpoint.Status switch
                {
                    "OPERATIONAL" => Polling.Ready(true),
                    "ACTION_NEEDED" or "DELETING" => throw Failed(endpoint),
                    _ => Polling.NotYet<bool>(endpoint.Status),
                };
            },
            progress,
            stop
        );

    /// <summary>Waits until an endpoint, and with it its network interfaces, is gone.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>.</exception>
    public Task UntilGoneAsync(string id, CancellationToken stop) =>
        Polling.UntilAsync(
            $"Waiting for {id} to be deleted",
            Interval,
            limit,
            async token => await reads.FindAsync(id, token) is { } left ? Polling.NotYet<bool>(left.Status) : Polling.Ready(true),
            progress,
            stop
        );

    /// <summary>Waits until a rule is at work in a VPC.</summary>
    /// <exception cref="PrivateApiException"><c>ResolverFailed</c>, <c>TimedOut</c>.</exception>
    public Task UntilAssociatedAsync(string ruleId, string vpcId, CancellationToken stop) =>
        Polling.UntilAsync(
            $"Waiting for {ruleId} to work in {vpcId}",
            Interval,
            limit,
            async token =>
                await AssociationAsync(ruleId, vpcId, token) switch
                {
                    { Status: "COMPLETE" } => Polling.Ready(true),
                    { Status: "FAILED" } failed => throw new PrivateApiException(
                        "ResolverFailed",
                        FaultKind.ServiceFault,
                        $"Rule {ruleId} does not work in {vpcId}: {failed.StatusMessage}",
                        vpcId
                    ),
                    var other => Polling.NotYet<bool>(other?.Status ?? "not visible yet"),
                },
            progress,
            stop
        );

    /// <summary>Waits until a rule is no longer at work in a VPC; before that AWS deletes no rule.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>.</exception>
    public Task UntilDisassociatedAsync(string ruleId, string vpcId, CancellationToken stop) =>
        Polling.UntilAsync(
            $"Waiting for {ruleId} to leave {vpcId}",
            Interval,
            limit,
            async token =>
                await AssociationAsync(ruleId, vpcId, token) is { } left ? Polling.NotYet<bool>(left.Status) : Polling.Ready(true),
            progress,
            stop
        );

    private async Task<ResolverRuleAssociation?> AssociationAsync(string ruleId, string vpcId, CancellationToken stop) =>
        (await reads.AssociationsAsync(ruleId, stop)).Find(item => item.VPCId == vpcId);

    private static PrivateApiException Failed(ResolverEndpoint endpoint) =>
        new(
            "ResolverFailed",
            FaultKind.ServiceFault,
            $"Resolver endpoint {endpoint.Id} is {endpoint.Status}. {endpoint.StatusMessage} "
                + $"{ResolverRemoval.Command(endpoint.Id)} removes it.",
            endpoint.Id
        );
}
