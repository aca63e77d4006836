using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning.NetworkPlans;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Provisioning.ResolverPlans;

/// <summary>
/// Removes a resolver in AWS's order: associations of its rules, the rules, the endpoint, the security group created for it, each
/// once what goes before it is gone.
/// </summary>
internal sealed class ResolverRemoval(AwsSession session)
{
    private readonly ResolverReads _reads = new(session);
    private readonly Ec2Calls _calls = new(PlanTiming.For(session));

    /// <summary>The command that removes a resolver.</summary>
    public static CommandLine Command(string id) => CommandLine.ForCmdlet("Remove-PrivateApiResolver").With("ResolverEndpointId", id);

    /// <summary>What an id stands for, if this module created it and nobody else's rules need it. Changes nothing.</summary>
    /// <exception cref="PrivateApiException"><c>ResolverNotFound</c>, <c>NotOurs</c>, <c>ResolverInUse</c>.</exception>
    public async Task<ResolverTarget> CheckAsync(string id, CancellationToken stop)
    {
        ResolverEndpoint? found = await _reads.FindAsync(id, stop);
        IReadOnlyDictionary<string, string>? tags = found is null ? null : await _reads.TagsAsync(found.Arn, stop);
        if (found is null || tags is null)
        {
            throw Resolvers.NotFound(id, $"There is no Resolver endpoint {id} in {session.Region}. Get-PrivateApiResolver lists them.");
        }

        if (new TaggedEndpoint(found, tags).Name is not { } name)
        {
            throw new PrivateApiException(
                "NotOurs",
                FaultKind.Conflict,
                $"{id} has no tag {ResourceTags.Name}, so New-PrivateApiResolver did not create it, and "
                    + "Remove-PrivateApiResolver leaves it alone. Whoever made it has to remove it.",
                id
            );
        }

        List<string> foreign = [];
        foreach (ResolverRule rule in await _reads.RulesAsync(id, stop))
        {
            if (!await IsOursAsync(rule, name, stop))
            {
                foreign.Add($"{rule.Id} ({rule.DomainName.TrimEnd('.')})");
            }
        }

        return foreign.Count == 0
            ? new ResolverTarget(name, found.HostVPCId, id)
            : throw new PrivateApiException(
                "ResolverInUse",
                FaultKind.Conflict,
                $"{id} carries rules that New-PrivateApiResolver did not create: {string.Join(", ", foreign)}. AWS deletes no endpoint "
                    + "that has rules. Nothing was deleted; remove these rules first.",
                id
            );
    }

    /// <summary>The resolvers whose name passes, and with one name what an earlier removal left.</summary>
    /// <param name="named">The names that are meant.</param>
    /// <param name="name">The name, if it is one; null for a pattern.</param>
    /// <param name="stop">Stops the reads.</param>
    /// <exception cref="PrivateApiException"><c>ResolverNotFound</c>: there is nothing with this name.</exception>
    public async Task<IReadOnlyList<ResolverTarget>> FindAsync(Func<string, bool> named, string? name, CancellationToken stop)
    {
        List<ResolverTarget> found =
        [
            .. (await _reads.TaggedAsync(stop))
                .Where(item => item.Name is { } own && named(own))
                .Select(item => new ResolverTarget(item.Name!, item.Endpoint.HostVPCId, item.Endpoint.Id)),
        ];
        if (found.Count == 0 && name is not null)
        {
            found.AddRange(
                (await _reads.GroupsAsync(name, null, stop)).Select(group => new ResolverTarget(name, group.VpcId, null)).Distinct()
            );
            return found.Count > 0
                ? found
                : throw Resolvers.NotFound(
                    name,
                    $"There is no resolver called '{name}' in {session.Region}. Get-PrivateApiResolver lists the resolvers."
                );
        }

        return found;
    }

