using System.Collections.Concurrent;
using Amazon.Runtime;

namespace PrivateApi.Aws.Credentials;

/// <summary>
/// Roles assumed in one PowerShell session, so that the second command of a pipeline does not ask for another MFA
/// code. Kept by the session, never shown, and gone with it.
/// </summary>
public sealed class CredentialMemory
{
    private readonly ConcurrentDictionary<string, AWSCredentials> _roles = new(StringComparer.Ordinal);

    /// <summary>Says how many there are, never what they are.</summary>
    public override string ToString() => $"{_roles.Count} roles";

    internal ResolvedCredentials Recall(ResolvedCredentials fresh, string? location)
    {
        if (fresh.Credentials is not AssumedRole || fresh.Profile is null)
        {
            return fresh;
        }

        // Another role or source under the same name has another key.
        string key = string.Join(
            '\n',
            fresh.Profile.Name,
            location,
            fresh.Profile.Options.RoleArn,
            fresh.Profile.Options.SourceProfile,
            fresh.Profile.Options.MfaSerial
        );
        return fresh with { Credentials = _roles.GetOrAdd(key, fresh.Credentials) };
    }
}
