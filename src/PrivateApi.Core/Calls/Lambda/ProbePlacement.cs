using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Provisioning;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>Plans and makes a probe: the role, the group where the user named none, the function.</summary>
internal sealed class ProbePlacement(AwsSession session)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(3);

    // IAM settles in seconds; EC2's throttling of Lambda may take minutes.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromMinutes(5);

    private readonly ProbeFunctions _functions = new(session);
    private readonly RunMark _run = RunMark.New();

    /// <summary>Plans the probe and finds out which parts of it exist.</summary>
    /// <exception cref="PrivateApiException"><c>NameTaken</c>, <c>ProbeAltered</c>, <c>SecurityGroupRequired</c>.</exception>
    public async Task<ProbePlan> PlanAsync(ProbePlace place, IProgress<ProgressEvent> progress, CancellationToken stop)
    {
        string owner = await session.GetCallerArnAsync(stop);
        ProbeRole roles = new(session);
        PlanStep role = roles.Create(owner, _run);
        PlanStep permit = roles.Permit(role, progress);
        List<PlanStep> steps = [role, permit];
        PlanStep? group = null;
        if (place.SecurityGroupIds.Count == 0)
        {
            ProbeGroup groups = new(session, place, _run);
            group = groups.Create();
            steps.AddRange([group, groups.Restrict(group)]);
        }

        // Ids of what is still to be made; a function that is there has others by then, and is set right.
        ProbeSettings Settings() =>
            ProbeSettings.Create(
                session,
                place,
                role.Id ?? string.Empty,
                group is null ? place.SecurityGroupIds : [group.Id ?? string.Empty]
            );
        string name = ProbeNames.Function(place);
        PlanStep function = Function(place, name, owner, [role, permit], Settings, progress);
        steps.AddRange([function, Active(name, function, progress), Right(function, Settings, progress)]);
        ProbePlan plan = new(
            $"Place a probe in {string.Join(", ", place.SubnetIds)}",
            place.VpcId,
            steps,
            PlanTiming.For(session),
            Settings
        );
        await plan.SurveyAsync(stop);
        return plan;
    }

    private PlanStep Function(
        ProbePlace place,
        string name,
        string owner,
        IReadOnlyList<PlanStep> role,
        Func<ProbeSettings> settings,
        IProgress<ProgressEvent> progress
    ) =>
        new()
        {
            Name = ProbeTags.FunctionStep,
            Description = $"Create the function {name} in {string.Join(", ", place.SubnetIds)}",
            Find = async stop =>
                await new ProbeVerification(session, settings()).FindAsync(stop) is { Configuration.State: not "Failed" } ? name : null,
            FindOwn = async stop => _run.IsOn((await _functions.FindAsync(name, stop))?.Tags) ? name : null,
            Create = async stop =>
            {
                await CreateAsync(settings(), owner, role, progress, stop);
                return name;
            },
            Undo = (_, _, stop) => new ProbeRemoval(session).TakeBackAsync(name, place.VpcId, _run, stop),
            RemovalCommand = _ => ProbeErrors.Remove(name),
        };

    private PlanStep Active(string name, PlanStep function, IProgress<ProgressEvent> progress) =>
        new()
        {
            Name = "function-active",
            Description = "Wait until it can be called",
            Within = function,
            Find = async stop =>
                (await _functions.FindAsync(name, stop))?.Configuration
                    is { State: not ("Pending" or "Failed"), LastUpdateStatus: not "InProgress" }
                    ? name
                    : null,
            Create = async stop => (await _functions.WaitActiveAsync(name, progress, stop)).FunctionName,
        };

    private PlanStep Right(PlanStep function, Func<ProbeSettings> settings, IProgress<ProgressEvent> progress) =>
        new()
        {
            Name = "function-settings",
            Description = "Check that all its settings are this module's, and restore those that are not",
            Within = function,
            Find = async stop => await new ProbeVerification(session, settings()).IsRightAsync(stop) ? settings().Name : null,
            Create = async stop =>
            {
                await new ProbeVerification(session, settings()).RestoreAsync(progress, stop);
                return settings().Name;
            },
        };

    private async Task CreateAsync(
        ProbeSettings settings,
        string owner,
        IReadOnlyList<PlanStep> role,
        IProgress<ProgressEvent> progress,
        CancellationToken stop
    )
    {
        await RemoveFailedAsync(settings, stop);
        Dictionary<string, string> tags = ProbeTags.Create(settings.Name, ProbeTags.FunctionStep, owner, _run, DateTimeOffset.UtcNow);
        tags[ProbeTags.Code] = ProbePackage.Sha256;
        int runtime = 0;
        await Polling.UntilAsync(
            $"Creating the probe {settings.Name}",
            RetryInterval,
            RetryLimit,
            async token =>
            {
                try
                {
                    await session.Lambda.CreateFunctionAsync(settings.Create(ProbePackage.Runtimes[runtime], tags), token);
                    return Polling.Ready(settings.Name);
                }
                catch (AmazonServiceException e) when (ProbeErrors.IsNotYet(e))
                {
                    await RenewRoleAsync(role, token);
                    return Polling.NotYet<string>("its role is new to Lambda", e.Message.TrimEnd());
                }
                catch (AmazonServiceException e) when (ProbeErrors.IsUnknownRuntime(e) && runtime + 1 < ProbePackage.Runtimes.Count)
                {
                    runtime++;
                    return Polling.NotYet<string>($"trying {ProbePackage.Runtimes[runtime]}");
                }
            },
            progress,
            stop
        );
    }

    /// <summary>One of ours that failed is in the way; any other function is left alone, and Lambda then says that it is there.</summary>
    private async Task RemoveFailedAsync(ProbeSettings settings, CancellationToken stop)
    {
        if (await new ProbeVerification(session, settings).FindAsync(stop) is { Configuration.State: "Failed" })
        {
            await ProbeErrors.IgnoreAbsentAsync(
                session.Lambda.DeleteFunctionAsync(new DeleteFunctionRequest { FunctionName = settings.Name }, stop)
            );
        }
    }

    /// <summary>A role that was there may have been removed since, by a command that saw no function under it.</summary>
    private static async Task RenewRoleAsync(IReadOnlyList<PlanStep> steps, CancellationToken stop)
    {
        foreach (PlanStep step in steps)
        {
            try
            {
                if (await step.Find(stop) is null)
                {
                    await step.Create(stop);
                }
            }
            catch (AmazonServiceException e) when (Failure.IsThereAlready(e))
            {
                // Another run was faster.
            }
        }
    }
}
