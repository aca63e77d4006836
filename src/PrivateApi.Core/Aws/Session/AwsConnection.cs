using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Pipeline;
using PrivateApi.Text;

namespace PrivateApi.Aws.Session;

/// <summary>
/// What the user said about where and as whom to connect: the common parameters of AWS Tools for PowerShell and the
/// session variables they leave behind. Nothing is resolved yet.
/// </summary>
public sealed record AwsConnection
{
    /// <summary>Region system name such as <c>eu-west-1</c>; null to look further (session, environment, profile).</summary>
    public string? Region { get; init; }

    /// <summary>Named profile; a missing one is an error, never a fall-through.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Credentials file other than the default; null for the default.</summary>
    public string? ProfileLocation { get; init; }

    /// <summary>Literal access key; goes with <see cref="SecretKey"/>.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Literal secret key.</summary>
    public string? SecretKey { get; init; }

    /// <summary>Session token of temporary literal keys; null for long-term keys.</summary>
    public string? SessionToken { get; init; }

    /// <summary>A credentials object, possibly of another AWSSDK's type (AWS Tools'); null for none.</summary>
    public object? Credential { get; init; }

    /// <summary>Anything that speaks AWS: the lab, moto, LocalStack. Null for AWS itself.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary><see cref="EndpointUrl"/> without what stands before the host: nothing signs in with it, and the SDK logs addresses.</summary>
    internal string? ServiceUrl => EndpointUrl?.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.UserInfo, UriFormat.UriEscaped);

    /// <summary>Value of <c>$StoredAWSCredentials</c>; null where AWS Tools set none.</summary>
    public object? StoredCredential { get; init; }

    /// <summary>Value of <c>$StoredAWSRegion</c>; null where AWS Tools set none.</summary>
    public string? StoredRegion { get; init; }

    /// <summary>
    /// True when the connection is this session's lab: fixed dummy credentials are used and the credential chain is
    /// never asked.
    /// </summary>
    public bool IsLab { get; init; }

    /// <summary>The lab's Region, where no other is said; null without a lab.</summary>
    public string? LabRegion { get; init; }

    /// <summary>Asks for the code of a multi-factor device (its serial is given); null (or an answer of null) where nobody can be asked.</summary>
    public Func<string, string?>? MfaPrompt { get; init; }

    /// <summary>Shows a sign-in address and code of IAM Identity Center; null where nobody can be asked.</summary>
    public Action<string, string>? SsoPrompt { get; init; }

    /// <summary>Carries the requests in place of the network (an in-process lab in tests); null for the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Roles already assumed in this PowerShell session; null to assume them afresh.</summary>
    public CredentialMemory? Memory { get; init; }

    /// <summary>Reads an environment variable; tests bring an environment of their own.</summary>
    internal Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Keeps the pace; tests bring one with a clock of their own.</summary>
    internal Pacer Pacer { get; init; } = Pacer.Shared;

    /// <summary>How long a call may take; tests have less patience.</summary>
    internal TimeSpan CallLimit { get; init; } = WholeCall.Limit;

    /// <summary>Says where, never with which keys: a record would print them all.</summary>
    public override string ToString()
    {
        string place = EndpointUrl is null ? "AWS" : SecretText.Url(EndpointUrl.OriginalString);
        return $"{place} {Region ?? "(Region not given)"} {ProfileName}".TrimEnd();
    }
}
