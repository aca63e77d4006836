using System.Net;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Where keys come from: answers of STS, and the files that people edit.</summary>
public sealed class CredentialFuzzTests : IDisposable
{
    private static readonly XElement Role = XElement.Parse(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAWEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>web-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::210987654321:assumed-role/job/run</Arn><AssumedRoleId>AROA:run</AssumedRoleId></AssumedRoleUser></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
    );

    private static readonly XElement Refusal = XElement.Parse(
        "<ErrorResponse><Error><Type>Sender</Type><Code>InvalidIdentityToken</Code><Message>No OpenIDConnect provider found in "
            + "your account</Message></Error><RequestId>r</RequestId></ErrorResponse>"
    );

    private static readonly byte[] Profiles = Encoding.UTF8.GetBytes(
        """
        [default]
        aws_access_key_id = AKIDEFAULT
        aws_secret_access_key = secret
        region = eu-west-1

        [work]
        role_arn = arn:aws:iam::210987654321:role/r
        source_profile = default
        external_id = x
        duration_seconds = 3600
        sts_regional_endpoints = regional
        retry_mode = standard
        max_attempts = 3

        [sso]
        sso_session = s
        sso_account_id = 210987654321
        sso_role_name = r
        endpoint_url = https://x.example/
        """
    );

    private readonly string _folder = Directory.CreateTempSubdirectory("privateapi-fuzz").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_damaged_answer_of_STS_about_a_web_identity_gives_keys_or_a_failure_of_ours()
    {
        string token = Path.Combine(_folder, "token");
        File.WriteAllText(token, "eyJhbGciOiJSUzI1NiJ9.e30.x");
        FuzzRun.Each(
            random =>
                random.Next(4) == 0
                    ? (Status: HttpStatusCode.BadRequest, Body: XmlMutation.Of(Refusal, random))
                    : (Status: HttpStatusCode.OK, Body: XmlMutation.Of(Role, random)),
            answer =>
                Open(
                    new RecordingHandler(
                        (request, _) =>
                            request.Text.Contains("AssumeRoleWithWebIdentity", StringComparison.Ordinal)
                                ? Xml(answer.Status, answer.Body)
                                : RecordingHandler.Empty(request)
                    ),
                    handler =>
                        Sessions.On(
                            handler,
                            ("AWS_WEB_IDENTITY_TOKEN_FILE", token),
                            ("AWS_ROLE_ARN", "arn:aws:iam::210987654321:role/job"),
                            ("AWS_ROLE_SESSION_NAME", "run-7")
                        ) with
                        {
                            Region = "eu-west-1",
                        }
                )
        );
    }

    [Fact]
    public void A_damaged_file_of_profiles_gives_keys_or_a_failure_of_ours()
    {
        string[] names = ["default", "work", "sso"];
        string file = Path.Combine(_folder, "credentials");
        FuzzRun.Each(
            random => (Name: names[random.Next(2)], Text: ByteMutation.Of(Profiles, random)),
            profile =>
            {
                File.WriteAllBytes(file, profile.Text);
                Open(
                    new RecordingHandler(
                        (request, _) =>
                            request.Text.Contains("Action=AssumeRole", StringComparison.Ordinal)
                                ? Xml(
                                    HttpStatusCode.OK,
                                    Encoding.UTF8.GetBytes(
                                        Role.ToString().Replace("WithWebIdentity", string.Empty, StringComparison.Ordinal)
                                    )
                                )
                                : RecordingHandler.Empty(request)
                    ),
                    handler =>
                        Sessions.On(handler, ("AWS_SHARED_CREDENTIALS_FILE", file)) with
                        {
                            Region = "eu-west-1",
                            ProfileName = profile.Name,
                        }
                );
            }
        );
    }

    private static HttpResponseMessage Xml(HttpStatusCode status, byte[] body)
    {
        HttpResponseMessage answer = new(status) { Content = new ByteArrayContent(body) };
        answer.Content.Headers.ContentType = new("text/xml");
        return answer;
    }

    private static void Open(RecordingHandler handler, Func<RecordingHandler, AwsConnection> connection)
    {
        try
        {
            using AwsSession session = AwsSession.Open(connection(handler));
            session.Lambda.ListFunctionsAsync(new ListFunctionsRequest()).GetAwaiter().GetResult();
        }
        catch (Exception e)
            when (e is PrivateApiException or AnswerException or AmazonServiceException and not AmazonUnmarshallingException)
        {
            Assert.NotEqual(string.Empty, e.Message);
        }
    }
}
