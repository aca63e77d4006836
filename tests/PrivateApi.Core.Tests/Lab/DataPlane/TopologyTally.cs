using System.Globalization;
using System.Text.RegularExpressions;

namespace PrivateApi.Tests.Lab.DataPlane;

/// <summary>How predictions and calls of many scenes compare.</summary>
internal sealed partial class TopologyTally
{
    private readonly Dictionary<string, int> _outcomes = new(StringComparer.Ordinal);

    public int Predicted { get; private set; }

    public int Unpredicted { get; private set; }

    public List<string> Differences { get; } = [];

    public IReadOnlyDictionary<string, int> Outcomes => _outcomes;

    /// <summary>Counts a call.</summary>
    /// <param name="where">Which call.</param>
    /// <param name="predicted">What was predicted; null for nothing.</param>
    /// <param name="lived">What came.</param>
    /// <param name="why">The prediction's reasons.</param>
    public void Add(string where, string? predicted, string lived, Func<string> why)
    {
        if (predicted is null)
        {
            Unpredicted++;
            return;
        }

        Predicted++;
        string kind = Account().Replace(lived.Split(" on resource")[0], "…");
        _outcomes[kind] = _outcomes.GetValueOrDefault(kind) + 1;
        if (predicted != lived)
        {
            Differences.Add($"{where}\n  predicted {predicted}\n  lived     {lived}\n{why()}");
        }
    }

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Predicted} predicted, {Unpredicted} not, {Differences.Count} "
                + $"differ\n{string.Join('\n', _outcomes.OrderByDescending(pair => pair.Value).Select(pair => $"  {pair.Value, 7} {pair.Key}"))}\n\n{string.Join("\n\n", Differences.Take(40))}"
        );

    [GeneratedRegex("[0-9]{12}")]
    private static partial Regex Account();
}
