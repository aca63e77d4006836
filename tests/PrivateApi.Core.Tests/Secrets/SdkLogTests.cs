using System.Net;
using Amazon;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Secrets;

/// <summary>The AWS SDK's own log, with all of it switched on before a session opens.</summary>
public sealed class SdkLogTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"credentials-{Guid.NewGuid():N}");
    private readonly TextListener _log = new() { Name = "secrets" };

    public SdkLogTests()
    {
        File.WriteAllText(
            _file,
            """
            [work]
            aws_access_key_id = AKIDWORK
            aws_secret_access_key = l0gged-source
            aws_session_token = l0gged-token

            [role]
            role_arn = arn:aws:iam::210987654321:role/deploy
            source_profile = work
            external_id = l0gged-external
            mfa_serial = arn:aws:iam::123456789012:mfa/ann
            """
        );
        AWSConfigs.LoggingConfig.LogTo = LoggingOptions.SystemDiagnostics;
        AWSConfigs.LoggingConfig.LogResponses = ResponseLoggingOption.Always;
        AWSConfigs.LoggingConfig.LogMetrics = true;
        AWSConfigs.AddTraceListener("Amazon", _log);
    }

    public void Dispose()
    {
        AWSConfigs.LoggingConfig.LogTo = LoggingOptions.None;
        AWSConfigs.LoggingConfig.LogMetrics = false;
        AWSConfigs.LoggingConfig.LogResponses = ResponseLoggingOption.Never;
        AWSConfigs.RemoveTraceListener("Amazon", "secrets");
        _log.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task The_SDKs_log_holds_no_key_no_token_no_code_and_no_answer()
    {
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("AssumeRole", StringComparison.Ordinal)
                    ? RecordingHandler.Xml(
                        HttpStatusCode.OK,
                        $"<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>l0gged-key</SecretAccessKey><SessionToken>l0gged-session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
                    )
                : request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal)
                    ? RecordingHandler.Xml(
                        HttpStatusCode.Forbidden,
                        "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><Detail>l0gged-detail</Detail></ErrorResponse>"
                    )
                : request.Url.AbsolutePath.Contains("functions", StringComparison.Ordinal)
                    ? RecordingHandler.Json(
                        HttpStatusCode.OK,
                        """{"Functions":[{"FunctionName":"f","Environment":{"Variables":{"WORD":"l0gged-variable"}}}]}"""
                    )
                : throw new HttpRequestException("cut")
        );
        AwsConnection connection = Sessions.On(handler) with
        {
            ProfileLocation = _file,
            ProfileName = "role",
            Region = "eu-west-1",
            EndpointUrl = new Uri("http://admin:l0gged-userinfo@127.0.0.1:4566"),
            MfaPrompt = _ => "l0gged-code",
        };
        using AwsSession session = AwsSession.Open(connection);
        await session.Lambda.ListFunctionsAsync(new(), TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<Exception>(() => session.GetAccountIdAsync(TestContext.Current.CancellationToken));
        Assert.True(handler.Requests.Count >= 3);
        Assert.NotEmpty(_log.Text);
        Assert.DoesNotContain("l0gged", _log.Text, StringComparison.Ordinal);
    }
}
