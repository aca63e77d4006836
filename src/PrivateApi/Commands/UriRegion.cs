using PrivateApi.Arguments;
using PrivateApi.Reachability.Addressing;

namespace PrivateApi.Commands;

/// <summary>The Region of a URL, for a command whose Region nobody typed.</summary>
internal static class UriRegion
{
    /// <summary>Takes the Region from the URL's host, if it has one and -Region was not given.</summary>
    public static void Apply(ConnectionArguments command, Uri? uri)
    {
        string text = uri?.OriginalString.Trim() ?? string.Empty;
        if (
            !command.MyInvocation.BoundParameters.ContainsKey(nameof(ConnectionArguments.Region))
            && Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text, UriKind.Absolute, out Uri? url)
            && ApiHost.Parse(url.Host).Region is { } region
        )
        {
            command.Region = region;
        }
    }
}
