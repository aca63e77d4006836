using PrivateApi.Model;
using PrivateApi.Reachability.Network;

namespace PrivateApi.Reachability;

/// <summary>
/// One gate over all interfaces of an endpoint. A name answers with any healthy one, round robin (PrivateLink guide, "Subnets
/// and Availability Zones"), so one closed way of several makes calls fail now and then; all closed stop them.
/// </summary>
internal static class PassageFindings
{
    public static Finding Of(Walk walk, Func<Passage, Gate> gate)
    {
        if (walk.Call.Caller.Kind == CallerKind.None)
        {
            return Finding.NotApplicable("no caller was given");
        }

        if (walk.IsPast || walk.Endpoint is not { } endpoint)
        {
            return Finding.NotApplicable("the name does not lead to an endpoint");
        }

        if (walk.Passages.Count == 0)
        {
            return endpoint.InterfaceId.Count > 0
                ? Finding.Skipped(Unread.Interface(walk.Snapshot, $"the network interfaces of {endpoint.Id}"))
                : Finding.NotApplicable($"{endpoint.Id} has no network interface");
        }

        (Passage Passage, Gate Gate)[] all = [.. walk.Passages.Select(passage => (passage, gate(passage)))];
        (Passage Passage, Gate Gate)[] closed = [.. all.Where(item => item.Gate.State == GateState.Closed)];
        string[] unread = [.. all.Where(item => item.Gate.State == GateState.Unknown).Select(item => item.Gate.Evidence).Concat(walk.UnreadInterfaces.Select(id => Unread.Interface(walk.Snapshot, id))).Distinct()];
        if (walk.UnreadInterfaces.Count == 0)
        {
            if (closed.Length == all.Length)
            {
                return Finding.Broken(Words(closed), closed[0].Gate.Remedy, CallFailure.ConnectTimeout);
            }

            // Each way may be closed at another gate: then none is left.
            if (closed.Length > 0 && walk.Passages.All(passage => passage.IsClosed))
            {
                return Finding.Broken($"{Words(closed)}; the other paths are blocked at other points", closed[0].Gate.Remedy, CallFailure.ConnectTimeout);
            }
        }

        // A way that is surely open makes up for closed ones: calls get through now and then, whatever the unread ones are.
        if (unread.Length == 0 || walk.Passages.Any(passage => passage.State < GateState.Unknown))
        {
            if (closed.Length > 0)
            {
                return Finding.Warning(string.Join("; ", unread.Prepend($"{closed.Length} of {all.Length + walk.UnreadInterfaces.Count} paths are blocked, so some calls will fail: {Words(closed)}")), closed[0].Gate.Remedy);
            }

            if (Array.Find(all, item => item.Gate.State == GateState.Narrow) is { Gate: { } narrow })
            {
                return Finding.Warning(string.Join("; ", unread.Prepend(narrow.Evidence)), narrow.Remedy);
            }
        }

        // It does not make up for unread ones: the name answers with those too.
        return unread.Length > 0 ? Finding.Skipped(string.Join("; ", closed.Length > 0 ? unread.Append(Words(closed)) : unread))
            : Array.TrueForAll(all, item => item.Gate.State == GateState.Absent) ? Finding.NotApplicable(all[0].Gate.Evidence)
            : Finding.Passed(Words(all));
    }

    private static string Words((Passage Passage, Gate Gate)[] items) =>
        string.Join("; ", items.GroupBy(item => item.Gate.Evidence).Select(group => $"to {string.Join(", ", group.Select(item => $"{item.Passage.Interface.Id} ({item.Passage.Address}, {item.Passage.Interface.Zone})"))}: {group.Key}"));
}
