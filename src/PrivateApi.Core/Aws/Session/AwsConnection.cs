using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Text;

namespace PrivateApi.Aws.Session;

/// <summary>
/// How and where the user wants to connect: the common parameters of AWS Tools for PowerShell and the
/// session variables that they set. Nothing is resolved yet.
/// </summary>
public sealed record AwsConnection
{
    /// <summary>Region system name such as <c>eu-west-1</c>; null to look further (session, environment, profile).</summary>
    public string? Region { get; init; }

    /// <summary>Named profile. If it is missing, that is an error; the search does not continue.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Credentials file other than the default; null for the default.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>Literal access key; used with <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Literal secret key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Session token of temporary literal keys; null for long-term keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>A credentials object, possibly of another AWSSDK's type (AWS Tools'); null for none.</summary>
    public object? Credential { get; init; }

    /// <summary>Anything that speaks the AWS protocols: the lab, moto, LocalStack. Null for AWS itself.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary><see cref="EndpointUrl"/> without the part before the host: nothing signs in with it, and the SDK logs addresses.</summary>
    internal string? ServiceUrl => EndpointUrl?.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);

    /// <summary>Value of <c>$StoredAWSCredentials</c>; null if AWS Tools set none.</summary>
    public object? StoredCredential { get; init; }

    /// <summary>Value of <c>$StoredAWSRegion</c>; null if AWS Tools set none.</summary>
    public string? StoredRegion { get; init; }

    /// <summary>
    /// True when the connection is this session's lab: fixed dummy credentials are used and the credential chain is
    /// never used.
    /// </summary>
    public bool IsLab { get; init; }

    /// <summary>The lab's Region, if no other is given; null without a lab.</summary>
    public string? LabRegion { get; init; }

    /// <summary>
    /// Asks for the code of a multi-factor device (its serial is given); null (or an answer of null) if nobody can be asked.
    /// </summary>
    public Func<string, string?>? MfaPrompt { get; init; }

    /// <summary>Shows a sign-in address and code of IAM Identity Center; null where nobody can be asked.</summary>
    public Action<string, string>? SsoPrompt { get; init; }

    /// <summary>Carries the requests instead of the network (an in-process lab in tests); null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Roles already assumed in this PowerShell session; null to assume them again.</summary>
    public CredentialMemory? Memory { get; init; }

    /// <summary>Reads an environment variable; tests provide their own environment.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Keeps the pace; tests provide one with their own clock.</summary>
    internal Pacer Pacer { get; init; } = Pacer.Shared;

    /// <summary>How long a call may take; shorter in tests.</summary>
    internal TimeSpan CallLimit { get; init; } = WholeCall.Limit;

    /// <summary>
    /// How long a run that wants the same as another one waits for it in the lab: what a call in progress may take on a machine under load.
    /// Longer in tests of many runs at once.
    /// </summary>
    internal TimeSpan LabWindow { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Draws the length of a pause between two tries, from 0 to 1; tests provide one that draws the same each time.</summary>
    internal Func<double> Jitter { get; init; } = Random.Shared.NextDouble;

    /// <summary>Says where to, never with which keys: the default text of a record would print them all.</summary>
    public override string ToString()
    {
        string place = EndpointUrl is null ? "AWS" : SecretText.Url(EndpointUrl.OriginalString);
        return $"{place} {Region ?? "(Region not given)"} {ProfileName}".TrimEnd();
    }
}
