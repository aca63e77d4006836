using System.Globalization;
using PrivateApi.Lab.State;

namespace PrivateApi.Lab.ControlPlane.Logs;

/// <summary>CloudWatch Logs in one account and Region.</summary>
internal sealed class LogsState(LabStore store, string accountId, string region) : ILabState<LogsState>
{
    // On AWS a group keeps its lines for ever unless a retention is set; a lab lives in somebody's process.
    private const int MostLines = 20_000;

    private long _lines;

    public SortedDictionary<string, LabLogGroup> Groups { get; } = new(StringComparer.Ordinal);

    public static LogsState Create(LabStore store, string accountId, string region) => new(store, accountId, region);

    public LabLogGroup Add(string name)
    {
        string partition = Amazon.RegionEndpoint.GetBySystemName(region).PartitionName;
        LabLogGroup group = new()
        {
            Name = name,
            Arn = $"arn:{partition}:logs:{region}:{accountId}:log-group:{name}",
            CreatedAt = store.Now.ToUnixTimeMilliseconds(),
        };
        Groups.Add(name, group);
        return group;
    }

    /// <summary>Writes lines into a group, which is created if it does not exist. A service writes all its lines to one stream.</summary>
    public void Write(string groupName, IEnumerable<string> lines)
    {
        LabLogGroup group = Groups.GetValueOrDefault(groupName) ?? Add(groupName);
        string stream = group.Events.Count > 0 ? group.Events[^1].Stream : store.Ids.Take("0123456789abcdef", 32);
        long now = store.Now.ToUnixTimeMilliseconds();
        group.Events.AddRange(
            lines.Select(line => new LabLogEvent(stream, now, line, (++_lines).ToString("D56", CultureInfo.InvariantCulture)))
        );
        if (group.Events.Count > MostLines)
        {
            group.Events.RemoveRange(0, group.Events.Count - (MostLines / 2));
        }
    }
}
