using System.Diagnostics;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Model;
using PrivateApi.Progress;
using PrivateApi.Provisioning;

namespace PrivateApi.Calls.Lambda;

/// <summary>Reads our functions, and waits for them.</summary>
internal sealed class ProbeFunctions(AwsSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    // Lambda's own waiters give up after five minutes, which a first network interface may take.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Every function of the account and Region, with its place in a VPC; states are not shown in a list.</summary>
    public async Task<IReadOnlyList<FunctionConfiguration>> ListAllAsync(CancellationToken stop) =>
        await Pages.ListAsync(new ListFunctionsRequest(), session.Lambda.ListFunctionsAsync, page => page.Functions, stop);

    /// <summary>One function with its state and tags; null when there is none.</summary>
    public Task<GetFunctionResponse?> FindAsync(string name, CancellationToken stop) =>
        ProbeErrors.NullIfAbsentAsync(session.Lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = name }, stop));

    /// <summary>Whether a function is ours: empty if it is, null if it has gone, otherwise the reasons why it is not.</summary>
    public async Task<string?> OwnershipAsync(string name, CancellationToken stop)
    {
        GetFunctionResponse? found;
        try
        {
            found = await FindAsync(name, stop);
        }
        catch (AmazonServiceException e) when (ProbeErrors.IsForbidden(e))
        {
            return "lambda:GetFunction on it is not permitted";
        }

        return found is null ? null
            : found.TagsError is not null ? "lambda:ListTags on it is not permitted"
            : !ProbeTags.AreOurs(found.Tags, name, ProbeTags.FunctionStep) ? "does not have their tags"
            : found.Tags!.GetValueOrDefault(ProbeTags.Code) != found.Configuration.CodeSha256 ? "its code was changed"
            : string.Empty;
    }

    /// <summary>The function as the endpoint commands show it; null when it has gone since it was listed, or is not ours.</summary>
    public async Task<ProbeFunction?> DescribeAsync(string name, CancellationToken stop)
    {
        GetFunctionResponse? found = await FindAsync(name, stop);
        Dictionary<string, string> tags = found?.Tags ?? [];
        return found is null || !ProbeTags.AreOurs(tags, name, ProbeTags.FunctionStep)
            ? null
            : new ProbeFunction
            {
                FunctionName = found.Configuration.FunctionName,
                VpcId = found.Configuration.VpcConfig?.VpcId ?? string.Empty,
                SubnetId = found.Configuration.VpcConfig?.SubnetIds ?? [],
                SecurityGroupId = found.Configuration.VpcConfig?.SecurityGroupIds ?? [],
                State = found.Configuration.State ?? "Active",
                Owner = tags.GetValueOrDefault(ProbeTags.Owner),
                Created = ProbeTags.ReadCreated(tags),
            };
    }

    /// <summary>Waits until the function can be called. One that stays invisible was removed by another command.</summary>
    /// <exception cref="PrivateApiException"><c>ProbeFailed</c>, <c>TimedOut</c>.</exception>
    public Task<FunctionConfiguration> WaitActiveAsync(string name, IProgress<ProgressEvent>? progress, CancellationToken stop)
    {
        long seen = Stopwatch.GetTimestamp();
        return Polling.UntilAsync(
            $"Waiting for the probe {name}",
            Interval,
            Limit,
            async token =>
            {
                long asked = Stopwatch.GetTimestamp();
                if (await ReadAsync(name, token) is not { } function)
                {
                    return Stopwatch.GetElapsedTime(seen, asked) < PlanTiming.For(session).ConsistencyWindow
                        ? Polling.NotYet<FunctionConfiguration>("not visible yet")
                        : throw ProbeErrors.Gone(name);
                }

                seen = asked;
                return function switch
                {
                    { State: "Failed" } => throw ProbeErrors.Failed(function),
                    { State: "Pending" } => Polling.NotYet<FunctionConfiguration>("its network interface is being created"),
                    { LastUpdateStatus: "InProgress" } => Polling.NotYet<FunctionConfiguration>("it is being changed"),

                    // Idle for weeks: the first call wakes it up.
                    _ => Polling.Ready(function),
                };
            },
            progress,
            stop
        );
    }

    private async Task<FunctionConfiguration?> ReadAsync(string name, CancellationToken stop) =>
        await ProbeErrors.NullIfAbsentAsync(
            session.Lambda.GetFunctionConfigurationAsync(new GetFunctionConfigurationRequest { FunctionName = name }, stop)
        );
}
