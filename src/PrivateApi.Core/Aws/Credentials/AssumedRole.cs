using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using StsCredentials = Amazon.SecurityToken.Model.Credentials;

namespace PrivateApi.Aws.Credentials;

/// <summary>A role of a profile, assumed in the session's Region, with the code of an MFA device if it requires one.</summary>
internal sealed class AssumedRole : RefreshingAWSCredentials, IRoleCredentials
{
    private readonly AWSCredentials _source;
    private readonly string _roleArn;
    private readonly string _sessionName;
    private readonly AssumeRoleAWSCredentialsOptions _options;
    private readonly string _profile;
    private AwsConnection _connection;
    private string? _region;

    public AssumedRole(
        AWSCredentials source,
        string roleArn,
        string sessionName,
        AssumeRoleAWSCredentialsOptions options,
        string profile,
        AwsConnection connection
    )
    {
        _source = source;
        _roleArn = roleArn;
        _sessionName = sessionName;
        _options = options;
        _profile = profile;
        _connection = connection;
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    /// <inheritdoc/>
    public void Use(AwsConnection connection, string region)
    {
        _connection = connection;
        _region = region;
        (_source as IRoleCredentials)?.Use(connection, region);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        using SessionHttpClients http = new(_connection);
        using SessionStsClient client = new(_source, http.ForSts(_region));
        AssumeRoleResponse answer = await client.AssumeRoleAsync(Request());
        StsCredentials keys = answer.Credentials ?? throw AnswerException.Unreadable("of STS to AssumeRole", "it has no credentials");
        return new CredentialsRefreshState(
            new ImmutableCredentials(keys.AccessKeyId, keys.SecretAccessKey, keys.SessionToken),
            keys.Expiration ?? DateTime.UtcNow.AddHours(1)
        );
    }

    private AssumeRoleRequest Request()
    {
        AssumeRoleRequest request = new()
        {
            RoleArn = _roleArn,
            RoleSessionName = _sessionName,
            ExternalId = _options.ExternalId,
            DurationSeconds = _options.DurationSeconds,
        };
        if (!string.IsNullOrEmpty(_options.MfaSerialNumber))
        {
            request.SerialNumber = _options.MfaSerialNumber;
            string? code = _connection.MfaPrompt?.Invoke(_options.MfaSerialNumber);
            request.TokenCode = string.IsNullOrWhiteSpace(code)
                ? throw ConnectionFault.MfaRequired(_options.MfaSerialNumber, _profile)
                : code.Trim();
        }

        return request;
    }
}
