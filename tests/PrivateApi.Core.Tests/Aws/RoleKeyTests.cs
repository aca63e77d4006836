using System.Net;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>A role's keys are got before there is a session; the call for them has the bounds of every other one.</summary>
public sealed class RoleKeyTests : IDisposable
{
    private readonly string _token = Path.GetTempFileName();

    public RoleKeyTests() => File.WriteAllText(_token, "eyJhbGciOiJSUzI1NiJ9.e30.x");

    public void Dispose() => File.Delete(_token);

    [Theory]
    [InlineData("<html>busy</html>")]
    [InlineData("<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult/></AssumeRoleWithWebIdentityResponse>")]
    public void An_answer_of_STS_without_keys_is_refused_in_words_and_not_asked_for_again(string answer)
    {
        RecordingHandler handler = new((_, _) => RecordingHandler.Xml(HttpStatusCode.OK, answer));
        PrivateApiException refused = Refused(handler);
        Assert.Equal(("CredentialsRefused", 1), (refused.ErrorId, handler.Requests.Count));
    }

    [Fact]
    public void A_silent_STS_is_given_up_when_the_time_of_a_call_is_over()
    {
        PrivateApiException refused = Refused(new SilentHandler());
        Assert.Equal("CredentialsRefused", refused.ErrorId);
        Assert.Contains("did not answer AssumeRoleWithWebIdentity within 1 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_asked_for_again_after_a_passing_failure()
    {
        int left = 2;
        RecordingHandler handler = new(
            (request, _) =>
                !request.Text.Contains("AssumeRoleWithWebIdentity", StringComparison.Ordinal) ? RecordingHandler.Empty(request)
                : left-- > 0
                    ? RecordingHandler.Xml(
                        HttpStatusCode.ServiceUnavailable,
                        "<ErrorResponse><Error><Code>ServiceUnavailable</Code><Message>m</Message></Error></ErrorResponse>"
                    )
                : RecordingHandler.Xml(
                    HttpStatusCode.OK,
                    "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>ASIAWEB</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
                )
        );
        using AwsSession session = AwsSession.Open(Connection(handler) with { CallLimit = TimeSpan.FromSeconds(100) });
        await session.Lambda.ListFunctionsAsync(new(), TestContext.Current.CancellationToken);
        Assert.Contains("ASIAWEB", handler.Requests[^1].Headers["Authorization"], StringComparison.Ordinal);
    }

    private PrivateApiException Refused(HttpMessageHandler handler) =>
        Assert.Throws<PrivateApiException>(() => AwsSession.Open(Connection(handler)));

    private AwsConnection Connection(HttpMessageHandler handler) =>
        Sessions.On(handler, ("AWS_WEB_IDENTITY_TOKEN_FILE", _token), ("AWS_ROLE_ARN", "arn:aws:iam::210987654321:role/job")) with
        {
            Region = "eu-west-1",
            CallLimit = TimeSpan.FromSeconds(1),
        };

    private sealed class SilentHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }
    }
}
