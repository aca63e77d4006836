using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws;
using PrivateApi.Aws.ApiGateway;
using PrivateApi.Aws.Iam;

namespace PrivateApi.Tests.Aws;

/// <summary>How answers and refusals of the services are read.</summary>
public sealed class AnswerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_private_api_is_read_with_all_it_says()
    {
        const string Body = """
            {"id":"a1b2c3d4e5","name":"Pets","createdDate":1700000000.5,"apiKeySource":"HEADER","disableExecuteApiEndpoint":false,"apiStatus":"UPDATING",
             "endpointConfiguration":{"types":["PRIVATE"],"ipAddressType":"dualstack","vpcEndpointIds":["vpce-1"]},"policy":"{\\\"Version\\\":\\\"2012-10-17\\\"}",
             "tags":{"privateapi:name":"Pets"},"somethingNew":{"a":[1]}}
            """;
        GetRestApiResponse api = await AnswerAsync(RecordingHandler.Json(HttpStatusCode.OK, Body, ("x-amzn-RequestId", "req-1")), session => session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a1b2c3d4e5" }, Stop));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 500, DateTimeKind.Utc), api.CreatedDate);
        Assert.Equal(DateTimeKind.Utc, api.CreatedDate!.Value.Kind);
        Assert.Equal(["vpce-1"], api.EndpointConfiguration!.VpcEndpointIds!);
        Assert.Equal(("UPDATING", false, "Pets"), (api.ApiStatus, api.DisableExecuteApiEndpoint, api.Tags!["privateapi:name"]));
        Assert.Equal("req-1", api.ResponseMetadata.RequestId);
        Assert.Null(api.Description);
    }

    [Fact]
    public async Task An_answer_without_a_body_is_an_empty_one()
    {
        using HttpResponseMessage accepted = new(HttpStatusCode.Accepted) { Content = new ByteArrayContent([]) };
        Assert.NotNull(await AnswerAsync(accepted, session => session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop)));
    }

    [Fact]
    public async Task A_refusal_carries_code_status_message_and_request()
    {
        AmazonServiceException refusal = await RefusalAsync(
            RecordingHandler.Json(HttpStatusCode.BadRequest, """{"message":"Private REST API doesn't have a resource policy attached to it"}""", ("x-amzn-ErrorType", "BadRequestException:http://internal.amazon.com/coral/x/"), ("x-amzn-RequestId", "req-2")));
        Assert.Equal(("BadRequestException", HttpStatusCode.BadRequest, "req-2"), (refusal.ErrorCode, refusal.StatusCode, refusal.RequestId));
        Assert.Equal("Private REST API doesn't have a resource policy attached to it", refusal.Message);
    }

    [Fact]
    public async Task Message_with_a_capital_and_a_type_in_the_body_are_read_too()
    {
        AmazonServiceException refusal = await RefusalAsync(RecordingHandler.Json(HttpStatusCode.Conflict, """{"__type":"com.amazonaws.lambda#ResourceConflictException","Message":"taken"}"""));
        Assert.Equal(("ResourceConflictException", "taken"), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task An_answer_of_some_proxy_is_known_by_its_status()
    {
        using HttpResponseMessage page = new(HttpStatusCode.NotFound) { Content = new StringContent("nothing here") };
        AmazonServiceException refusal = await RefusalAsync(page);
        Assert.Equal(("NotFound", HttpStatusCode.NotFound), (refusal.ErrorCode, refusal.StatusCode));
    }

    [Fact]
    public async Task IAMs_refusal_is_read_from_its_XML()
    {
        const string Body = """
            <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type><Code>EntityAlreadyExists</Code><Message>Role with name p already exists.</Message></Error><RequestId>req-3</RequestId></ErrorResponse>
            """;
        using AwsSession session = Sessions.Open(new RecordingHandler((_, _) => RecordingHandler.Xml(HttpStatusCode.Conflict, Body)));
        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "p" }, Stop));
        Assert.Equal(("EntityAlreadyExists", "Role with name p already exists.", "req-3"), (refusal.ErrorCode, refusal.Message, refusal.RequestId));
    }

    [Fact]
    public async Task A_role_is_read_from_IAMs_XML()
    {
        const string Body = """
            <GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path><Arn>arn:aws:iam::123456789012:role/p</Arn><RoleName>p</RoleName>
            <AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument><CreateDate>2026-11-22T10:11:12Z</CreateDate><RoleId>AROA1</RoleId>
            <Tags><member><Key>a</Key><Value>b &amp; c</Value></member></Tags></Role></GetRoleResult><ResponseMetadata><RequestId>req-4</RequestId></ResponseMetadata></GetRoleResponse>
            """;
        GetRoleResponse answer = await AnswerAsync(RecordingHandler.Xml(HttpStatusCode.OK, Body), session => session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "p" }, Stop));
        Assert.Equal(("arn:aws:iam::123456789012:role/p", "AROA1", new DateTime(2026, 11, 22, 10, 11, 12, DateTimeKind.Utc)), (answer.Role.Arn, answer.Role.RoleId, answer.Role.CreateDate));
        Assert.Equal("b & c", Assert.Single(answer.Role.Tags!).Value);
        Assert.Equal("req-4", answer.ResponseMetadata.RequestId);
    }

    private static async Task<T> AnswerAsync<T>(HttpResponseMessage answer, Func<AwsSession, Task<T>> call)
    {
        using AwsSession session = Sessions.Open(new RecordingHandler((request, _) => request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal) ? RecordingHandler.Empty(request) : answer));
        return await call(session);
    }

    private static Task<AmazonServiceException> RefusalAsync(HttpResponseMessage answer) =>
        Assert.ThrowsAnyAsync<AmazonServiceException>(() => AnswerAsync(answer, session => session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a" }, Stop)));
}
