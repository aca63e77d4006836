using PrivateApi.Calls;

namespace PrivateApi.Commands;

/// <summary>The Region of a URL, for a command whose Region nobody typed.</summary>
internal static class UriRegion
{
    /// <summary>The Region of a record: the one that was typed, that of the URL's host, or the record's own.</summary>
    /// <param name="region">The Region that is bound.</param>
    /// <param name="isTyped">True if it is on the command line.</param>
    /// <param name="uri">The URL; null for none.</param>
    public static string? Of(string? region, bool isTyped, Uri? uri) => isTyped || uri is null ? region : CallUrl.RegionOf(uri) ?? region;
}
