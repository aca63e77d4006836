// Over 250 lines: the whole life of one role: found, made, compared, restored, deleted.
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;
using PrivateApi.Text;

namespace PrivateApi.Calls.Lambda;

/// <summary>The role of a Region's probes: Lambda may handle network interfaces with it, and nobody anything else. No logs.</summary>
internal sealed class ProbeRole(AwsSession session)
{
    private const string Path = "/";

    private readonly string _name = ProbeNames.Role(session.Region);
    private readonly PlanTiming _timing = PlanTiming.For(session);
    private bool _mayHavePolicy;

    private CommandLine Removal => CommandLine.ForCmdlet("Remove-IAMRole").With("RoleName", _name);

    /// <summary>Makes the role, marked as this run's.</summary>
    public PlanStep Create(string ownerArn, RunMark run) =>
        new()
        {
            Name = ProbeTags.RoleStep,
            Description = $"Create the IAM role {_name}",
            Find = async stop => (await FindAsync(stop))?.Arn,
            FindOwn = async stop => await FindAsync(stop) is { } role && run.IsOn(Tags(role)) ? role.Arn : null,
            Create = async stop => (
                    await session.Iam.CreateRoleAsync(
                        new CreateRoleRequest
                        {
                            RoleName = _name,
                            Description = $"PrivateApi's probes in {session.Region}: their own network interfaces, nothing else",
                            AssumeRolePolicyDocument = (await ProbeRolePolicies.OfAsync(session, stop)).Trust,
                            Tags =
                            [
                                .. ProbeTags
                                    .Create(_name, ProbeTags.RoleStep, ownerArn, run, DateTimeOffset.UtcNow)
                                    .Select(tag => new Tag { Key = tag.Key, Value = tag.Value }),
                            ],
                        },
                        stop
                    )
                ).Role.Arn,

            // Another run may have put a function under it by now: the role is then that run's as well.
            Undo = async (_, progress, stop) =>
                await DeleteUnusedAsync(await new ProbeFunctions(session).ListAllAsync(stop), progress, stop),
            RemovalCommand = _ => Removal,

            // IAM deletes no role that has a policy (IAM API reference, DeleteRole: DeleteConflict).
            RemovalBefore = () =>
                _mayHavePolicy
                    ? [CommandLine.ForCmdlet("Remove-IAMRolePolicy").With("RoleName", _name).With("PolicyName", ProbeNames.RolePolicy)]
                    : [],
        };

    /// <summary>Gives the role its policies, and takes away what others gave it.</summary>
    public PlanStep Permit(PlanStep role, IProgress<ProgressEvent> progress) =>
        new()
        {
            Name = "role-policy",
            Description = "Allow it EC2's network interface actions, and nothing else",
            Within = role,
            Find = async stop => (await DifferencesAsync(progress, stop)).Count == 0 ? ProbeNames.RolePolicy : null,
            Create = async stop =>
            {
                await RestoreAsync(role.State == PlanStepState.Created, progress, stop);
                return ProbeNames.RolePolicy;
            },
        };

    /// <summary>
    /// Deletes the role if it is ours and no function has it. Lambda gives network interfaces back in the role's name: while a
    /// probe's group is left in the Region, another command is at that.
    /// </summary>
    /// <param name="functions">The Region's functions as they are now.</param>
    /// <param name="progress">Receives what was done.</param>
    /// <param name="stop">Stops it.</param>
    public async Task DeleteUnusedAsync(
        IReadOnlyList<FunctionConfiguration> functions,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    )
    {
        try
        {
            if (await FindAsync(stop) is not { } role || functions.Any(function => function.Role == role.Arn))
            {
                return;
            }

            foreach (string policy in await PoliciesAsync(stop))
            {
                await ProbeErrors.IgnoreAbsentAsync(
                    session.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = _name, PolicyName = policy }, stop)
                );
            }

