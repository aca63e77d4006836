using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Session;
using PrivateApi.Policy.Analysis;
using PrivateApi.Policy.Editing;
using PrivateApi.Policy.Language;
using PrivateApi.Policy.Lint;
using PrivateApi.Progress;
using PrivateApi.Provisioning.ApiPlans;
using PrivateApi.Resources;

namespace PrivateApi.Provisioning.DomainPlans;

/// <summary>
/// Changes a private custom domain name of the account: who may call it, who may associate endpoints, certificate, routing mode.
/// </summary>
internal sealed class DomainUpdate(AwsSession session)
{
    /// <summary>What would change. Changes nothing.</summary>
    /// <param name="name">The name.</param>
    /// <param name="id">Its id; null for the only one of the name.</param>
    /// <param name="change">What is asked for.</param>
    /// <param name="progress">Receives warnings about the policy.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="Errors.PrivateApiException"><c>DomainNotFound</c>, <c>AmbiguousName</c>, <c>NotOurs</c>, <c>PolicyHasErrors</c>,
    /// <c>CertificateNotFound</c>, <c>CertificateMismatch</c>, and those of an edit.</exception>
    public async Task<DomainModification> PlanAsync(
        string name,
        string? id,
        DomainChange change,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        DomainName listed = await new Domains(session).GetOwnAsync(name, id, stop);
        DomainName domain = await DomainWrites.ReadAsync(session, listed.Name, listed.DomainNameId!, stop);
        List<PatchOperation> operations = [];
        List<string> lines = [];
        bool widens = await PolicyAsync(domain, change, operations, lines, progress, stop) | Share(domain, change, operations, lines);
        if (change.CertificateArn is { } certificate && certificate != domain.CertificateArn)
        {
            await Certificates.RequireAsync(session, certificate, domain.Name, stop);
            operations.Add(ApiSettings.Replace("/certificateArn", certificate));
            lines.Add($"Certificate: {certificate}. It takes AWS about 15 minutes, in which the name answers.");
        }

        if (change.RoutingMode is { } mode && mode != domain.RoutingMode)
        {
            operations.Add(ApiSettings.Replace("/routingMode", mode));
            lines.Add($"Routing mode: {mode}, not {domain.RoutingMode} any more");
        }

        return new DomainModification(domain.Name, domain.DomainNameId!, operations, lines) { Widens = widens };
    }

    /// <summary>Makes the change.</summary>
    public Task ApplyAsync(DomainModification change, IProgress<ProgressEvent> progress, CancellationToken stop) =>
        change.IsEmpty
            ? Task.CompletedTask
            : DomainWrites.PatchAsync(session, change.Name, change.Id, [.. change.Operations], progress, stop);

    // Compared in the short form: AWS stores the name's own ARN.
    private async Task<bool> PolicyAsync(
        DomainName domain,
        DomainChange change,
        List<PatchOperation> operations,
        List<string> lines,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        if (change.Policy is null && change.Edits.IsEmpty)
        {
            return false;
        }

        string account = await session.GetAccountIdAsync(stop);
        string own = DomainPolicies.InvokeArn(session.Partition, session.Region, account, domain.Name, domain.DomainNameId);
        PolicyDocument? before = string.IsNullOrWhiteSpace(domain.Policy)
            ? null
            : PolicyDocument.Parse(DomainPolicies.Short(domain.Policy, own));
        PolicyContext context = new(session.Partition, session.Region, account, domain.DomainNameId!);
        PolicyEdits edits = change.Edits with { StatementRemoval = PolicyEdits.ByReplacement };
        PolicyEdit? edit = change.Policy is null ? edits.Apply(before?.ToJson(), context) : null;
        foreach (string note in edit?.Notes ?? [])
        {
            progress.Report(ProgressEvent.Warning(note));
        }

        PolicyDocument after = PolicyDocument.Parse(DomainPolicies.Short(edit?.Policy ?? change.Policy!.ToJson(), own));
        if (after.MeansSame(before, context))
        {
            return false;
        }

        PolicyCheck.Require(after, new LintContext(), change.Force, progress, edit is null ? null : before);
        operations.Add(ApiSettings.Replace("/policy", after.ToJson()));
        lines.AddRange(["Who may call it:", .. PolicyDiff.Compare(before, after, context).Select(item => "  " + item)]);
        return AccessChange.Between(before, after, context, true).Widens != false;
    }

    private bool Share(DomainName domain, DomainChange change, List<PatchOperation> operations, List<string> lines)
    {
        string arn = domain.DomainNameArn ?? string.Empty;
        string[] added = DomainSharing.Missing(domain.ManagementPolicy, session.Partition, arn, change.ShareWithAccounts);
        string? policy =
            added.Length > 0 ? DomainSharing.With(domain.ManagementPolicy, session.Partition, arn, added) : domain.ManagementPolicy;
        (string? less, string[] removed) = DomainSharing.Without(policy, session.Partition, change.StopSharingWithAccounts);
        if (added.Length + removed.Length > 0)
        {
            operations.Add(ApiSettings.Replace("/managementPolicy", less ?? string.Empty));
            lines.AddRange(added.Select(account => $"Share it with {account}, whose endpoints may then be associated with it"));
            lines.AddRange(removed.Select(account => $"Stop sharing it with {account}; its associations stay until they are rejected"));
        }

        return added.Length > 0;
    }
}
