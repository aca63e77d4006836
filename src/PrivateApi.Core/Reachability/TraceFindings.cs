using PrivateApi.Model;
using PrivateApi.Reachability.Changes;
using PrivateApi.Reachability.LoadBalancers;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability;

/// <summary>
/// One hop over all interfaces of an endpoint. A name answers with any healthy one, round robin (PrivateLink guide, "Subnets
/// and Availability Zones"), so one closed way of several makes calls fail now and then; all closed stop them.
/// </summary>
internal static class TraceFindings
{
    /// <summary>A hop from the caller to the endpoint, or to the load balancer before it.</summary>
    public static Finding FindingFor(EvaluationContext evaluation, Func<NetworkTrace, Hop> hop)
    {
        if (evaluation.Call.Caller.Kind == CallerKind.None)
        {
            return Finding.NotApplicable("no caller was given");
        }

        if (evaluation.Way is { } way)
        {
            return !way.LoadBalancer.IsInternal
                    ? Finding.Skipped($"{way.LoadBalancer.Name} is internet-facing; the way to its public addresses is not judged")
                : way.Nodes.Count == 0 ? UnreadNodes(evaluation, way)
                : Judge(
                    evaluation.Traces,
                    UnreadWords(evaluation),
                    hop,
                    (words, remedy) => Finding.Broken(words, remedy, CallFailure.ConnectTimeout)
                );
        }

        if (evaluation.Address.Name is { IsUnreadLoadBalancer: true })
        {
            return Finding.NotApplicable("the call goes through a load balancer that was not read");
        }

        if (evaluation.IsPast || evaluation.Endpoint is not { } endpoint)
        {
            return Finding.NotApplicable("the name does not lead to an endpoint");
        }

        if (evaluation.Traces.Count == 0)
        {
            return endpoint.InterfaceIds.Count > 0
                ? Finding.Skipped(Unread.Interface(evaluation.Snapshot, $"the network interfaces of {endpoint.Id}"))
                : Finding.NotApplicable($"{endpoint.Id} has no network interface");
        }

        return Judge(
            evaluation.Traces,
            UnreadWords(evaluation),
            hop,
            (words, remedy) => Finding.Broken(words, remedy, CallFailure.ConnectTimeout)
        );
    }

    /// <summary>A hop from a load balancer to the endpoint; from the caller where there is none.</summary>
    public static Finding OnwardFor(EvaluationContext evaluation, Func<NetworkTrace, Hop> hop) =>
        evaluation.Way is not { } way ? FindingFor(evaluation, hop)
        : way.Interfaces.Count == 0 ? Finding.NotApplicable($"no target of {way.LoadBalancer.Name} is an interface of an endpoint")
        : way.Nodes.Count == 0 ? UnreadNodes(evaluation, way)
        : Judge(
            evaluation.OnwardTraces,
            UnreadWords(evaluation),
            hop,
            (words, remedy) => LoadBalancerAnswers.Unreachable(evaluation, $"from {way.LoadBalancer.Name}: {words}", remedy)
        );

    private static Finding UnreadNodes(EvaluationContext evaluation, LoadBalancerWay way) =>
        Finding.Skipped(Unread.Interface(evaluation.Snapshot, $"the network interfaces of {way.LoadBalancer.Name}"));

    private static string[] UnreadWords(EvaluationContext evaluation) =>
        [.. evaluation.UnreadInterfaces.Select(id => Unread.Interface(evaluation.Snapshot, id))];

    private static Finding Judge(
        IReadOnlyList<NetworkTrace> traces,
        string[] unreadInterfaces,
        Func<NetworkTrace, Hop> hop,
        Func<string, Remedy?, Finding> stops
    ) =>
        Whole(traces, unreadInterfaces, hop, stops) with
        {
            Outside = traces.Select(trace => hop(trace).Outside).FirstOrDefault(outside => outside is not null),
        };

    private static Finding Whole(
        IReadOnlyList<NetworkTrace> traces,
        string[] unreadInterfaces,
        Func<NetworkTrace, Hop> hop,
        Func<string, Remedy?, Finding> stops
    )
    {
        (NetworkTrace Trace, Hop Hop)[] all = [.. traces.Select(trace => (trace, hop(trace)))];
        (NetworkTrace Trace, Hop Hop)[] closed = [.. all.Where(item => item.Hop.State == Disposition.Closed)];
        string[] unread =
        [
            .. all.Where(item => item.Hop.State == Disposition.Unknown)
                .Select(item => item.Hop.Evidence)
                .Concat(unreadInterfaces)
                .Distinct(),
        ];
        if (unreadInterfaces.Length == 0)
        {
            if (closed.Length == all.Length)
            {
                return stops(Describe(closed), Remedy.All(closed.Select(item => item.Hop.Remedy)));
            }

            // Each way may be closed at another hop: then none is left.
            if (closed.Length > 0 && traces.All(trace => trace.IsClosed))
            {
                return stops(
                    $"{Describe(closed)}; the other paths are blocked at other points",
                    Remedy.All(closed.Select(item => item.Hop.Remedy))
                );
            }
        }

        // A way that is surely open makes up for closed ones: calls get through now and then, whatever the unread ones are.
        if (unread.Length == 0 || traces.Any(trace => trace.State < Disposition.Unknown))
        {
            if (closed.Length > 0)
            {
                return Finding.Warning(
                    string.Join(
                        "; ",
                        unread.Prepend(
                            $"{closed.Length} of {all.Length + unreadInterfaces.Length} paths are blocked, so "
                                + $"some calls will fail: {Describe(closed)}"
                        )
                    ),
                    Remedy.All(closed.Select(item => item.Hop.Remedy))
                );
            }

            (NetworkTrace Trace, Hop Hop)[] narrow = [.. all.Where(item => item.Hop.State == Disposition.Narrow)];
            if (narrow.Length > 0)
            {
                return Finding.Warning(
                    string.Join("; ", unread.Prepend(narrow[0].Hop.Evidence)),
                    Remedy.All(narrow.Select(item => item.Hop.Remedy))
                );
            }
        }

        // It does not make up for unread ones: the name answers with those too.
        return unread.Length > 0 ? Finding.Skipped(string.Join("; ", closed.Length > 0 ? unread.Append(Describe(closed)) : unread))
            : Array.TrueForAll(all, item => item.Hop.State == Disposition.Absent) ? Finding.NotApplicable(all[0].Hop.Evidence)
            : Finding.Passed(Describe(all));
    }

    private static string Describe((NetworkTrace Trace, Hop Hop)[] items) =>
        string.Join(
            "; ",
            items
                .GroupBy(item => item.Hop.Evidence)
                .Select(group =>
                    "to "
                    + string.Join(
                        ", ",
                        group.Select(item => $"{item.Trace.Interface.Id} ({item.Trace.Address}, {item.Trace.Interface.Zone})")
                    )
                    + ": "
                    + $"{group.Key}"
                )
        );
}