            _mayHavePolicy = false;
            await DetachAsync(stop);
            await ProbeErrors.IgnoreAbsentAsync(session.Iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = _name }, stop));
            progress?.Report(ProgressEvent.Verbose($"Deleted the role {_name}."));
        }
        catch (PrivateApiException e) when (e.ErrorId == "NameTaken")
        {
            progress?.Report(ProgressEvent.Warning(e.Message));
        }
        catch (AmazonServiceException e) when (ProbeErrors.IsForbidden(e))
        {
            // A user who may not see roles has made no probe.
            progress?.Report(ProgressEvent.Verbose($"The role {_name} was not searched for: {e.Message.TrimEnd()}"));
        }
    }

    private static Dictionary<string, string> Tags(Role role) =>
        (role.Tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);

    private async Task<Role?> FindAsync(CancellationToken stop)
    {
        Role? found = (await ProbeErrors.NullIfAbsentAsync(session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = _name }, stop)))?.Role;
        return found is null || (ProbeTags.AreOurs(Tags(found), _name, ProbeTags.RoleStep) && found.Path == Path)
            ? found
            : throw ProbeErrors.NotOurs(
                "role",
                _name,
                Removal.Noting("its policies have to be removed first: Remove-IAMRolePolicy, Unregister-IAMRolePolicy")
            );
    }

    private async Task<IReadOnlyList<string>> DifferencesAsync(IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        if (await FindAsync(stop) is not { } role)
        {
            return ["not there"];
        }

        // An organization may put one on every role; it takes rights away and gives none.
        if (role.PermissionsBoundary?.PermissionsBoundaryArn is { Length: > 0 } boundary)
        {
            progress.Report(
                ProgressEvent.Verbose($"The role {_name} has the permissions boundary {boundary}, which this module did not set.")
            );
        }

        ProbeRolePolicies wanted = await ProbeRolePolicies.OfAsync(session, stop);
        IReadOnlyList<string> policies = await PoliciesAsync(stop);
        List<string> differences = [.. policies.Where(name => name != ProbeNames.RolePolicy).Select(name => $"inline policy {name}")];
        differences.AddRange((await AttachedAsync(stop)).Select(arn => $"attached policy {arn}"));
        if (!ProbeRolePolicies.AreSame(wanted.Trust, role.AssumeRolePolicyDocument))
        {
            differences.Add("trust policy");
        }

        if (!policies.Contains(ProbeNames.RolePolicy) || !ProbeRolePolicies.AreSame(wanted.Permissions, await DocumentAsync(stop)))
        {
            differences.Add($"inline policy {ProbeNames.RolePolicy}");
        }

        return differences;
    }

    private async Task RestoreAsync(bool isNew, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        IReadOnlyList<string> before = isNew ? [] : await DifferencesAsync(progress, stop);
        ProbeRolePolicies wanted = await ProbeRolePolicies.OfAsync(session, stop);
        if (!isNew)
        {
            await session.Iam.UpdateAssumeRolePolicyAsync(
                new UpdateAssumeRolePolicyRequest { RoleName = _name, PolicyDocument = wanted.Trust },
                stop
            );
            await DetachAsync(stop);
            foreach (string policy in (await PoliciesAsync(stop)).Where(name => name != ProbeNames.RolePolicy))
            {
                await ProbeErrors.IgnoreAbsentAsync(
                    session.Iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = _name, PolicyName = policy }, stop)
                );
            }
        }

        _mayHavePolicy = true;
        await session.Iam.PutRolePolicyAsync(
            new PutRolePolicyRequest
            {
                RoleName = _name,
                PolicyName = ProbeNames.RolePolicy,
                PolicyDocument = wanted.Permissions,
            },
            stop
        );
        IReadOnlyList<string> after = await Ec2Calls.ReadUntilAsync(
            token => DifferencesAsync(progress, token),
            left => left.Count == 0,
            _timing,
            stop
        );
        if (after.Count > 0)
        {
            throw ProbeErrors.RoleAltered(_name, string.Join(", ", after));
        }

        // If only the policy is missing, a run was stopped before it got there.
        if (before.Any(difference => difference != $"inline policy {ProbeNames.RolePolicy}"))
        {
            progress.Report(
                ProgressEvent.Warning(
                    $"The role {_name} was not as this module creates it: {string.Join(", ", before)}. It was restored before the call."
                )
            );
        }
    }

    private async Task<string?> DocumentAsync(CancellationToken stop) =>
        (
            await ProbeErrors.NullIfAbsentAsync(
                session.Iam.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = _name, PolicyName = ProbeNames.RolePolicy }, stop)
            )
        )?.PolicyDocument;

    private async Task DetachAsync(CancellationToken stop)
    {
        foreach (string arn in await AttachedAsync(stop))
        {
            await ProbeErrors.IgnoreAbsentAsync(
                session.Iam.DetachRolePolicyAsync(new DetachRolePolicyRequest { RoleName = _name, PolicyArn = arn }, stop)
            );
        }
    }

    private async Task<IReadOnlyList<string>> PoliciesAsync(CancellationToken stop)
    {
        ListRolePoliciesRequest request = new() { RoleName = _name };
        return await ProbeErrors.NullIfAbsentAsync(
                Pages.ListAsync(request, session.Iam.ListRolePoliciesAsync, page => page.PolicyNames, stop)
            ) ?? [];
    }

    private async Task<IReadOnlyList<string>> AttachedAsync(CancellationToken stop)
    {
        ListAttachedRolePoliciesRequest request = new() { RoleName = _name };
        return await ProbeErrors.NullIfAbsentAsync(
                Pages.ListAsync(
                    request,
                    session.Iam.ListAttachedRolePoliciesAsync,
                    page => page.AttachedPolicies.Select(policy => policy.PolicyArn),
                    stop
                )
            ) ?? [];
    }
}
