using PrivateApi.Errors;
using PrivateApi.Text;

namespace PrivateApi.Aws.Credentials;

/// <summary>What can be wrong with a connection, in words that say what to do. Never contains a secret.</summary>
internal static class ConnectionFault
{
    private const string TryTheLab = "To try things without AWS, run Start-PrivateApiLab.";

    public static PrivateApiException NoRegion() =>
        Make(
            "NoRegion",
            "No Region was found. Name one with -Region, Set-DefaultAWSRegion, the environment variable "
                + $"AWS_REGION or the profile's region. {TryTheLab}"
        );

    public static PrivateApiException UnknownRegion(string region, string source) =>
        Make(
            "UnknownRegion",
            $"'{region}' (from {source}) is not a Region, such as eu-west-1.{KnownRegions.Suggest(region)} Name one with -Region.",
            region
        );

    public static PrivateApiException InvalidEndpointUrl(Uri url) =>
        Make(
            "InvalidEndpointUrl",
            $"'{SecretText.Url(url.OriginalString)}' is not the URL of an endpoint. "
                + "Give it with its scheme, for instance -EndpointUrl http://localhost:4566.",
            SecretText.Url(url.OriginalString)
        );

    public static PrivateApiException NoCredentials(string file, bool ownEndpoint, Exception? inner = null) =>
        Make(
            "NoCredentials",
            "No AWS credentials were found: not in the parameters, $StoredAWSCredentials, the environment, the profile "
                + $"'default' of {file}, nor from a container or instance role. Name a profile with -ProfileName or sign in "
                + "(aws sso login, Set-AWSCredential). "
                + (ownEndpoint ? "An emulator accepts any keys: -AccessKey test -SecretKey test. " : string.Empty)
                + TryTheLab,
            inner: inner
        );

    public static PrivateApiException IncompleteKeys() =>
        Make(
            "IncompleteCredential",
            "-AccessKey and -SecretKey go together (and -SessionToken with them, for temporary keys). Use both, or -ProfileName."
        );

    public static PrivateApiException UnusableCredential(string source, string type) =>
        Make(
            "CredentialNotUsable",
            $"{source} contains a {type}, which has no keys. Use what Get-AWSCredential or Use-STSRole returns, or a "
                + "PSCredential with the access key as user name and the secret key as password."
        );

    public static PrivateApiException ProfileNotFound(string profile, string source, string file) =>
        Make(
            "ProfileNotFound",
            $"The profile '{profile}' (from {source}) is not in {file}. "
                + "Get-AWSCredential -ListProfileDetail or aws configure list-profiles shows the profiles.",
            profile
        );

    public static PrivateApiException ProfileNotUsable(string profile, string file, Exception inner) =>
        Make("ProfileNotUsable", $"The profile '{profile}' in {file} cannot be used: {inner.Message}", profile, inner);

    public static PrivateApiException SsoTokenExpired(string profile) =>
        Make(
            "SsoTokenExpired",
            $"The sign-in of profile '{profile}' with IAM Identity Center is missing or has expired. "
                + $"Sign in with: aws sso login {PowerShellLiteral.Option("--profile", profile)}",
            profile
        );

    public static PrivateApiException Expired(string source, string message) =>
        Make(
            "CredentialsExpired",
            $"The temporary credentials from {source} have expired ({message.TrimEnd('.', ' ')}). Get new ones (aws sso login, "
                + "Set-AWSCredential, Use-STSRole), and run the same command again: it continues from what exists by then."
        );

    public static PrivateApiException MfaRequired(string serial, string profile) =>
        Make(
            "MfaRequired",
            $"The profile '{profile}' needs the code of the MFA device {serial}, and this session is not "
                + "interactive. Run interactively, or pass temporary keys (aws sts get-session-token, Use-STSRole) with "
                + "-AccessKey, -SecretKey and -SessionToken.",
            profile
        );

    // Without the cause: its text may quote what could not be read.
    public static PrivateApiException Refused(string source, Exception inner) =>
        Make("CredentialsRefused", $"No credentials could be obtained from {source}: {inner.Message}");

    // The SDK quotes the output of the process, from either stream.
    public static PrivateApiException ProcessFailed(string source) =>
        Make(
            "CredentialsRefused",
            $"No credentials could be obtained from {source}: its credential_process failed, or printed something other than "
                + "keys in JSON. Run it yourself to see its output, which may contain keys and is not shown here."
        );

    private static PrivateApiException Make(string id, string message, string? target = null, Exception? inner = null) =>
        new(id, FaultKind.NoConnection, message, target, inner);
}
