using System.Net;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Aws;

/// <summary>Listings are read to their last page, by the tokens that each service's API reference describes.</summary>
public sealed class PagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// API Gateway reference, GetBasePathMappings: position leads to the next page. A domain of many base paths has more than
    /// one.
    /// </summary>
    [Fact]
    public async Task The_base_paths_of_a_domain()
    {
        (List<BasePathMapping> found, string[] asked) = await ReadAsync(
            ["""{"item":[{"basePath":"a","restApiId":"1"}],"position":"next one"}""", """{"item":[{"basePath":"b","restApiId":"2"}]}"""],
            session => ApiLists.MappingsAsync(session.ApiGateway, new DomainName { Name = "pets.example.com", DomainNameId = "d1" }, Stop)
        );
        Assert.Equal(["a", "b"], found.Select(item => item.BasePath));
        Assert.Contains("position=next%20one", asked[1], StringComparison.Ordinal);
        Assert.All(asked, query => Assert.Contains("domainNameId=d1", query, StringComparison.Ordinal));
    }

    /// <summary>Lambda reference, ListFunctions: NextMarker of the answer is Marker of the next request.</summary>
    [Fact]
    public async Task The_functions_of_an_account()
    {
        (List<FunctionConfiguration> found, string[] asked) = await ReadAsync(
            ["""{"Functions":[{"FunctionName":"a"}],"NextMarker":"m"}""", """{"Functions":[{"FunctionName":"b"}],"NextMarker":null}"""],
            session => Pages.ListAsync(new ListFunctionsRequest(), session.Lambda.ListFunctionsAsync, page => page.Functions, Stop)
        );
        Assert.Equal(["a", "b"], found.Select(item => item.FunctionName));
        Assert.Contains("Marker=m", asked[1], StringComparison.Ordinal);
    }

    /// <summary>
    /// IAM reference, ListRolePolicies: "IAM might return fewer than the MaxItems number of results, even when there are more
    /// results available."
    /// </summary>
    [Fact]
    public async Task The_policies_of_a_role()
    {
        static string Page(string name, string rest) =>
            $"<ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames><member>{name}</member></PolicyNames>{rest}</ListRolePoliciesResult></ListRolePoliciesResponse>";
        (List<string> found, _) = await ReadAsync(
            [Page("a", "<IsTruncated>true</IsTruncated><Marker>m</Marker>"), Page("b", "<IsTruncated>false</IsTruncated>")],
            session =>
                Pages.ListAsync(
                    new ListRolePoliciesRequest { RoleName = "r" },
                    session.Iam.ListRolePoliciesAsync,
                    page => page.PolicyNames,
                    Stop
                )
        );
        Assert.Equal(["a", "b"], found);
    }

    /// <summary>
    /// Route 53 reference, ListResourceRecordSets: a name, a type and, for one of several of a name, an identifier lead to the
    /// next page.
    /// </summary>
    [Fact]
    public async Task The_records_of_a_zone()
    {
        static string Page(string name, string rest) =>
            $"<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet><Name>{name}</Name><Type>A</Type></ResourceRecordSet></ResourceRecordSets>{rest}</ListResourceRecordSetsResponse>";
        (List<string> found, string[] asked) = await ReadAsync(
            [
                Page(
                    "a.",
                    "<IsTruncated>true</IsTruncated><NextRecordName>b.</NextRecordName><NextRecordType>A</NextRecordType><NextRecordIdentifier>i</NextRecordIdentifier>"
                ),
                Page("b.", "<IsTruncated>true</IsTruncated><NextRecordName>c.</NextRecordName><NextRecordType>A</NextRecordType>"),
                Page("c.", "<IsTruncated>false</IsTruncated>"),
            ],
            session =>
                Pages.ListAsync(
                    new ListResourceRecordSetsRequest { HostedZoneId = "z" },
                    session.Route53.ListResourceRecordSetsAsync,
                    page => page.ResourceRecordSets.Select(item => item.Name),
                    Stop
                )
        );
        Assert.Equal(["a.", "b.", "c."], found);
        Assert.Contains("identifier=i", asked[1], StringComparison.Ordinal);
        Assert.DoesNotContain("identifier", asked[2], StringComparison.Ordinal);
    }

    private static async Task<(List<T> Found, string[] Asked)> ReadAsync<T>(string[] pages, Func<AwsSession, Task<List<T>>> read)
    {
        int number = 0;
        RecordingHandler handler = new(
            (request, _) =>
                request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal) ? RecordingHandler.Empty(request)
                : pages[number++] is var page && page[0] == '<' ? RecordingHandler.Xml(HttpStatusCode.OK, page)
                : RecordingHandler.Json(HttpStatusCode.OK, page)
        );
        using AwsSession session = Sessions.Open(handler);
        List<T> found = await read(session);
        return (
            found,
            [
                .. handler
                    .Requests.Where(request => !request.Text.Contains("GetCallerIdentity", StringComparison.Ordinal))
                    .Select(request => request.Query),
            ]
        );
    }
}
