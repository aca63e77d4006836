using System.Text.Json;
using Amazon.EC2.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Clients.Route53Profiles;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;
using PrivateApi.Tests.Peers;

namespace PrivateApi.Tests.Aws;

/// <summary>Hosts and signing Regions in each partition.</summary>
public sealed class PartitionTests
{
    private static readonly string[] Regions =
    [
        "eu-west-1",
        "us-east-1",
        "ap-southeast-5",
        "cn-north-1",
        "cn-northwest-1",
        "us-gov-west-1",
        "us-gov-east-1",
    ];

    [Theory]
    [InlineData(
        "eu-west-1",
        "aws",
        "amazonaws.com",
        "https://apigateway.eu-west-1.amazonaws.com",
        "https://iam.amazonaws.com",
        "us-east-1"
    )]
    [InlineData(
        "cn-north-1",
        "aws-cn",
        "amazonaws.com.cn",
        "https://apigateway.cn-north-1.amazonaws.com.cn",
        "https://iam.cn-north-1.amazonaws.com.cn",
        "cn-north-1"
    )]
    [InlineData(
        "cn-northwest-1",
        "aws-cn",
        "amazonaws.com.cn",
        "https://apigateway.cn-northwest-1.amazonaws.com.cn",
        "https://iam.cn-north-1.amazonaws.com.cn",
        "cn-north-1"
    )]
    [InlineData(
        "us-gov-east-1",
        "aws-us-gov",
        "amazonaws.com",
        "https://apigateway.us-gov-east-1.amazonaws.com",
        "https://iam.us-gov.amazonaws.com",
        "us-gov-west-1"
    )]
    public async Task A_Region_leads_to_its_partitions_hosts(
        string region,
        string partition,
        string suffix,
        string gateway,
        string iam,
        string iamRegion
    )
    {
        Dictionary<string, (string Url, string Region)> used = await UsedAsync(region);
        Assert.Equal((gateway, region), used["apigateway"]);
        Assert.Equal((iam, iamRegion), used["iam"]);
        using AwsSession session = Sessions.Open(new RecordingHandler(), region);
        Assert.Equal((partition, suffix), (session.Partition, session.DnsSuffix));
    }

    [Theory]
    [InlineData("eu-west-1", "https://route53.amazonaws.com", "us-east-1", "https://route53resolver.eu-west-1.amazonaws.com")]
    [InlineData("cn-north-1", "https://route53.amazonaws.com.cn", "cn-northwest-1", "https://route53resolver.cn-north-1.amazonaws.com.cn")]
    [InlineData(
        "us-gov-east-1",
        "https://route53.us-gov.amazonaws.com",
        "us-gov-west-1",
        "https://route53resolver.us-gov-east-1.amazonaws.com"
    )]
    public async Task Route_53_has_one_host_a_partition_and_Resolver_one_a_Region(
        string region,
        string host,
        string signing,
        string resolver
    )
    {
        Dictionary<string, (string Url, string Region)> used = await UsedAsync(region);
        Assert.Equal((host, signing), used["route53"]);
        Assert.Equal((resolver, region), used["route53resolver"]);
    }

    [Fact]
    public async Task Hosts_and_signing_Regions_are_those_of_botocore_everywhere()
    {
        JsonElement theirs = await Peer.BotoAsync("endpoints.py", new Uri("http://127.0.0.1:9/"), Regions);
        foreach (string region in Regions)
        {
            foreach ((string service, (string url, string signing)) in await UsedAsync(region))
            {
                JsonElement expected = theirs.GetProperty(region).GetProperty(service);
                Assert.Equal(
                    (region, service, expected.GetProperty("url").GetString()!, expected.GetProperty("signing").GetString()!),
                    (region, service, url, signing)
                );
            }
        }
    }

    [Fact]
    public async Task An_endpoint_of_the_users_own_takes_all_services()
    {
        RecordingHandler handler = new();
        using AwsSession session = AwsSession.Open(
            Sessions.On(handler) with
            {
                EndpointUrl = new Uri("http://127.0.0.1:4566"),
                Region = "eu-west-1",
                AccessKey = "test",
                SecretKey = "test",
            }
        );
        await CallAllAsync(session);
        Assert.All(handler.Requests, request => Assert.Equal("http://127.0.0.1:4566", request.Url.GetLeftPart(UriPartial.Authority)));
        Assert.All(handler.Requests, request => Assert.StartsWith("eu-west-1/", request.Scope, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, (string Url, string Region)>> UsedAsync(string region)
    {
        RecordingHandler handler = new();
        using AwsSession session = Sessions.Open(handler, region);
        await CallAllAsync(session);
        return handler
            .Requests.Select(request => (Scope: request.Scope.Split('/'), Url: request.Url.GetLeftPart(UriPartial.Authority)))
            .DistinctBy(item => item.Scope[1])
            .ToDictionary(item => item.Scope[1], item => (item.Url, item.Scope[0]));
    }

    private static async Task CallAllAsync(AwsSession session)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await session.ApiGateway.GetRestApisAsync(new GetRestApisRequest(), stop);
        await session.Lambda.ListFunctionsAsync(new ListFunctionsRequest(), stop);
        await session.Iam.ListRoleTagsAsync(new ListRoleTagsRequest { RoleName = "a" }, stop);
        await session.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = "Z1" }, stop);
        await session.Resolver.ListResolverRulesAsync(new ListResolverRulesRequest(), stop);
        await session.Route53Profiles.ListProfileAssociationsAsync(new ListProfileAssociationsRequest(), stop);
        await session.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest(), stop);
        await session.GetAccountIdAsync(stop);
    }
}
