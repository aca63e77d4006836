using PrivateApi.Arguments;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;

namespace PrivateApi.Commands;

/// <summary>The connections by which a command finds callers apart from its own: another account's, and another Region's.</summary>
/// <param name="command">The command.</param>
/// <param name="profile">The profile of the callers' account; null for the API's account.</param>
internal sealed class CallerSessions(AwsCommand command, string? profile) : IDisposable
{
    private readonly Dictionary<string, AwsSession> _accounts = [];
    private readonly Dictionary<string, AwsSession> _homes = [];

    /// <summary>The callers' account in the API's Region; null for the API's account.</summary>
    public AwsSession? Account() =>
        profile is null ? null
        : _accounts.TryGetValue(command.Session.Region, out AwsSession? known) ? known
        : _accounts[command.Session.Region] = AwsSession.Open(ConnectionReader.OfProfile(command, profile, command.Session.Region));

    /// <summary>
    /// The callers' account in the Region that the user's session, profile or environment names: a URL or -Region says where the API is,
    /// not where a caller is. Null where none is named.
    /// </summary>
    public AwsSession? Home()
    {
        try
        {
            string key = profile ?? command.ProfileName ?? string.Empty;
            return _homes.TryGetValue(key, out AwsSession? known)
                ? known
                : _homes[key] = AwsSession.Open(
                    (profile is null ? ConnectionReader.Read(command) : ConnectionReader.OfProfile(command, profile, null)) with
                    {
                        Region = null,
                    }
                );
        }
        catch (PrivateApiException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        foreach (AwsSession session in _accounts.Values.Concat(_homes.Values))
        {
            session.Dispose();
        }
    }
}
