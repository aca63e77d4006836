using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability;

/// <summary>
/// One hop over all interfaces of an endpoint. A name answers with any healthy one, round robin (PrivateLink guide, "Subnets
/// and Availability Zones"), so one closed way of several makes calls fail now and then; all closed stop them.
/// </summary>
internal static class TraceFindings
{
    public static Finding FindingFor(EvaluationContext evaluation, Func<NetworkTrace, Hop> hop)
    {
        if (evaluation.Call.Caller.Kind == CallerKind.None)
        {
            return Finding.NotApplicable("no caller was given");
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

        (NetworkTrace Trace, Hop Hop)[] all = [.. evaluation.Traces.Select(trace => (trace, hop(trace)))];
        (NetworkTrace Trace, Hop Hop)[] closed = [.. all.Where(item => item.Hop.State == Disposition.Closed)];
        string[] unread =
        [
            .. all.Where(item => item.Hop.State == Disposition.Unknown)
                .Select(item => item.Hop.Evidence)
                .Concat(evaluation.UnreadInterfaces.Select(id => Unread.Interface(evaluation.Snapshot, id)))
                .Distinct(),
        ];
        if (evaluation.UnreadInterfaces.Count == 0)
        {
            if (closed.Length == all.Length)
            {
                return Finding.Broken(Describe(closed), closed[0].Hop.Remedy, CallFailure.ConnectTimeout);
            }

            // Each way may be closed at another hop: then none is left.
            if (closed.Length > 0 && evaluation.Traces.All(trace => trace.IsClosed))
            {
                return Finding.Broken(
                    $"{Describe(closed)}; the other paths are blocked at other points",
                    closed[0].Hop.Remedy,
                    CallFailure.ConnectTimeout
                );
            }
        }

        // A way that is surely open makes up for closed ones: calls get through now and then, whatever the unread ones are.
        if (unread.Length == 0 || evaluation.Traces.Any(trace => trace.State < Disposition.Unknown))
        {
            if (closed.Length > 0)
            {
                return Finding.Warning(
                    string.Join(
                        "; ",
                        unread.Prepend(
                            $"{closed.Length} of {all.Length + evaluation.UnreadInterfaces.Count} paths are blocked, so "
                                + $"some calls will fail: {Describe(closed)}"
                        )
                    ),
                    closed[0].Hop.Remedy
                );
            }

            if (Array.Find(all, item => item.Hop.State == Disposition.Narrow) is { Hop: { } narrow })
            {
                return Finding.Warning(string.Join("; ", unread.Prepend(narrow.Evidence)), narrow.Remedy);
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
