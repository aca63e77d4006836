using Amazon.Runtime.CredentialManagement;
using PrivateApi.Aws.Credentials;

namespace PrivateApi.Arguments.Completion;

/// <summary>Completes the names of profiles that the SDK knows.</summary>
public sealed class ProfileNameCompleter : Completer
{
    private protected override IEnumerable<Suggestion> Suggest(CompletionScene scene) =>
        new AwsProfiles(scene.Values("ProfileLocation") is [var file, ..] ? file : null, Environment.GetEnvironmentVariable)
            .All.OrderBy(profile => profile.Name, StringComparer.OrdinalIgnoreCase)
            .Select(profile => new Suggestion(profile.Name, Describe(profile)));

    // Never a key.
    private static string Describe(CredentialProfile profile)
    {
        CredentialProfileOptions options = profile.Options;
        string kind =
            options.RoleArn is { Length: > 0 } role ? $"role {role}"
            : options.SsoAccountId is { Length: > 0 } account ? $"IAM Identity Center, account {account}, {options.SsoRoleName}"
            : options.CredentialProcess is { Length: > 0 } ? "credential process"
            : options.AccessKey is { Length: > 0 } ? "access key"
            : "profile";
        return $"{kind}, {profile.Region?.SystemName ?? "no Region"}";
    }
}
