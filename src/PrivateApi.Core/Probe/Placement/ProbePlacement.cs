using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.Lambda;
using PrivateApi.Provisioning;
using FunctionEnvironment = PrivateApi.Aws.Lambda.Environment;

namespace PrivateApi.Probe;

/// <summary>Lays out and makes a probe: the role, the group where the user named none, the function.</summary>
internal sealed class ProbePlacement(AwsSession session)
{
    /// <summary>A call may take up to a minute; the function lives a little longer, so that its answer is ours and not Lambda's.</summary>
    public const int TimeoutSeconds = 75;

    private const int MemoryMegabytes = 256;

    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(3);

    // IAM settles in seconds; EC2's throttling of Lambda may take minutes.
    private static readonly TimeSpan RetryLimit = TimeSpan.FromMinutes(5);

    private readonly ProbeFunctions _functions = new(session);

    /// <summary>Lays the probe out and looks what of it is there.</summary>
    /// <exception cref="PrivateApiException"><c>NameTaken</c>, <c>SecurityGroupRequired</c>.</exception>
    public async Task<Plan> PlanAsync(ProbePlace place, IProgress<Notice> notices, CancellationToken stop)
    {
        string owner = await session.GetCallerArnAsync(stop).ConfigureAwait(false);
        string name = ProbeNames.Function(place);
        ProbeRole roles = new(session);
        PlanStep role = roles.Create(owner);
        List<PlanStep> steps = [role, roles.Permit(role)];
        PlanStep? group = null;
        if (place.SecurityGroupIds.Count == 0)
        {
            ProbeGroup groups = new(session, place);
            group = groups.Create();
            steps.AddRange([group, groups.Restrict(group)]);
        }

        PlanStep function = Function(place, name, owner, () => role.RequiredId, () => group is null ? place.SecurityGroupIds : [group.RequiredId], notices);
        steps.AddRange([function, Active(name, function, notices)]);
        Plan plan = new($"Place a probe in {string.Join(", ", place.SubnetIds)}", place.VpcId, steps, PlanTiming.Of(session));
        await plan.SurveyAsync(stop).ConfigureAwait(false);
        return plan;
    }

    private PlanStep Function(ProbePlace place, string name, string owner, Func<string> role, Func<IReadOnlyList<string>> groups, IProgress<Notice> notices) => new()
    {
        Name = "function",
        Description = $"Create the function {name} in {string.Join(", ", place.SubnetIds)}",
        Find = async stop =>
        {
            GetFunctionResponse? found = await _functions.FindAsync(name, stop).ConfigureAwait(false);
            return found is null or { Configuration.State: "Failed" } ? null
                : found.Configuration.CodeSha256 == ProbePackage.Sha256 ? name
                : throw ProbeErrors.NotOurs("function", name, $"Remove-LMFunction -FunctionName {name}");
        },
        Create = async stop =>
        {
            // One that failed before is in the way.
            await ProbeErrors.IgnoreAbsentAsync(session.Lambda.DeleteFunctionAsync(new DeleteFunctionRequest { FunctionName = name }, stop)).ConfigureAwait(false);
            await CreateAsync(place, name, owner, role(), groups(), notices, stop).ConfigureAwait(false);
            return name;
        },
        Undo = (_, _, stop) => new ProbeRemoval(session).TakeBackAsync(name, place.VpcId, stop),
        RemovalCommand = _ => $"Remove-LMFunction -FunctionName {name}",
    };

    private PlanStep Active(string name, PlanStep function, IProgress<Notice> notices) => new()
    {
        Name = "function-active",
        Description = "Wait until it can be called",
        Within = function,
        Find = async stop => (await _functions.FindAsync(name, stop).ConfigureAwait(false))?.Configuration is { State: not ("Pending" or "Failed"), LastUpdateStatus: not "InProgress" } ? name : null,
        Create = async stop => (await _functions.WaitActiveAsync(name, notices, stop).ConfigureAwait(false)).FunctionName,
    };

    private async Task CreateAsync(ProbePlace place, string name, string owner, string role, IReadOnlyList<string> groups, IProgress<Notice> notices, CancellationToken stop)
    {
        int runtime = 0;
        await Polling.UntilAsync(
            $"Creating the probe {name}",
            RetryInterval,
            RetryLimit,
            async token =>
            {
                try
                {
                    await session.Lambda.CreateFunctionAsync(Request(place, name, owner, role, groups, ProbePackage.Runtimes[runtime]), token).ConfigureAwait(false);
                    return Polling.Ready(name);
                }
                catch (AmazonServiceException e) when (ProbeErrors.IsNotYet(e))
                {
                    return Polling.NotYet<string>(e.Message.TrimEnd());
                }
                catch (AmazonServiceException e) when (ProbeErrors.IsUnknownRuntime(e) && runtime + 1 < ProbePackage.Runtimes.Count)
                {
                    runtime++;
                    return Polling.NotYet<string>($"trying {ProbePackage.Runtimes[runtime]}");
                }
            },
            notices,
            stop).ConfigureAwait(false);
    }

    private CreateFunctionRequest Request(ProbePlace place, string name, string owner, string role, IReadOnlyList<string> groups, string runtime) => new()
    {
        FunctionName = name,
        Description = "PrivateApi's probe: calls private APIs from inside the VPC",
        Runtime = runtime,
        Handler = ProbePackage.Handler,
        Role = role,
        Timeout = TimeoutSeconds,
        MemorySize = MemoryMegabytes,
        Code = new FunctionCode { ZipFile = ProbePackage.CreateZip() },
        VpcConfig = new VpcConfig { SubnetIds = [.. place.SubnetIds], SecurityGroupIds = [.. groups] },
        Environment = new FunctionEnvironment
        {
            Variables = new Dictionary<string, string>
            {
                [ProbeEnvironment.Suffix] = session.DnsSuffix,
                [ProbeEnvironment.Domains] = string.Empty,
                [ProbeEnvironment.Addresses] = string.Join(',', place.EndpointAddresses),
            },
        },
        Tags = ProbeTags.Of(name, "function", owner, DateTimeOffset.UtcNow),
    };
}
