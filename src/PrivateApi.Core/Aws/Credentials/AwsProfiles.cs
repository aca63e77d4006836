using Amazon.Runtime.CredentialManagement;

namespace PrivateApi.Aws;

/// <summary>Named profiles: the SDK's encrypted store (Windows) first, then the shared credentials and config files.</summary>
internal sealed class AwsProfiles
{
    private readonly CredentialProfileStoreChain _chain;

    public AwsProfiles(string? location, Func<string, string?> variable)
    {
        // The SDK reads this variable once in the life of a process; a session's user may set it at any time.
        string? moved = variable(SharedCredentialsFile.SharedCredentialsFileEnvVar);
        string? file = !string.IsNullOrEmpty(location) ? location
            : !string.IsNullOrEmpty(moved) && moved != SharedCredentialsFile.DefaultFilePath ? moved
            : null;
        _chain = new CredentialProfileStoreChain(file);
        File = file ?? $"{SharedCredentialsFile.DefaultFilePath} or {SharedCredentialsFile.DefaultConfigFilePath}";
    }

    /// <summary>The files that are searched, for messages.</summary>
    public string File { get; }

    /// <summary>Where profiles name each other, they are looked up here.</summary>
    public ICredentialProfileSource Source => _chain;

    /// <summary>Every profile there is.</summary>
    public IEnumerable<CredentialProfile> All => _chain.ListProfiles();

    /// <summary>The profile of that name; null when there is none.</summary>
    public CredentialProfile? Find(string name) => _chain.TryGetProfile(name, out CredentialProfile profile) ? profile : null;
}
