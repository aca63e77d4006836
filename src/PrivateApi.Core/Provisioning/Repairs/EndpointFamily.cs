using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability.Changes;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.Repairs;

/// <summary>Changes of VPC endpoints.</summary>
internal sealed class EndpointFamily(AwsSession session) : IChangeFamily
{
    private const string WasOn = nameof(WasOn);
    private const string Policy = nameof(Policy);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly EndpointUpdate _update = new(session);

    public IReadOnlyList<ChangeKind> Kinds { get; } = [ChangeKind.PrivateDns, ChangeKind.EndpointPolicy];

    public async Task<IReadOnlyDictionary<string, string>> MakeAsync(
        Change change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        switch (change)
        {
            case PrivateDnsChange dns:
                return await SetAsync(
                    dns.EndpointId,
                    new EndpointChange { PrivateDnsEnabled = dns.IsOn },
                    new Dictionary<string, string> { [WasOn] = dns.IsOn ? bool.FalseString : bool.TrueString },
                    progress,
                    stop
                );
            case EndpointPolicyChange policy:
                VpcEndpoint? before = await EndpointsById.FindAsync(session.Ec2, policy.EndpointId, stop);
                return await SetAsync(
                    policy.EndpointId,
                    new EndpointChange { Policy = policy.Policy },
                    new Dictionary<string, string> { [Policy] = before?.PolicyDocument ?? string.Empty },
                    progress,
                    stop
                );
            default:
                throw new ArgumentException($"{change.Kind} is not a change of an endpoint.", nameof(change));
        }
    }

    // A policy gets its text again as it was, white space included.
    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        made.Kind == ChangeKind.PrivateDns
            ? SetAsync(made.Target, new EndpointChange { PrivateDnsEnabled = bool.Parse(made.Before[WasOn]) }, progress, stop)
            : session.Ec2.ModifyVpcEndpointAsync(
                made.Before[Policy] is { Length: > 0 } policy
                    ? new ModifyVpcEndpointRequest { VpcEndpointId = made.Target, PolicyDocument = policy }
                    : new ModifyVpcEndpointRequest { VpcEndpointId = made.Target, ResetPolicy = true },
                stop
            );

    // The wait for the change may fail or be stopped once it is made.
    private async Task<IReadOnlyDictionary<string, string>> SetAsync(
        string id,
        EndpointChange wanted,
        Dictionary<string, string> before,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        EndpointModification modification = await _update.PlanAsync(id, wanted, progress, stop);
        return modification.IsEmpty
            ? before
            : await HalfMadeException.GuardAsync(before, () => _update.ApplyAsync(modification, Limit, progress, stop));
    }

    private async Task SetAsync(string id, EndpointChange wanted, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        EndpointModification modification = await _update.PlanAsync(id, wanted, progress, stop);
        if (!modification.IsEmpty)
        {
            await _update.ApplyAsync(modification, Limit, progress, stop);
        }
    }
}
