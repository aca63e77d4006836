using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Errors;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>A service that gives page tokens back: the listing ends in a failure and not never.</summary>
public sealed class EndlessListingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("a", "a", "it returns the page token that it was sent")]
    [InlineData("a", "b", "it returns a page token that it has returned before")]
    public async Task A_token_given_back_or_given_before_ends_our_own_listings(string first, string second, string problem)
    {
        int pages = 0;
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal)
                    ? RecordingHandler.Empty(request)
                    : RecordingHandler.Json(
                        System.Net.HttpStatusCode.OK,
                        $$"""{"item":[],"position":"{{(pages++ % 2 == 0 ? first : second)}}"}"""
                    )
        );
        using AwsSession session = Sessions.Open(handler);
        AnswerException failure = await Assert.ThrowsAsync<AnswerException>(() => ApiLists.DomainsAsync(session.ApiGateway, "SELF", Stop));
        Assert.Equal(("EndlessListing", FaultKind.ServiceFault), (failure.ErrorId, failure.Kind));
        Assert.Contains($"API Gateway answers GetDomainNames endlessly: {problem}", failure.Message, StringComparison.Ordinal);
        Assert.InRange(handler.Requests.Count(request => request.Path.Contains("domainnames", StringComparison.Ordinal)), 2, 3);
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "b")]
    public async Task A_token_given_back_or_given_before_ends_the_SDKs_paginators(string first, string second)
    {
        RecordingHandler handler = new(
            (_, number) =>
                RecordingHandler.Xml(
                    System.Net.HttpStatusCode.OK,
                    $"<DescribeVpcsResponse><vpcSet/><nextToken>{(number % 2 == 1 ? first : second)}</nextToken></DescribeVpcsResponse>"
                )
        );
        using AwsSession session = Sessions.Open(handler);
        AnswerException failure = await Assert.ThrowsAsync<AnswerException>(async () =>
            await session.Ec2.Paginators.DescribeVpcs(new DescribeVpcsRequest()).Vpcs.ToListAsync(Stop)
        );
        Assert.Equal("EndlessListing", failure.ErrorId);
        Assert.InRange(handler.Requests.Count, 2, 3);
    }

    [Fact]
    public async Task Record_sets_of_one_name_on_two_pages_are_no_circle_and_the_same_place_twice_is()
    {
        static string Page(string identifier) =>
            $"<ListResourceRecordSetsResponse><ResourceRecordSets/><IsTruncated>true</IsTruncated><NextRecordName>a.</NextRecordName><NextRecordType>A</NextRecordType><NextRecordIdentifier>{identifier}</NextRecordIdentifier></ListResourceRecordSetsResponse>";
        using AwsSession session = Sessions.Open(
            new RecordingHandler(
                (request, _) =>
                    request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal)
                        ? RecordingHandler.Empty(request)
                        : RecordingHandler.Xml(
                            System.Net.HttpStatusCode.OK,
                            Page(request.Query.Contains("identifier=0", StringComparison.Ordinal) ? "1" : "2")
                        )
            )
        );
        ListResourceRecordSetsRequest request = new()
        {
            HostedZoneId = "z",
            StartRecordName = "a.",
            StartRecordType = "A",
            StartRecordIdentifier = "0",
        };
        await session.Route53.ListResourceRecordSetsAsync(request, Stop);
        request.StartRecordIdentifier = "1";
        await session.Route53.ListResourceRecordSetsAsync(request, Stop);
        request.StartRecordIdentifier = "2";
        Assert.Equal(
            "EndlessListing",
            (await Assert.ThrowsAsync<AnswerException>(() => session.Route53.ListResourceRecordSetsAsync(request, Stop))).ErrorId
        );
    }

    [Fact]
    public async Task The_same_listing_twice_is_no_circle()
    {
        using AwsSession session = Sessions.Open(
            new RecordingHandler(
                (request, _) =>
                    RecordingHandler.Xml(
                        System.Net.HttpStatusCode.OK,
                        request.Text.Contains("NextToken", StringComparison.Ordinal)
                            ? "<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>"
                            : "<DescribeVpcsResponse><vpcSet/><nextToken>a</nextToken></DescribeVpcsResponse>"
                    )
            )
        );
        DescribeVpcsRequest request = new();
        for (int i = 0; i < 3; i++)
        {
            request.NextToken = null;
            request.NextToken = (await session.Ec2.DescribeVpcsAsync(request, Stop)).NextToken;
            Assert.Null((await session.Ec2.DescribeVpcsAsync(request, Stop)).NextToken);
        }
    }
}
