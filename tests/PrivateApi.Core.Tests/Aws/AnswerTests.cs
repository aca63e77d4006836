using System.Net;
using Amazon.Runtime;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;

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
        GetRestApiResponse api = await AnswerAsync(
            RecordingHandler.Json(HttpStatusCode.OK, Body, ("x-amzn-RequestId", "req-1")),
            session => session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a1b2c3d4e5" }, Stop)
        );
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, 500, DateTimeKind.Utc), api.CreatedDate);
        Assert.Equal(DateTimeKind.Utc, api.CreatedDate!.Value.Kind);
        Assert.Equal(["vpce-1"], api.EndpointConfiguration!.VpcEndpointIds!);
        Assert.Equal(("UPDATING", false, "Pets"), (api.ApiStatus, api.DisableExecuteApiEndpoint, api.Tags!["privateapi:name"]));
        Assert.Equal("req-1", api.ResponseMetadata.RequestId);
        Assert.Null(api.Description);
    }

    // The AWS CLI's example of get-domain-names, in the wire's names.
    [Fact]
    public async Task Domain_names_are_read_the_public_one_without_an_id()
    {
        const string Body = """
            {"item":[{"domainName":"my.domain.tld","domainNameArn":"arn:aws:apigateway:us-east-1::/domainnames/my.domain.tld","endpointConfiguration":{"types":["REGIONAL"]},"domainNameStatus":"AVAILABLE"},
             {"domainName":"my.private.domain.tld","domainNameId":"abcd1234","domainNameArn":"arn:aws:apigateway:us-east-1:012345678910:/domainnames/my.private.domain.tld+abcd1234","endpointConfiguration":{"types":["PRIVATE"]},"domainNameStatus":"UPDATING"}],
             "position":"next"}
            """;
        GetDomainNamesResponse answer = await AnswerAsync(
            RecordingHandler.Json(HttpStatusCode.OK, Body),
            session => session.ApiGateway.GetDomainNamesAsync(new GetDomainNamesRequest(), Stop)
        );
        Assert.Equal("next", answer.Position);
        Assert.Equal(
            [("my.domain.tld", null, "REGIONAL"), ("my.private.domain.tld", "abcd1234", "PRIVATE")],
            answer.Items.Select(item => (item.Name, item.DomainNameId, item.EndpointConfiguration!.Types![0]))
        );
        Assert.EndsWith(":/domainnames/my.private.domain.tld+abcd1234", answer.Items[1].DomainNameArn, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Associations_and_mappings_of_a_domain_name_are_read()
    {
        const string Associations =
            """{"item":[{"domainNameAccessAssociationArn":"arn:a","domainNameArn":"arn:d","accessAssociationSourceType":"VPCE","accessAssociationSource":"vpce-1"}]}""";
        GetDomainNameAccessAssociationsResponse associations = await AnswerAsync(
            RecordingHandler.Json(HttpStatusCode.OK, Associations),
            session => session.ApiGateway.GetDomainNameAccessAssociationsAsync(new GetDomainNameAccessAssociationsRequest(), Stop)
        );
        DomainNameAccessAssociation association = Assert.Single(associations.Items);
        Assert.Equal(
            ("arn:a", "arn:d", "VPCE", "vpce-1"),
            (
                association.DomainNameAccessAssociationArn,
                association.DomainNameArn,
                association.AccessAssociationSourceType,
                association.AccessAssociationSource
            )
        );
        const string Mappings =
            """{"item":[{"basePath":"(none)","restApiId":"1234w4321e","stage":"dev"},{"basePath":"v1","restApiId":"1234w4321e"}]}""";
        GetBasePathMappingsResponse mappings = await AnswerAsync(
            RecordingHandler.Json(HttpStatusCode.OK, Mappings),
            session => session.ApiGateway.GetBasePathMappingsAsync(new GetBasePathMappingsRequest { DomainName = "my.domain.tld" }, Stop)
        );
        Assert.Equal(
            [("(none)", "1234w4321e", "dev"), ("v1", "1234w4321e", null)],
            mappings.Items.Select(item => (item.BasePath!, item.RestApiId!, item.Stage))
        );
    }

    [Fact]
    public async Task An_answer_without_a_body_is_an_empty_one()
    {
        using HttpResponseMessage accepted = new(HttpStatusCode.Accepted) { Content = new ByteArrayContent([]) };
        Assert.NotNull(
            await AnswerAsync(
                accepted,
                session => session.ApiGateway.DeleteRestApiAsync(new DeleteRestApiRequest { RestApiId = "a" }, Stop)
            )
        );
    }

    [Fact]
    public async Task A_refusal_carries_code_status_message_and_request()
    {
        AmazonServiceException refusal = await RefusalAsync(
            RecordingHandler.Json(
                HttpStatusCode.BadRequest,
                """{"message":"Private REST API doesn't have a resource policy attached to it"}""",
                ("x-amzn-ErrorType", "BadRequestException:http://internal.amazon.com/coral/x/"),
                ("x-amzn-RequestId", "req-2")
            )
        );
        Assert.Equal(
            ("BadRequestException", HttpStatusCode.BadRequest, "req-2"),
            (refusal.ErrorCode, refusal.StatusCode, refusal.RequestId)
        );
        Assert.Equal("Private REST API doesn't have a resource policy attached to it", refusal.Message);
    }

    [Fact]
    public async Task Message_with_a_capital_and_a_type_in_the_body_are_read_too()
    {
        AmazonServiceException refusal = await RefusalAsync(
            RecordingHandler.Json(
                HttpStatusCode.Conflict,
                """{"__type":"com.amazonaws.lambda#ResourceConflictException","Message":"taken"}"""
            )
        );
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
        AmazonServiceException refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "p" }, Stop)
        );
        Assert.Equal(
            ("EntityAlreadyExists", "Role with name p already exists.", "req-3"),
            (refusal.ErrorCode, refusal.Message, refusal.RequestId)
        );
    }

    [Fact]
    public async Task A_role_is_read_from_IAMs_XML()
    {
        const string Body = """
            <GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetRoleResult><Role><Path>/</Path><Arn>arn:aws:iam::123456789012:role/p</Arn><RoleName>p</RoleName>
            <AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument><CreateDate>2026-11-22T10:11:12Z</CreateDate><RoleId>AROA1</RoleId>
            <Tags><member><Key>a</Key><Value>b &amp; c</Value></member></Tags></Role></GetRoleResult><ResponseMetadata><RequestId>req-4</RequestId></ResponseMetadata></GetRoleResponse>
            """;
        GetRoleResponse answer = await AnswerAsync(
            RecordingHandler.Xml(HttpStatusCode.OK, Body),
            session => session.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "p" }, Stop)
        );
        Assert.Equal(
            ("arn:aws:iam::123456789012:role/p", "AROA1", new DateTime(2026, 11, 22, 10, 11, 12, DateTimeKind.Utc)),
            (answer.Role.Arn, answer.Role.RoleId, answer.Role.CreateDate)
        );
        Assert.Equal("b & c", Assert.Single(answer.Role.Tags!).Value);
        Assert.Equal("req-4", answer.ResponseMetadata.RequestId);
    }

    private static async Task<T> AnswerAsync<T>(HttpResponseMessage answer, Func<AwsSession, Task<T>> call)
    {
        using AwsSession session = Sessions.Open(
            new RecordingHandler(
                (request, _) =>
                    request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal) ? RecordingHandler.Empty(request) : answer
            )
        );
        return await call(session);
    }

    private static Task<AmazonServiceException> RefusalAsync(HttpResponseMessage answer) =>
        Assert.ThrowsAnyAsync<AmazonServiceException>(() =>
            AnswerAsync(answer, session => session.ApiGateway.GetRestApiAsync(new GetRestApiRequest { RestApiId = "a" }, Stop))
        );
}
