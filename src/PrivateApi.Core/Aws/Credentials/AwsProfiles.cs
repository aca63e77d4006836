using System.Text.RegularExpressions;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using PrivateApi.Errors;

namespace PrivateApi.Aws.Credentials;

/// <summary>Named profiles: the SDK's encrypted store (Windows) first, then the shared credentials and config files.</summary>
internal sealed partial class AwsProfiles
{
    private readonly CredentialProfileStoreChain _chain;

    public AwsProfiles(string? location, Func<string, string?> variable)
    {
        // The SDK reads this variable once in the lifetime of a process; a session's user may set it at any time.
        string? moved = variable(SharedCredentialsFile.SharedCredentialsFileEnvVar);
        string? file =
            !string.IsNullOrEmpty(location) ? location
            : !string.IsNullOrEmpty(moved) && moved != SharedCredentialsFile.DefaultFilePath ? moved
            : null;
        _chain = new CredentialProfileStoreChain(file);
        File = file ?? $"{SharedCredentialsFile.DefaultFilePath} or {SharedCredentialsFile.DefaultConfigFilePath}";
    }

    /// <summary>The files that are searched, for messages.</summary>
    public string File { get; }

    /// <summary>Where profiles refer to each other, they are looked up here.</summary>
    public ICredentialProfileSource Source => _chain;

    /// <summary>Every profile; none if the files cannot be read.</summary>
    public IEnumerable<CredentialProfile> All
    {
        get
        {
            try
            {
                return _chain.ListProfiles();
            }
            catch (Exception e) when (IsDamage(e))
            {
                return [];
            }
        }
    }

    /// <summary>True for what the SDK throws over a file that somebody edited: invalid lines, Regions and numbers.</summary>
    public static bool IsDamage(Exception e) =>
        e
            is InvalidDataException
                or AmazonClientException
                or ArgumentException
                or FormatException
                or IOException
                or UnauthorizedAccessException;

    /// <summary>The profile with that name; null when there is none.</summary>
    /// <exception cref="PrivateApiException"><c>ProfileNotUsable</c>: the file cannot be read.</exception>
    public CredentialProfile? Find(string name)
    {
        try
        {
            return _chain.TryGetProfile(name, out CredentialProfile profile) ? profile : null;
        }
        catch (Exception e) when (IsDamage(e))
        {
            // The SDK quotes the line that it cannot read, and that line may contain a key.
            Match line = QuotedLine().Match(e.Message);
            throw ConnectionFault.ProfileNotUsable(
                name,
                File,
                line.Success ? new InvalidDataException($"line {line.Groups[1].Value} is not a section, a property or a comment.") : e
            );
        }
    }

    [GeneratedRegex(@"^Line ([0-9]+):<")]
    private static partial Regex QuotedLine();
}
