using PrivateApi.Errors;
using PrivateApi.Progress;
using PrivateApi.Tests.Fuzz;
using PrivateApi.Text;

namespace PrivateApi.Tests.Secrets;

/// <summary>What is masked in a text and what is left. The keys are made up, in the forms that their issuers document.</summary>
public sealed class SecretTextTests
{
    [Theory]
    [InlineData("https://admin:hunter2@backend.example.com:8443/pets/{id}?x=1", "https://***@backend.example.com:8443/pets/{id}?x=1")]
    [InlineData("http://token@host", "http://***@host")]
    [InlineData("http://a:p@ss:w0rd@host/x", "http://***@host/x")]
    [InlineData(
        "HTTP https://u:p@host/v1; only a call shows whether it answers",
        "HTTP https://***@host/v1; only a call shows whether it answers"
    )]
    [InlineData("https://u:p@a/x and ftp://u:q@b/y", "https://***@a/x and ftp://***@b/y")]
    [InlineData("https://host/pets?api_key=s3cret&type=dog", "https://host/pets?api_key=***&type=dog")]
    [InlineData("/pets?type=dog&X-Amz-Signature=abc123#top", "/pets?type=dog&X-Amz-Signature=***#top")]
    [InlineData("https://host/f?code=Zm9vYmFyYmF6cXV4MTIzNA", "https://host/f?code=***")]
    [InlineData(
        "https://host/?access_token=a&clientSecret=b&subscription-key=c&key=d&authtoken=e&%61pi_key=f",
        "https://host/?access_token=***&clientSecret=***&subscription-key=***&key=***&authtoken=***&%61pi_key=***"
    )]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX", "https://hooks.slack.com/services/***")]
    [InlineData("https://host/v1/2fKq0LcV8nYtR3sWm7ZpXb5HdJgA1eUoQ4iTyCvN/pets", "https://host/v1/***/pets")]
    [InlineData("https://host/api-key/abc/pets", "https://host/api-key/***/pets")]
    [InlineData(
        "The Canonical String for this request should have "
            + "been\n'POST\n/\n\nhost:sts.amazonaws.com\nx-amz-security-token:IQoJb3JpZ2lu\n\nhost;x-amz-security-token\nabc'",
        "The Canonical String for this request should have "
            + "been\n'POST\n/\n\nhost:sts.amazonaws.com\nx-amz-security-token:***\n\nhost;x-amz-security-token\nabc'"
    )]
    [InlineData(
        "the stage has no method for GET /api-key/sesame; it has GET /pets",
        "the stage has no method for GET /api-key/***; it has GET /pets"
    )]
    [InlineData(
        "arn:aws:execute-api:eu-west-1:123456789012:abcde12345/demo/GET/api-key/sesame",
        "arn:aws:execute-api:eu-west-1:123456789012:abcde12345/demo/GET/api-key/***"
    )]
    [InlineData("the answer is eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NSJ9.c2lnbmF0dXJl", "the answer is ***")]
    public void A_secret_is_masked_and_what_helps_stays(string text, string shown) => Assert.Equal(shown, SecretText.Redact(text));

