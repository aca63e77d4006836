using Amazon.EC2.Model;
using PrivateApi.Aws.Session;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning.EndpointPlans;
using PrivateApi.Reachability.Changes;

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
                await SetAsync(dns.EndpointId, new EndpointChange { PrivateDnsEnabled = dns.IsOn }, progress, stop);
                return new Dictionary<string, string> { [WasOn] = dns.IsOn ? bool.FalseString : bool.TrueString };
            case EndpointPolicyChange policy:
                VpcEndpoint? before = await Endpoints.FindAsync(session.Ec2, policy.EndpointId, stop);
                await SetAsync(policy.EndpointId, new EndpointChange { Policy = policy.Policy }, progress, stop);
                return new Dictionary<string, string> { [Policy] = before?.PolicyDocument ?? string.Empty };
            default:
                throw new ArgumentException($"{change.Kind} is not a change of an endpoint.", nameof(change));
        }
    }

    public Task UndoAsync(MadeChange made, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        made.Kind == ChangeKind.PrivateDns
            ? SetAsync(made.Target, new EndpointChange { PrivateDnsEnabled = bool.Parse(made.Before[WasOn]) }, progress, stop)
        : made.Before[Policy] is { Length: > 0 } policy ? SetAsync(made.Target, new EndpointChange { Policy = policy }, progress, stop)
        : session.Ec2.ModifyVpcEndpointAsync(new ModifyVpcEndpointRequest { VpcEndpointId = made.Target, ResetPolicy = true }, stop);

    private async Task SetAsync(string id, EndpointChange wanted, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        EndpointModification modification = await _update.PlanAsync(id, wanted, progress, stop);
        if (!modification.IsEmpty)
        {
            await _update.ApplyAsync(modification, Limit, progress, stop);
        }
    }
}
