using PrivateApi.Calls;
using PrivateApi.Errors;

namespace PrivateApi.Tests.Calls;

/// <summary>
/// URLs as the API Gateway developer guide writes them: "Invoke a private API",
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-api-test-invoke-url.html.
/// </summary>
public sealed class CallUrlTests
{
    private const string EndpointHost = "vpce-01234567abcdef012-ghijklmn.execute-api.us-west-2.vpce.amazonaws.com";
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("https://abc1234.execute-api.us-west-2.amazonaws.com/prod/pets", "PrivateDns", null, "prod", "/pets")]
    [InlineData("abc1234.execute-api.us-west-2.amazonaws.com/prod", "PrivateDns", null, "prod", "/")]
    [InlineData("https://abc1234.execute-api.us-west-2.amazonaws.com", "PrivateDns", null, null, "/")]
    [InlineData("https://abc1234.execute-api.us-west-2.amazonaws.com/prod/pets/1?a=b/c", "PrivateDns", null, "prod", "/pets/1?a=b/c")]
    [InlineData(
        "https://abc1234-vpce-01234567abcdef012.execute-api.us-west-2.amazonaws.com/test/",
        "Alias",
        "vpce-01234567abcdef012",
        "test",
        "/"
    )]
    public void A_URL_says_which_call_it_makes(string url, string form, string? endpoint, string? stage, string path)
    {
        CallUrl read = CallUrl.Read(new Uri(url, UriKind.RelativeOrAbsolute), None);
        Assert.Equal(
            ("abc1234", form, endpoint, stage, path, "us-west-2"),
            (read.RestApiId, read.Host.Form.ToString(), read.Host.VpcEndpointId, read.StageName, read.Path, read.Host.Region)
        );
    }

    [Fact]
    public void The_port_of_https_may_be_written() =>
        Assert.Equal("https://pets.example.com/pets", CallUrl.Read(new Uri("https://pets.example.com:443/pets"), None).Url.AbsoluteUri);

    [Theory]
    [InlineData("Host", "abc1234.execute-api.us-west-2.amazonaws.com")]
    [InlineData("x-apigw-api-id", "abc1234")]
    public void At_an_endpoints_own_name_a_header_names_the_API(string header, string value)
    {
        CallUrl read = CallUrl.Read(new Uri($"https://{EndpointHost}/test"), new Dictionary<string, string> { [header] = value });
        Assert.Equal(("abc1234", "vpce-01234567abcdef012", "test"), (read.RestApiId, read.Host.VpcEndpointId, read.StageName));
    }

    [Fact]
    public void The_header_that_names_an_API_goes_before_the_Host() =>
        Assert.Equal(
            "def5678",
            CallUrl
                .Read(
                    new Uri($"https://{EndpointHost}/test"),
                    new Dictionary<string, string>
                    {
                        ["x-apigw-api-id"] = "def5678",
                        ["Host"] = "abc1234.execute-api.us-west-2.amazonaws.com",
                    }
                )
                .RestApiId
        );

    [Fact]
    public void An_endpoints_own_name_alone_names_no_API() =>
        Assert.Null(CallUrl.Read(new Uri($"https://{EndpointHost}/test"), None).RestApiId);

    [Theory]
    [InlineData("ftp://abc1234.execute-api.us-west-2.amazonaws.com/prod", "not the URL of an API")]
    [InlineData("http://abc1234.execute-api.us-west-2.amazonaws.com/prod", "only https")]
    [InlineData(
        "https://abc1234.execute-api.us-west-2.amazonaws.com:8443/prod",
        "names port 8443. API Gateway answers only https on port 443"
    )]
    [InlineData("https://pets.example.com:80/pets", "names port 80")]
    [InlineData("https://me:hunter2@abc1234.execute-api.us-west-2.amazonaws.com/prod", "Remove it")]
    public void A_URL_that_cannot_be_called_is_refused_in_words(string url, string says)
    {
        PrivateApiException e = Assert.Throws<PrivateApiException>(() => CallUrl.Read(new Uri(url), None));
        Assert.Equal("UriNotUnderstood", e.ErrorId);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }
}
