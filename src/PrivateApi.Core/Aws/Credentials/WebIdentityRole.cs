using System.Globalization;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Input;
using StsCredentials = Amazon.SecurityToken.Model.Credentials;

namespace PrivateApi.Aws.Credentials;

/// <summary>
/// The role of a job that has its own token (GitHub Actions, Amazon EKS), assumed in the session's Region and over the session's
/// connection ("AssumeRoleWithWebIdentity": the call is not signed). The file is read each time, since the token in it is renewed.
/// </summary>
internal sealed class WebIdentityRole : RefreshingAWSCredentials, IRoleCredentials
{
    // A token has a few thousand characters (STS API reference, "WebIdentityToken": at most 20,000).
    private const int MostTokenBytes = 64 << 10;

    private readonly string _file;
    private readonly string _roleArn;
    private readonly string _sessionName;
    private AwsConnection _connection;
    private string? _region;

    public WebIdentityRole(string file, string roleArn, string? sessionName, AwsConnection connection)
    {
        _file = file;
        _roleArn = roleArn;
        _sessionName = string.IsNullOrEmpty(sessionName)
            ? $"privateapi-{DateTime.UtcNow.Ticks.ToString(CultureInfo.InvariantCulture)}"
            : sessionName;
        _connection = connection;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <inheritdoc/>
    public void Use(AwsConnection connection, string region) => (_connection, _region) = (connection, region);

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using SessionHttpClients http = new(_connection);
        using SessionStsClient client = new(new AnonymousAWSCredentials(), http.ForSts(_region));
        AssumeRoleWithWebIdentityRequest request = new()
        {
            RoleArn = _roleArn,
            RoleSessionName = _sessionName,
            WebIdentityToken = Token(),
        };
        AssumeRoleWithWebIdentityResponse answer = await client.AssumeRoleWithWebIdentityAsync(request);
        StsCredentials keys =
            answer.Credentials ?? throw AnswerException.Unreadable("of STS to AssumeRoleWithWebIdentity", "it has no credentials");
        return new CredentialsRefreshState(
            new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken),
            keys.Expiration ?? DateTime.UtcNow.AddHours(1)
        );
    }

    private string Token()
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(InputFile.Read(_file, MostTokenBytes, "web identity token")).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ConnectionFault.Refused("the environment variable AWS_WEB_IDENTITY_TOKEN_FILE", e);
        }
    }
}