    [Theory]
    [InlineData(
        "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:PetStoreTokenHandler8E7A1C2BAbCdEf123456:live/invocations"
    )]
    [InlineData("arn:aws:apigateway:eu-west-1:sqs:path/123456789012/MyStack-Queue4A7E3586-AbCdEf123456")]
    [InlineData("https://host/users/team@example.com/pets")]
    [InlineData("https://host/pets?owner=team@example.com")]
    [InlineData("mail team@example.com about https://host/x")]
    [InlineData("https://vpce-0abc.execute-api.eu-west-1.vpce.amazonaws.com/demo/pets?type=dog&page=2&nextToken=abc&tokenType=x")]
    [InlineData("https://host/pets/3f2504e0-4f89-11d3-9a0c-0305e82c3301/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("https://host/users?country_code=GB&code=GB&partitionKey=a&token_url=b")]
    [InlineData("https://${stageVariables.user}:${stageVariables.password}@host/x?api_key=${stageVariables.key}")]
    [InlineData("no subnet of vpc-0abc is in eu-west-1a = the zone of subnet-0def; key=value")]
    [InlineData("")]
    public void What_is_no_secret_is_left_as_it_is(string text) => Assert.Equal(text, SecretText.Redact(text));

    [Theory]
    [InlineData("admin:hunter2@localhost:4566", "***@localhost:4566")]
    [InlineData("ftp://admin:hunter2@localhost", "ftp://***@localhost")]
    [InlineData("https://admin:${stageVariables.pw}@host/x", "https://***:${stageVariables.pw}@host/x")]
    [InlineData("localhost:4566/a@b", "localhost:4566/a@b")]
    [InlineData("localhost:4566", "localhost:4566")]
    [InlineData("arn:aws:apigateway:eu-west-1:s3:path/a@b", "arn:aws:apigateway:eu-west-1:s3:path/a@b")]
    public void An_address_that_lacks_its_scheme_is_one_all_the_same(string text, string shown) =>
        Assert.Equal(shown, SecretText.Url(text));

    [Theory]
    [InlineData("/pets/{petId}", "/pets/{petId}")]
    [InlineData("/pets/team@example.com", "/pets/team@example.com")]
    [InlineData("/keys/2fKq0LcV8nYtR3sWm7ZpXb5HdJgA1eUoQ4iTyCvN?apikey=x", "/keys/***?apikey=***")]
    [InlineData("/apikeys/{id}", "/apikeys/{id}")]
    public void A_path_keeps_all_but_its_keys(string path, string shown) => Assert.Equal(shown, SecretText.Path(path));

    [Fact]
    public void A_line_of_a_log_keeps_the_names_of_headers()
    {
        Assert.Equal(
            "(id) Method request headers: {Accept=*/*, Authorization=***, x-api-key=***, Host=h}",
            SecretText.LogLine("(id) Method request headers: {Accept=*/*, Authorization=Bearer abc, x-api-key=0123456789, Host=h}")
        );
        Assert.Equal("(id) Endpoint request URI: https://***@host/x", SecretText.LogLine("(id) Endpoint request URI: https://u:p@host/x"));
        string plan = "(id) Verifying Usage Plan for request: 1. API Key: *****cdefgh API Stage: abc/demo";
        Assert.Equal(plan, SecretText.LogLine(plan));
    }

    [Fact]
    public void An_error_and_a_notice_show_no_secret_of_their_text_target_or_cause()
    {
        const string Address = "https://admin:hunter2@host/x?api_key=sesame";
        PrivateApiException shown = new(
            "X",
            FaultKind.ServiceFault,
            $"no way to {Address}",
            Address,
            new IOException("cut", new IOException($"at {Address}"))
        );
        Assert.Equal("no way to https://***@host/x?api_key=***", shown.Message);
        Assert.Equal("https://***@host/x?api_key=***", shown.Target);
        Assert.Null(shown.InnerException);
        Assert.Equal(
            "cut",
            new PrivateApiException("X", FaultKind.ServiceFault, "no", null, new IOException("cut")).InnerException!.Message
        );
        Assert.Equal("calling https://***@host/x?api_key=***", ProgressEvent.Verbose($"calling {Address}").Text);
    }

    [Fact]
    public void Masking_what_is_masked_changes_nothing()
    {
        foreach (
            string text in new[] { "https://a:b@host/x?key=y", "https://a:${stageVariables.b}@h", "https://hooks.slack.com/services/T/B/X" }
        )
        {
            Assert.Equal(SecretText.Redact(text), SecretText.Redact(SecretText.Redact(text)));
        }
    }

    [Theory]
    [InlineData("//${a")]
    [InlineData("?a=${")]
    [InlineData("https://h/a")]
    [InlineData("eyJaaaaaaaa.")]
    [InlineData("hTTps://?")]
    [InlineData("{a=")]
    [InlineData("\na-")]
    public void A_hostile_text_costs_no_more_than_its_length(string part)
    {
        string text = string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length));
        Cost.Measure("Masking", text, hostile => _ = SecretText.LogLine(hostile) + SecretText.Url(hostile) + SecretText.Path(hostile));
    }
}
