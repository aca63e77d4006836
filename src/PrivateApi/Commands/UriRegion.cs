using PrivateApi.Arguments;
using PrivateApi.Calls;

namespace PrivateApi.Commands;

/// <summary>The Region of a URL, for a command whose Region nobody typed.</summary>
internal static class UriRegion
{
    /// <summary>Takes the Region from the URL's host, if it has one and -Region was not given.</summary>
    public static void Apply(ConnectionArguments command, Uri? uri)
    {
        if (
            !command.MyInvocation.BoundParameters.ContainsKey(nameof(ConnectionArguments.Region))
            && uri is not null
            && CallUrl.RegionOf(uri) is { } region
        )
        {
            command.Region = region;
        }
    }
}
