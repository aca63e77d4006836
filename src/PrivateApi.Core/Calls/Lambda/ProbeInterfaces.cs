using System.Globalization;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Resources;

namespace PrivateApi.Calls.Lambda;

/// <summary>
/// The network interfaces that Lambda makes for probes. It names a function in an interface's description, shares the
/// interface between all functions of the same subnet and groups, and gives it back some time after the last of them has
/// gone, in the name of their role. (Lambda developer guide, "Giving Lambda functions access to resources in an Amazon VPC".)
/// </summary>
/// <param name="session">The connection.</param>
/// <param name="functionsAsync">Reads the Region's functions as they are at the time.</param>
internal sealed class ProbeInterfaces(
    AwsSession session,
    Func<CancellationToken, Task<IReadOnlyList<FunctionConfiguration>>> functionsAsync
)
{
    private const string OfLambda = "AWS Lambda VPC ENI";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Those of functions with such names that no function keeps any more.</summary>
    /// <param name="vpcId">Only those in this VPC; null for all of the Region.</param>
    /// <param name="named">How the functions' names begin.</param>
    /// <param name="stop">Stops the calls.</param>
    public async Task<IReadOnlyList<NetworkInterface>> LeftAsync(string? vpcId, string named, CancellationToken stop)
    {
        List<NetworkInterface> found = await ListAsync(vpcId, Description(named), stop);
        return found.Count == 0 ? [] : await LeftAsync(found, stop);
    }

    /// <summary>
    /// Waits until none is left of functions with such names (null for no names), nor in these groups, but for those that
    /// functions keep.
    /// </summary>
    /// <exception cref="PrivateApiException"><c>TimedOut</c>.</exception>
    public Task WaitReleasedAsync(
        string vpcId,
        IReadOnlyCollection<string> groups,
        string? named,
        TimeSpan limit,
        IProgress<ProgressEvent>? progress,
        CancellationToken stop
    ) =>
        Polling.UntilAsync(
            $"Waiting for Lambda to release its network interfaces in {vpcId}",
            Interval,
            limit,
            async token =>
            {
                List<NetworkInterface> found = await ListAsync(vpcId, OfLambda, token);
                List<NetworkInterface> waitedFor = found.FindAll(item =>
                    IsOf(item, named) || (item.Groups ?? []).Exists(group => groups.Contains(group.GroupId))
                );

                // Asked each time: another command may put a probe there meanwhile, and its interface stays.
                int left = waitedFor.Count == 0 ? 0 : (await LeftAsync(waitedFor, token)).Count;
                return left == 0
                    ? Polling.Ready(true)
                    : Polling.NotYet<bool>(string.Create(CultureInfo.InvariantCulture, $"{left} left; AWS can take up to 45 minutes"));
            },
            progress,
            stop
        );

    private static string Description(string named) => $"{OfLambda}-{named}";

    private static bool IsOf(NetworkInterface item, string? named) =>
        named is not null && item.Description?.StartsWith(Description(named), StringComparison.Ordinal) == true;

    private static bool Keeps(FunctionConfiguration function, NetworkInterface item) =>
        function.VpcConfig is { SubnetIds: { } subnets, SecurityGroupIds: { } groups }
        && subnets.Contains(item.SubnetId)
        && groups.ToHashSet(StringComparer.Ordinal).SetEquals((item.Groups ?? []).Select(group => group.GroupId));

    private async Task<IReadOnlyList<NetworkInterface>> LeftAsync(List<NetworkInterface> found, CancellationToken stop)
    {
        IReadOnlyList<FunctionConfiguration> functions = await functionsAsync(stop);
        return found.FindAll(item => !functions.Any(function => Keeps(function, item)));
    }

    private Task<List<NetworkInterface>> ListAsync(string? vpcId, string description, CancellationToken stop)
    {
        DescribeNetworkInterfacesRequest request = new() { Filters = [Ec2Tags.Filter("description", description + "*")] };
        if (vpcId is not null)
        {
            request.Filters.Add(Ec2Tags.Filter("vpc-id", vpcId));
        }

        return session.Ec2.Paginators.DescribeNetworkInterfaces(request).NetworkInterfaces.ToListAsync(stop);
    }
}
