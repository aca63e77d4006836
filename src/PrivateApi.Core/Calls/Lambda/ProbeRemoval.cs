using Amazon.EC2.Model;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// Takes probes away: the function, then its network interface, which Lambda releases when it pleases, then the group
/// made for it, and the role when no probe of the Region is left. Lambda deletes the interface in the role's name, so
/// the role must outlive it. State-driven: the same command goes on where another was stopped.
/// </summary>
internal sealed class ProbeRemoval(AwsSession session) : IProbeRemoval
{
    // The Lambda team's word to Terraform's maintainers: 35 minutes at the 99th percentile (terraform-provider-aws#10044).
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan TakeBackLimit = TimeSpan.FromMinutes(2);

    private readonly ProbeFunctions _functions = new(session);
    private readonly ProbeGroups _groups = new(session);
    private bool _mayList = true;

    private ProbeInterfaces Interfaces => new(session, token => AllAsync(null, token));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ProbeFunction>> ListAsync(string? vpcId, CancellationToken stop)
    {
        List<ProbeFunction> found = [];
        foreach (FunctionConfiguration function in (await AllAsync(null, stop)).Where(item => IsNamedAsProbe(item, vpcId)))
        {
            if (await _functions.DescribeAsync(function.FunctionName, stop) is { } probe)
            {
                found.Add(probe);
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListLeavingAsync(string vpcId, CancellationToken stop)
    {
        IReadOnlyList<NetworkInterface> left = await Interfaces.LeftAsync(vpcId, ProbeNames.Prefix, stop);

        // A user who may not see functions cannot know whether one keeps it.
        return _mayList ? [.. left.Select(item => item.NetworkInterfaceId)] : [];
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        IReadOnlyList<FunctionConfiguration> all = await AllAsync(progress, stop);
        IReadOnlyList<FunctionConfiguration> doomed = await OwnAsync(all.Where(item => IsNamedAsProbe(item, vpcId)), progress, stop);
        HashSet<string> kept = [.. all.Except(doomed).SelectMany(Groups)];
        List<string> groups = [.. (await _groups.ListAsync(vpcId, stop)).Select(group => group.GroupId).Where(id => !kept.Contains(id))];
        await RemoveAsync(vpcId, doomed, groups, ProbeNames.Prefix, progress, stop);
    }

    /// <summary>Removes one probe and what no other one needs.</summary>
    public async Task RemoveOneAsync(string functionName, string vpcId, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        IReadOnlyList<FunctionConfiguration> all = await AllAsync(progress, stop);
        IReadOnlyList<FunctionConfiguration> doomed = await OwnAsync(all.Where(item => item.FunctionName == functionName), progress, stop);
        HashSet<string> used = [.. doomed.SelectMany(Groups)];
        used.ExceptWith(all.Except(doomed).SelectMany(Groups));
        List<string> own = [.. (await _groups.ListAsync(vpcId, stop)).Select(group => group.GroupId).Where(used.Contains)];
        await RemoveAsync(vpcId, doomed, own, functionName, progress, stop);
    }

    /// <summary>Deletes a function that a failed run had made, with its interface; its group and role are steps of their own.</summary>
    public async Task TakeBackAsync(string functionName, string vpcId, RunMark run, CancellationToken stop)
    {
        GetFunctionResponse? found = await _functions.FindAsync(functionName, stop);
        if (!run.IsOn(found?.Tags))
        {
            return;
        }

        await DeleteAsync(functionName, stop);
        if (found!.Configuration.VpcConfig?.SecurityGroupIds is { Count: > 0 } groups)
        {
            await Interfaces.WaitReleasedAsync(vpcId, groups, functionName, TakeBackLimit, null, stop);
        }
    }

    /// <summary>A name is a hint where to look, and no proof.</summary>
    private static bool IsNamedAsProbe(FunctionConfiguration function, string? vpcId) =>
        function.FunctionName.StartsWith(ProbeNames.Prefix, StringComparison.Ordinal)
        && (vpcId is null || function.VpcConfig?.VpcId == vpcId);

    /// <summary>
    /// Those that are ours by their tags and their code; ListFunctions shows no tags, so each is read. Others are reported and left
    /// alone.
    /// </summary>
    private async Task<IReadOnlyList<FunctionConfiguration>> OwnAsync(
        IEnumerable<FunctionConfiguration> candidates,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        List<FunctionConfiguration> own = [];
        foreach (FunctionConfiguration candidate in candidates)
        {
            string name = candidate.FunctionName;
            switch (await _functions.OwnershipAsync(name, stop))
            {
                case null:
                    break;
                case { Length: 0 }:
                    own.Add(candidate);
                    break;
                case { } why:
                    progress.Report(
                        ProgressEvent.Warning(
                            $"The function {name} is named like this module's probes, but {why}. "
                                + "It was left alone, and keeps its subnets and security groups in use. "
                                + $"If nobody needs it: {ProbeErrors.Remove(name)}"
                        )
                    );
                    break;
            }
        }

        return own;
    }

    private async Task RemoveAsync(
        string vpcId,
        IReadOnlyList<FunctionConfiguration> doomed,
        List<string> ownGroups,
        string named,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        string? fallback = ownGroups.Count > 0 ? await _groups.FindDefaultAsync(vpcId, stop) : null;
        foreach (FunctionConfiguration function in doomed)
        {
            if (fallback is not null && Groups(function).Intersect(ownGroups).Any())
            {
                await MoveAsync(function, fallback, progress, stop);
            }

            await DeleteAsync(function.FunctionName, stop);
            progress.Report(ProgressEvent.Verbose($"Deleted the probe {function.FunctionName}."));
        }

        // By name too: a removal that was stopped after a function's deletion left its interface, and nothing else that tells of it.
        HashSet<string> waitedFor = [.. doomed.SelectMany(Groups), .. ownGroups];
        await Interfaces.WaitReleasedAsync(
            vpcId,
            fallback is null ? waitedFor : [.. waitedFor, fallback],
            _mayList ? named : null,
            ReleaseLimit,
            progress,
            stop
        );
        foreach (string id in ownGroups)
        {
            await _groups.DeleteAsync(
                id,
                async token => (await AllAsync(null, token)).Any(function => Groups(function).Contains(id)),
                progress,
                stop
            );
        }

        // Looked at anew: the waits may have been long, and a removal that was killed here is finished by the next one.
        if (_mayList && await IsRegionFreeAsync(stop))
        {
            await new ProbeRole(session).DeleteUnusedAsync(await AllAsync(null, stop), progress, stop);
        }
    }

    /// <summary>
    /// Puts a function into the VPC's default group, so that ours is free before Lambda lets the interface go
    /// (Terraform's replace_security_groups_on_destroy). A function that cannot be changed is deleted as it is.
    /// </summary>
    private async Task MoveAsync(FunctionConfiguration function, string group, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        try
        {
            await session.Lambda.UpdateFunctionConfigurationAsync(
                new UpdateFunctionConfigurationRequest
                {
                    FunctionName = function.FunctionName,
                    VpcConfig = new VpcConfig { SubnetIds = function.VpcConfig!.SubnetIds, SecurityGroupIds = [group] },
                },
                stop
            );
            await _functions.WaitActiveAsync(function.FunctionName, progress, stop);
        }
        catch (AmazonServiceException e) when ((int)e.StatusCode is >= 400 and < 500)
        {
            progress.Report(ProgressEvent.Verbose($"{function.FunctionName} could not be moved to {group}: {e.Message.TrimEnd()}"));
        }
        catch (PrivateApiException e) when (e.ErrorId is "ProbeFailed" or "TimedOut")
        {
            progress.Report(ProgressEvent.Verbose(e.Message));
        }
    }

    private Task DeleteAsync(string functionName, CancellationToken stop) =>
        ProbeErrors.IgnoreAbsentAsync(session.Lambda.DeleteFunctionAsync(new DeleteFunctionRequest { FunctionName = functionName }, stop));

    /// <summary>
    /// Lambda gives interfaces back in the role's name: while a probe's group or interface is left somewhere, another command is
    /// at that.
    /// </summary>
    private async Task<bool> IsRegionFreeAsync(CancellationToken stop)
    {
        DescribeSecurityGroupsRequest request = new() { Filters = [Ec2Tags.Filter("tag:" + ResourceTags.Step, ProbeGroup.StepName)] };
        return (await session.Ec2.Paginators.DescribeSecurityGroups(request).SecurityGroups.ToListAsync(stop)).Count == 0
            && (await Interfaces.LeftAsync(null, ProbeNames.Prefix, stop)).Count == 0;
    }

    private static IEnumerable<string> Groups(FunctionConfiguration function) => function.VpcConfig?.SecurityGroupIds ?? [];

    /// <summary>A user who may not see functions has made no probe; the endpoint and network commands must work all the same.</summary>
    private async Task<IReadOnlyList<FunctionConfiguration>> AllAsync(IProgress<ProgressEvent>? progress, CancellationToken stop)
    {
        try
        {
            return await _functions.ListAllAsync(stop);
        }
        catch (AmazonServiceException e) when (ProbeErrors.IsForbidden(e))
        {
            _mayList = false;
            progress?.Report(
                ProgressEvent.Warning(
                    "lambda:ListFunctions is not permitted, so probes of Invoke-PrivateApi were not searched for. "
                        + "An existing probe keeps its subnets and security groups in use."
                )
            );
            return [];
        }
    }
}
