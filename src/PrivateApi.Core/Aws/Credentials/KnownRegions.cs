using System.Globalization;
using Amazon;

namespace PrivateApi.Aws.Credentials;

/// <summary>The Regions of the SDK's list, without its pseudo-Regions.</summary>
internal static class KnownRegions
{
    /// <summary>True for a Region of the list.</summary>
    public static bool Contains(string region) => All.Any(known => known.SystemName == region);

    /// <summary>The list, by name.</summary>
    public static IReadOnlyList<RegionEndpoint> All { get; } =
    [
        .. RegionEndpoint
            .EnumerableAllRegions.Where(region => region.SystemName.Split('-') is [.., var number] && number.All(char.IsAsciiDigit))
            .OrderBy(region => region.SystemName, StringComparer.Ordinal),
    ];

    /// <summary>True for one that AWS may have opened since: the next number of a part of the world that has Regions.</summary>
    public static bool MayBeNew(string region)
    {
        (string area, int number) = Split(region);
        return number > 0 && All.Select(known => Split(known.SystemName)).Any(known => known.Area == area && known.Number + 1 >= number);
    }

    /// <summary>" Do you mean eu-west-1?"; empty where none is near.</summary>
    public static string Suggest(string region) =>
        All.Select(known => known.SystemName).Where(known => Distance(region, known) <= 2).MinBy(known => Distance(region, known))
            is { } near
            ? $" Do you mean {near}?"
            : string.Empty;

    private static (string Area, int Number) Split(string region) =>
        region.LastIndexOf('-') is > 0 and var at
        && int.TryParse(region[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (region[..at], number)
            : (region, 0);

    // Levenshtein's.
    private static int Distance(string a, string b)
    {
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int[] next = [i, .. new int[b.Length]];
            for (int j = 1; j <= b.Length; j++)
            {
                next[j] = Math.Min(Math.Min(next[j - 1], last[j]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            }

            last = next;
        }

        return last[b.Length];
    }
}
