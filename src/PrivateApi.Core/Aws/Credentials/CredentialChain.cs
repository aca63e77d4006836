using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;

namespace PrivateApi.Aws.Credentials;

/// <summary>
/// Finds credentials in the order of AWS Tools for PowerShell V5: the command's, the session's, the
/// environment's, the default profile's, the machine's.
/// </summary>
internal sealed class CredentialChain(AwsConnection connection, Func<string, string?> variable, Func<AWSCredentials?> machine)
{
    private readonly AwsProfiles _profiles = new(connection.ProfileLocation, variable);

    /// <summary>Credentials from which no keys have been requested yet.</summary>
    /// <exception cref="PrivateApiException">There are none, or what was named cannot be used.</exception>
    public ResolvedCredentials Resolve() =>
        Literal()
        ?? Object(connection.Credential, "-Credential")
        ?? Named(connection.ProfileName, "-ProfileName")
        ?? Object(connection.StoredCredential, "$StoredAWSCredentials")
        ?? FromEnvironment()
        ?? Named(variable("AWS_PROFILE"), "the environment variable AWS_PROFILE")
        ?? Default("default")
        ?? Default("AWS PS Default")
        ?? (machine() is { } role ? new ResolvedCredentials(role, "the role of this container or instance", IsInstance: true) : null)
        ?? throw ConnectionFault.NoCredentials(_profiles.File, connection.EndpointUrl is not null);

    /// <summary>The profile whose Region counts if the credentials do not come from a profile: the default one.</summary>
    public CredentialProfile? DefaultProfile => _profiles.Find("default") ?? _profiles.Find("AWS PS Default");

    private static AWSCredentials Keys(string accessKey, string secretKey, string? token) =>
        string.IsNullOrEmpty(token)
            ? new BasicAWSCredentials(accessKey, secretKey)
            : new SessionAWSCredentials(accessKey, secretKey, token);

    private static ResolvedCredentials? Object(object? given, string source) =>
        given is null ? null : new ResolvedCredentials(ForeignCredentials.Adapt(given, source), source);

    private ResolvedCredentials? Literal() =>
        (connection.AccessKey, connection.SecretKey) switch
        {
            (null, null) when connection.SessionToken is null && connection.IsLab => new ResolvedCredentials(
                new BasicAWSCredentials("lab", "lab"),
                "the lab"
            ),
            (null, null) when connection.SessionToken is null => null,
            ({ Length: > 0 } access, { Length: > 0 } secret) => new ResolvedCredentials(
                Keys(access, secret, connection.SessionToken),
                "-AccessKey"
            ),
            _ => throw ConnectionFault.IncompleteKeys(),
        };

    private ResolvedCredentials? FromEnvironment()
    {
        if (variable("AWS_ACCESS_KEY_ID") is { Length: > 0 } access && variable("AWS_SECRET_ACCESS_KEY") is { Length: > 0 } secret)
        {
            return new ResolvedCredentials(
                Keys(access, secret, variable("AWS_SESSION_TOKEN")),
                "the environment variable AWS_ACCESS_KEY_ID"
            );
        }

        if (variable("AWS_WEB_IDENTITY_TOKEN_FILE") is { Length: > 0 } file && variable("AWS_ROLE_ARN") is { Length: > 0 } role)
        {
            return new ResolvedCredentials(
                new WebIdentityRole(file, role, variable("AWS_ROLE_SESSION_NAME"), connection),
                "the environment variable AWS_WEB_IDENTITY_TOKEN_FILE"
            );
        }

        return null;
    }

    private ResolvedCredentials? Named(string? name, string source)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        CredentialProfile profile = _profiles.Find(name) ?? throw ConnectionFault.ProfileNotFound(name, source, _profiles.File);
        return FromProfile(profile)
            ?? throw ConnectionFault.ProfileNotUsable(
                name,
                _profiles.File,
                new InvalidDataException("it has no keys, and no role, sign-in or process that provides keys.")
            );
    }

    // A default profile may contain only a Region: then it simply has no credentials.
    private ResolvedCredentials? Default(string name) => _profiles.Find(name) is { } profile ? FromProfile(profile) : null;

    private ResolvedCredentials? FromProfile(CredentialProfile profile)
    {
        if (!profile.CanCreateAWSCredentials)
        {
            return null;
        }

        try
        {
            AWSCredentials credentials = AWSCredentialsFactory.GetAWSCredentials(profile, _profiles.Source);
            return new ResolvedCredentials(Prepare(credentials, profile.Name), $"profile '{profile.Name}'", profile);
        }
        catch (Exception e) when (AwsProfiles.IsDamage(e))
        {
            throw ConnectionFault.ProfileNotUsable(profile.Name, _profiles.File, e);
        }
    }

    // A role is assumed in the session's own Region, because the SDK's class uses us-east-1, which other
    // partitions do not have; its source may be a role too.
    private AWSCredentials Prepare(AWSCredentials credentials, string profile)
    {
        switch (credentials)
        {
            case AssumeRoleAWSCredentials role:
                return new AssumedRole(
                    Prepare(role.SourceCredentials, profile),
                    role.RoleArn,
                    role.RoleSessionName,
                    role.Options,
                    profile,
                    connection
                );
            case SSOAWSCredentials sso:
                sso.Options.ClientName = "PrivateApi";
                sso.Options.SupportsGettingNewToken = connection.SsoPrompt is not null;
                sso.Options.SsoVerificationCallback = asked =>
                    connection.SsoPrompt?.Invoke(asked.VerificationUriComplete ?? asked.VerificationUri, asked.UserCode);
                return sso;
            default:
                return credentials;
        }
    }
}