    /// <summary>What goes with it, a line each, in the order in which it goes. Changes nothing.</summary>
    public async Task<IReadOnlyList<string>> SurveyAsync(ResolverTarget target, CancellationToken stop)
    {
        List<string> lines = [];
        if (target.ResolverEndpointId is { } id)
        {
            foreach (ResolverRule rule in await _reads.RulesAsync(id, stop))
            {
                lines.AddRange(
                    (await _reads.AssociationsAsync(rule.Id, stop)).Select(item => $"Association of rule {rule.Id} with {item.VPCId}")
                );
                lines.Add($"Rule {rule.Id}, which forwards {rule.DomainName.TrimEnd('.')}");
            }

            List<IpAddressResponse> addresses = await _reads.AddressesAsync(id, stop);
            lines.Add(
                $"Resolver endpoint {id} in {target.VpcId}, with its addresses "
                    + string.Join(", ", addresses.SelectMany(item => new[] { item.Ip, item.Ipv6 }).OfType<string>())
            );
        }

        lines.AddRange(
            (await _reads.GroupsAsync(target.Name, target.VpcId, stop)).Select(group =>
                $"Security group {group.GroupId}, created for the resolver, unless something else uses it"
            )
        );
        return lines;
    }

    /// <summary>Removes it, and waits until it is gone.</summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>, or the code of AWS's refusal.</exception>
    public async Task RemoveAsync(ResolverTarget target, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        ResolverDeletion deletion = new(session, new ResolverWait(_reads, ResolverWait.DefaultLimit, progress));
        if (target.ResolverEndpointId is { } id)
        {
            foreach (ResolverRule rule in await _reads.RulesAsync(id, stop))
            {
                foreach (ResolverRuleAssociation item in await _reads.AssociationsAsync(rule.Id, stop))
                {
                    await deletion.DisassociateAsync(rule.Id, item.VPCId, stop);
                    progress.Report(ProgressEvent.Verbose($"Disassociated {rule.Id} from {item.VPCId}."));
                }

                await deletion.DeleteRuleAsync(rule.Id, stop);
                progress.Report(ProgressEvent.Verbose($"Deleted {rule.Id}."));
            }

            await deletion.DeleteEndpointAsync(id, stop);
            progress.Report(ProgressEvent.Verbose($"Deleted {id}."));
        }

        await RemoveGroupsAsync(target, progress, stop);
    }

    private async Task<bool> IsOursAsync(ResolverRule rule, string name, CancellationToken stop) =>
        await _reads.TagsAsync(rule.Arn, stop) is not { } tags
        || (tags.GetValueOrDefault(ResourceTags.Name) == name && tags.GetValueOrDefault(ResourceTags.Step) == ResolverSteps.Rule);

    private async Task RemoveGroupsAsync(ResolverTarget target, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        foreach (SecurityGroup group in await _reads.GroupsAsync(target.Name, target.VpcId, stop))
        {
            DescribeNetworkInterfacesRequest users = new() { Filters = [Ec2Tags.Filter("group-id", group.GroupId)] };
            List<NetworkInterface> all = await session.Ec2.Paginators.DescribeNetworkInterfaces(users).NetworkInterfaces.ToListAsync(stop);

            // Those of the endpoint itself may be shown for a while after it.
            List<NetworkInterface> others = all.FindAll(item =>
                target.ResolverEndpointId is not { } id || item.Description?.Contains(id, StringComparison.Ordinal) != true
            );
            if (others.Count > 0)
            {
                progress.Report(
                    ProgressEvent.Warning(
                        $"Security group {group.GroupId}, created for this resolver, stays: "
                            + $"it is used by {string.Join("; ", others.Select(NetworkContents.Describe))}. "
                            + $"{SecurityGroupSteps.Remove(group.GroupId)} removes it later."
                    )
                );
                continue;
            }

            await _calls.DeleteAsync(
                group.GroupId,
                token => session.Ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = group.GroupId }, token),
                progress,
                stop
            );
            progress.Report(ProgressEvent.Verbose($"Deleted {group.GroupId}."));
        }
    }
}
