using Amazon.Runtime;
using PrivateApi.Aws.Credentials;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Which credentials win, and what is said where none do.</summary>
public sealed class CredentialChainTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"credentials-{Guid.NewGuid():N}");

    public CredentialChainTests() =>
        File.WriteAllText(
            _file,
            """
            [default]
            aws_access_key_id = AKIDDEFAULT
            aws_secret_access_key = secret
            region = eu-north-1

            [work]
            aws_access_key_id = AKIDWORK
            aws_secret_access_key = very-secret-key
            aws_session_token = token
            region = eu-central-1

            [empty]
            region = eu-west-3

            [role]
            role_arn = arn:aws:iam::210987654321:role/deploy
            source_profile = work
            region = eu-west-2

            [guarded]
            role_arn = arn:aws:iam::210987654321:role/guarded
            source_profile = work
            mfa_serial = arn:aws:iam::123456789012:mfa/ann

            [lost]
            role_arn = arn:aws:iam::210987654321:role/lost
            source_profile = nobody

            [process]
            credential_process = printf "{\"Version\":1,\"AccessKeyId\":\"AKIDPROCESS\",\"SecretAccessKey\":\"s\"}"

            [garbled]
            credential_process = printf "no JSON: pl4nt"

            [told]
            credential_process = sh -c "printf pl4nt >&2; exit 1"

            [signin]
            sso_start_url = https://example.awsapps.com/start-privateapi-test
            sso_region = eu-west-1
            sso_account_id = 123456789012
            sso_role_name = Admin
            """
        );

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Temporary_credentials_from_the_environment_are_sent_with_their_token()
    {
        RecordingHandler handler = new();
        using AwsSession session = AwsSession.Open(
            Sessions.On(handler, ("AWS_ACCESS_KEY_ID", "ASIAENV"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "the-token")) with
            {
                Region = "eu-west-1",
            }
        );
        await session.Lambda.ListFunctionsAsync(new(), Stop);
        await session.GetAccountIdAsync(Stop);
        Assert.Equal("the environment variable AWS_ACCESS_KEY_ID", session.CredentialSource);
        Assert.All(handler.Requests, request => Assert.Equal("the-token", request.Headers["X-Amz-Security-Token"]));
        Assert.All(handler.Requests, request => Assert.Contains("ASIAENV", request.Headers["Authorization"], StringComparison.Ordinal));
    }

    // STS API reference, AssumeRoleWithWebIdentity: "does not require the use of AWS security credentials", and so carries no signature.
    [Fact]
    public async Task A_web_identity_of_the_environment_becomes_its_role()
    {
        string token = Path.GetTempFileName();
        File.WriteAllText(token, "eyJhbGciOiJSUzI1NiJ9.e30.x\n");
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("AssumeRoleWithWebIdentity", StringComparison.Ordinal)
                    ? RecordingHandler.Xml(
                        System.Net.HttpStatusCode.OK,
                        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAWEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>web-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
                    )
                    : RecordingHandler.Empty(request)
        );
        using AwsSession session = AwsSession.Open(
            Sessions.On(
                handler,
                ("AWS_WEB_IDENTITY_TOKEN_FILE", token),
                ("AWS_ROLE_ARN", "arn:aws:iam::210987654321:role/job"),
                ("AWS_ROLE_SESSION_NAME", "run-7")
            ) with
            {
                Region = "eu-west-1",
            }
        );
        await session.Lambda.ListFunctionsAsync(new(), Stop);
        File.Delete(token);
        RecordedRequest assume = handler.Requests[0];
        Assert.Contains("WebIdentityToken=eyJhbGciOiJSUzI1NiJ9.e30.x", assume.Text, StringComparison.Ordinal);
        Assert.Contains("RoleSessionName=run-7", assume.Text, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("arn:aws:iam::210987654321:role/job"), assume.Text, StringComparison.Ordinal);
        Assert.False(assume.Headers.ContainsKey("Authorization"));
        Assert.Equal("sts.eu-west-1.amazonaws.com", assume.Url.Host);
        Assert.Equal(
            ("web-token", true),
            (
                handler.Requests[^1].Headers["X-Amz-Security-Token"],
                handler.Requests[^1].Headers["Authorization"].Contains("ASIAWEB", StringComparison.Ordinal)
            )
        );
        Assert.Equal("the environment variable AWS_WEB_IDENTITY_TOKEN_FILE", session.CredentialSource);
    }

    [Fact]
    public void A_web_identity_whose_file_is_gone_is_refused_in_words()
    {
        PrivateApiException refused = Assert.Throws<PrivateApiException>(() =>
            AwsSession.Open(
                Sessions.On(
                    new RecordingHandler(),
                    ("AWS_WEB_IDENTITY_TOKEN_FILE", "/nonexistent/token"),
                    ("AWS_ROLE_ARN", "arn:aws:iam::210987654321:role/job")
                ) with
                {
                    Region = "eu-west-1",
                }
            )
        );
        Assert.Equal(("CredentialsRefused", FaultKind.NoConnection), (refused.ErrorId, refused.Kind));
        Assert.Contains("AWS_WEB_IDENTITY_TOKEN_FILE", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_on_the_command_come_first()
    {
        AwsConnection all = Here(("AWS_ACCESS_KEY_ID", "AKIDENV"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_PROFILE", "work")) with
        {
            AccessKey = "AKIDLITERAL",
            SecretKey = "s",
            Credential = new BasicAWSCredentials("AKIDOBJECT", "s"),
            ProfileName = "work",
            StoredCredential = new BasicAWSCredentials("AKIDSTORED", "s"),
        };
        Assert.Equal(("AKIDLITERAL", "-AccessKey"), await WinnerAsync(all));
        AwsConnection next = all with { AccessKey = null, SecretKey = null };
        Assert.Equal(("AKIDOBJECT", "-Credential"), await WinnerAsync(next));
        next = next with { Credential = null };
        Assert.Equal(("AKIDWORK", "profile 'work'"), await WinnerAsync(next));
        next = next with { ProfileName = null };
        Assert.Equal(("AKIDSTORED", "$StoredAWSCredentials"), await WinnerAsync(next));
        next = next with { StoredCredential = null };
        Assert.Equal(("AKIDENV", "the environment variable AWS_ACCESS_KEY_ID"), await WinnerAsync(next));
        Assert.Equal(("AKIDWORK", "profile 'work'"), await WinnerAsync(Here(("AWS_PROFILE", "work"))));
        Assert.Equal(("AKIDDEFAULT", "profile 'default'"), await WinnerAsync(Here()));
    }

    [Fact]
    public async Task The_files_location_may_come_from_the_environment()
    {
        AwsConnection connection = Sessions.On(null, ("AWS_SHARED_CREDENTIALS_FILE", _file)) with { Region = "eu-west-1" };
        Assert.Equal(("AKIDDEFAULT", "profile 'default'"), await WinnerAsync(connection));
    }

    [Fact]
    public void A_missing_profile_is_named_with_the_file_and_nothing_else_is_tried()
    {
        PrivateApiException fault = Fault(
            Here(("AWS_ACCESS_KEY_ID", "AKIDENV"), ("AWS_SECRET_ACCESS_KEY", "s")) with
            {
                ProfileName = "wrok",
            }
        );
        Assert.Equal("ProfileNotFound", fault.ErrorId);
        Assert.Contains("'wrok'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
        fault = Fault(Here(("AWS_PROFILE", "wrok")));
        Assert.Equal("ProfileNotFound", fault.ErrorId);
        Assert.Contains("AWS_PROFILE", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("lost")]
    public void A_profile_without_usable_credentials_is_an_error_that_names_it(string profile)
    {
        PrivateApiException fault = Fault(Here() with { ProfileName = profile });
        Assert.Equal("ProfileNotUsable", fault.ErrorId);
        Assert.Contains($"'{profile}'", fault.Message, StringComparison.Ordinal);
        Assert.Contains(_file, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_anywhere_points_to_the_lab()
    {
        PrivateApiException fault = Fault(Sessions.On(null) with { Region = "eu-west-1" });
        Assert.Equal(("NoCredentials", FaultKind.NoConnection), (fault.ErrorId, fault.Kind));
        Assert.Contains("Start-PrivateApiLab", fault.Message, StringComparison.Ordinal);
        fault = Fault(Sessions.On(null) with { Region = "eu-west-1", EndpointUrl = new Uri("http://127.0.0.1:4566") });
        Assert.Contains("-AccessKey test", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKID", null, null)]
    [InlineData(null, "secret-of-mine", null)]
    [InlineData(null, null, "token-of-mine")]
    public void Half_a_pair_of_keys_is_refused(string? access, string? secret, string? token)
    {
        PrivateApiException fault = Fault(Here() with { AccessKey = access, SecretKey = secret, SessionToken = token });
        Assert.Equal("IncompleteCredential", fault.ErrorId);
        Assert.DoesNotContain("of-mine", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lab_never_asks_the_chain()
    {
        List<string> asked = [];
        AwsConnection lab = Here() with
        {
            IsLab = true,
            Region = "eu-west-1",
            EndpointUrl = new Uri("http://127.0.0.1:9"),
            Variable = name =>
            {
                asked.Add(name);
                return null;
            },
        };
        Assert.Equal(("lab", "the lab"), await WinnerAsync(lab));
        Assert.DoesNotContain(asked, name => name is "AWS_ACCESS_KEY_ID" or "AWS_PROFILE" or "AWS_REGION");
    }

    [Fact]
    public async Task A_role_is_assumed_with_its_source_in_the_sessions_own_Region()
    {
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("AssumeRole", StringComparison.Ordinal) ? Assumed("AKIDROLE") : RecordingHandler.Empty(request)
        );
        using AwsSession session = AwsSession.Open(Here() with { Handler = handler, ProfileName = "role" });
        await session.GetAccountIdAsync(Stop);
        Assert.Equal(["AKIDWORK", "AKIDROLE"], handler.Requests.Select(request => request.AccessKey));
        Assert.Equal("t", handler.Requests[1].Headers["X-Amz-Security-Token"]);
        Assert.Equal("sts.eu-west-2.amazonaws.com", handler.Requests[0].Url.Host);
        Assert.Contains("RoleArn=arn%3Aaws%3Aiam%3A%3A210987654321%3Arole%2Fdeploy", handler.Requests[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_MFA_code_is_asked_for_once_in_a_PowerShell_session()
    {
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("AssumeRole", StringComparison.Ordinal) ? Assumed("AKIDGUARDED") : RecordingHandler.Empty(request)
        );
        List<string> asked = [];
        AwsConnection connection = Here() with
        {
            Handler = handler,
            ProfileName = "guarded",
            Region = "eu-west-1",
            Memory = new CredentialMemory(),
            MfaPrompt = serial =>
            {
                asked.Add(serial);
                return " 123456 ";
            },
        };
        for (int command = 0; command < 2; command++)
        {
            using AwsSession session = AwsSession.Open(connection);
            await session.GetAccountIdAsync(Stop);
        }

        Assert.Equal(["arn:aws:iam::123456789012:mfa/ann"], asked);
        RecordedRequest assume = Assert.Single(handler.Requests, request => request.Text.Contains("AssumeRole", StringComparison.Ordinal));
        Assert.Contains("TokenCode=123456", assume.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AKID", connection.Memory!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_can_be_asked_for_the_code_the_error_says_so()
    {
        PrivateApiException fault = Fault(Here() with { Handler = new RecordingHandler(), ProfileName = "guarded", Region = "eu-west-1" });
        Assert.Equal("MfaRequired", fault.ErrorId);
        Assert.Contains("arn:aws:iam::123456789012:mfa/ann", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_that_is_refused_says_by_whom_and_why()
    {
        const string Body =
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User is not authorized to perform: "
            + "sts:AssumeRole</Message></Error><RequestId>r</RequestId></ErrorResponse>";
        PrivateApiException fault = Fault(
            Here() with
            {
                Handler = new RecordingHandler((_, _) => RecordingHandler.Xml(System.Net.HttpStatusCode.Forbidden, Body)),
                ProfileName = "role",
            }
        );
        Assert.Equal("CredentialsRefused", fault.ErrorId);
        Assert.Contains("profile 'role'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("not authorized to perform: sts:AssumeRole", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_sign_in_names_the_command_that_signs_in()
    {
        PrivateApiException fault = Fault(Here() with { ProfileName = "signin", Region = "eu-west-1" });
        Assert.Equal("SsoTokenExpired", fault.ErrorId);
        Assert.EndsWith("aws sso login --profile signin", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_process_is_run()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "printf is not on Windows");
        Assert.Equal(
            ("AKIDPROCESS", "profile 'process'"),
            await WinnerAsync(Here() with { ProfileName = "process", Region = "eu-west-1" })
        );
    }

    [Theory]
    [InlineData("garbled")]
    [InlineData("told")]
    public void What_a_credential_process_prints_is_in_no_error(string profile)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "printf is not on Windows");
        PrivateApiException fault = Fault(Here() with { ProfileName = profile, Region = "eu-west-1" });
        Assert.Equal("CredentialsRefused", fault.ErrorId);
        Assert.Contains($"profile '{profile}'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pl4nt", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_shows_when_a_connection_is_printed()
    {
        AwsConnection connection = Here() with
        {
            AccessKey = "AKIDLITERAL",
            SecretKey = "very-secret-key",
            SessionToken = "very-secret-token",
            EndpointUrl = new Uri("http://admin:secret@localhost:4566"),
        };
        Assert.DoesNotContain("secret", connection.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("AKID", connection.ToString(), StringComparison.Ordinal);
    }

    private static HttpResponseMessage Assumed(string key) =>
        RecordingHandler.Xml(
            System.Net.HttpStatusCode.OK,
            $"<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{DateTime.UtcNow.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>"
        );

    private static PrivateApiException Fault(AwsConnection connection) =>
        Assert.Throws<PrivateApiException>(() => AwsSession.Open(connection));

    private static async Task<(string Key, string Source)> WinnerAsync(AwsConnection connection)
    {
        RecordingHandler handler = new();
        using AwsSession session = AwsSession.Open(connection with { Handler = handler });
        await session.GetAccountIdAsync(Stop);
        return (handler.Requests[^1].AccessKey, session.CredentialSource);
    }

    private AwsConnection Here(params (string Name, string Value)[] environment) =>
        Sessions.On(null, environment) with
        {
            ProfileLocation = _file,
        };
}
