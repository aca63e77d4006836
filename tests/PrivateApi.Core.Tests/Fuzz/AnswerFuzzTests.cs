using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using Amazon.SimpleSystemsManagement.Model;
using PrivateApi.Aws.Clients.ApiGateway;
using PrivateApi.Aws.Clients.Iam;
using PrivateApi.Aws.Clients.Lambda;
using PrivateApi.Aws.Clients.Logs;
using PrivateApi.Aws.Clients.Resolver;
using PrivateApi.Aws.Clients.Route53;
using PrivateApi.Aws.Clients.Route53Profiles;
using PrivateApi.Aws.Protocols;
using PrivateApi.Aws.Session;
using PrivateApi.Tests.Aws.Doubles;

namespace PrivateApi.Tests.Fuzz;

/// <summary>Answers of AWS, changed: each is read, or ends in a failure of ours. By protocol, since each has readers of its own.</summary>
public sealed class AnswerFuzzTests : IDisposable
{
    private static readonly (string Text, Func<AwsSession, Task> Call)[] RestJson =
    [
        (
            """{"item":[{"id":"a","name":"n","createdDate":1700000000.5,"policy":"{}","tags":{"k":"v"},"binaryMediaTypes":["a/b"],"minimumCompressionSize":5,"disableExecuteApiEndpoint":true,"endpointConfiguration":{"types":["PRIVATE"],"vpcEndpointIds":["vpce-1"],"ipAddressType":"ipv4"}}],"position":"p"}""",
            s => s.ApiGateway.GetRestApisAsync(new GetRestApisRequest())
        ),
        (
            """{"item":[{"id":"r","path":"/a","pathPart":"a","parentId":"p","resourceMethods":{"GET":{"httpMethod":"GET","authorizationType":"NONE","apiKeyRequired":false,"methodResponses":{"200":{"statusCode":"200"}},"methodIntegration":{"type":"AWS","uri":"arn:x","timeoutInMillis":100,"integrationResponses":{"200":{"statusCode":"200"}},"tlsConfig":{"insecureSkipVerification":true}}}}}]}""",
            s => s.ApiGateway.GetResourcesAsync(new GetResourcesRequest { RestApiId = "a" })
        ),
        (
            """{"item":[{"deploymentId":"d","stageName":"s","cacheClusterEnabled":false,"methodSettings":{"*/*":{"metricsEnabled":true,"throttlingBurstLimit":5,"throttlingRateLimit":1.5}},"variables":{"a":"b"},"canarySettings":{"percentTraffic":5.5,"deploymentId":"x"},"tags":{"privateapi:policy":"d/x"},"createdDate":1700000000,"lastUpdatedDate":"2026-01-01T00:00:00Z"}]}""",
            s => s.ApiGateway.GetStagesAsync(new GetStagesRequest { RestApiId = "a" })
        ),
        (
            """{"Configuration":{"FunctionName":"f","FunctionArn":"arn","CodeSize":5,"Timeout":3,"VpcConfig":{"SubnetIds":["s"],"SecurityGroupIds":["g"],"VpcId":"v"},"Environment":{"Variables":{"A":"b"},"Error":{"ErrorCode":"x"}},"Architectures":["arm64"]},"Code":{"Location":"https://x"},"Tags":{"a":"b"}}""",
            s => s.Lambda.GetFunctionAsync(new GetFunctionRequest { FunctionName = "f" })
        ),
        (
            """{"ProfileAssociations":[{"Id":"rpassoc-1","ProfileId":"rp-1","OwnerId":"123456789012","ResourceId":"vpc-1","Status":"COMPLETE","Priority":100,"CreationTime":1700000000.5}],"NextToken":"t"}""",
            s => s.Route53Profiles.ListProfileAssociationsAsync(new ListProfileAssociationsRequest())
        ),
        (
            """{"ProfileResourceAssociations":[{"Id":"rpr-1","OwnerId":"123456789012","ResourceArn":"arn:aws:route53:::hostedzone/Z1","Status":"COMPLETE"}]}""",
            s => s.Route53Profiles.ListProfileResourceAssociationsAsync(new ListProfileResourceAssociationsRequest { ProfileId = "rp-1" })
        ),
        (
            """{"status":200,"body":"b","headers":{"a":"b"},"multiValueHeaders":{"a":["b"]},"log":"l","latency":5}""",
            s =>
                s.ApiGateway.TestInvokeMethodAsync(
                    new TestInvokeMethodRequest
                    {
                        RestApiId = "a",
                        ResourceId = "r",
                        HttpMethod = "GET",
                    }
                )
        ),
    ];

    private static readonly (string Text, Func<AwsSession, Task> Call)[] Json =
    [
        (
            """{"events":[{"logStreamName":"s","timestamp":1700000000000,"message":"m","ingestionTime":1,"eventId":"e"}],"nextToken":"t"}""",
            s => s.Logs.FilterLogEventsAsync(new FilterLogEventsRequest { LogGroupName = "g" })
        ),
        (
            """{"ResolverRules":[{"Id":"r","DomainName":"x.","Status":"COMPLETE","RuleType":"FORWARD","TargetIps":[{"Ip":"10.0.0.1","Port":53}],"ResolverEndpointId":"e"}],"NextToken":"t","MaxResults":5}""",
            s => s.Resolver.ListResolverRulesAsync(new ListResolverRulesRequest())
        ),
        (
            """{"InstanceInformationList":[{"InstanceId":"i-1","PingStatus":"Online","LastPingDateTime":1700000000.5,"IsLatestVersion":true,"PlatformType":"Linux","AssociationOverview":{"DetailedStatus":"x","InstanceAssociationStatusAggregatedCount":{"a":5}}}],"NextToken":"t"}""",
            s => s.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest())
        ),
        (
            """{"Command":{"CommandId":"c","InstanceIds":["i-1"],"Parameters":{"commands":["x"]},"ExpiresAfter":1700000000.5,"Targets":[{"Key":"k","Values":["v"]}],"TimeoutSeconds":5,"CloudWatchOutputConfig":{"CloudWatchOutputEnabled":false},"NotificationConfig":{"NotificationEvents":[]}}}""",
            s => s.Ssm.SendCommandAsync(new SendCommandRequest())
        ),
        (
            """{"CommandId":"c","InstanceId":"i-1","ResponseCode":0,"Status":"Success","StandardOutputContent":"{}","CloudWatchOutputConfig":{"CloudWatchOutputEnabled":false}}""",
            s => s.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest())
        ),
    ];

    private static readonly (string Text, Func<AwsSession, Task> Call)[] Query =
    [
        (
            "<GetRoleResponse><GetRoleResult><Role><Path>/</Path><Arn>arn</Arn><RoleName>r</RoleName><CreateDate>2026-11-22T10:11:12Z</CreateDate><MaxSessionDuration>3600</MaxSessionDuration><Tags><member><Key>a</Key><Value>b</Value></member></Tags><PermissionsBoundary><PermissionsBoundaryArn>x</PermissionsBoundaryArn></PermissionsBoundary></Role></GetRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetRoleResponse>",
            s => s.Iam.GetRoleAsync(new GetRoleRequest { RoleName = "r" })
        ),
        (
            "<ListRolePoliciesResponse><ListRolePoliciesResult><PolicyNames><member>p</member></PolicyNames><IsTruncated>true</IsTruncated><Marker>m</Marker></ListRolePoliciesResult></ListRolePoliciesResponse>",
            s => s.Iam.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = "r" })
        ),
        (
            "<DescribeVpcsResponse><requestId>r</requestId><vpcSet><item><vpcId>vpc-1</vpcId><cidrBlock>10.0.0.0/16</cidrBlock><isDefault>false</isDefault><cidrBlockAssociationSet><item><cidrBlock>10.0.0.0/16</cidrBlock><cidrBlockState><state>associated</state></cidrBlockState></item></cidrBlockAssociationSet><tagSet><item><key>a</key><value>b</value></item></tagSet></item></vpcSet><nextToken>t</nextToken></DescribeVpcsResponse>",
            s => s.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest())
        ),
        (
            "<DescribeVpcEndpointsResponse><vpcEndpointSet><item><vpcEndpointId>vpce-1</vpcEndpointId><state>available</state><privateDnsEnabled>true</privateDnsEnabled><subnetIdSet><item>s</item></subnetIdSet><groupSet><item><groupId>g</groupId></item></groupSet><dnsEntrySet><item><dnsName>d</dnsName></item></dnsEntrySet><creationTimestamp>2026-11-22T10:11:12Z</creationTimestamp></item></vpcEndpointSet></DescribeVpcEndpointsResponse>",
            s => s.Ec2.DescribeVpcEndpointsAsync(new DescribeVpcEndpointsRequest())
        ),
        (
            "<DescribeSecurityGroupsResponse><securityGroupInfo><item><groupId>g</groupId><ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>443</fromPort><toPort>443</toPort><ipRanges><item><cidrIp>10.0.0.0/16</cidrIp></item></ipRanges></item></ipPermissions></item></securityGroupInfo></DescribeSecurityGroupsResponse>",
            s => s.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest())
        ),
        (
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>210987654321</Account><Arn>arn:aws:iam::210987654321:user/ann</Arn><UserId>AIDA</UserId></GetCallerIdentityResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetCallerIdentityResponse>",
            s => s.Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())
        ),
    ];

    private static readonly (string Text, Func<AwsSession, Task> Call)[] RestXml =
    [
        (
            "<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet><Name>a.</Name><Type>A</Type><TTL>60</TTL><Weight>1</Weight><MultiValueAnswer>true</MultiValueAnswer><ResourceRecords><ResourceRecord><Value>10.0.0.1</Value></ResourceRecord></ResourceRecords><AliasTarget><HostedZoneId>z</HostedZoneId><DNSName>d.</DNSName><EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget></ResourceRecordSet></ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>300</MaxItems></ListResourceRecordSetsResponse>",
            s => s.Route53.ListResourceRecordSetsAsync(new ListResourceRecordSetsRequest { HostedZoneId = "z" })
        ),
        (
            "<GetHostedZoneResponse><HostedZone><Id>/hostedzone/Z</Id><Name>a.</Name><Config><PrivateZone>true</PrivateZone></Config><ResourceRecordSetCount>2</ResourceRecordSetCount></HostedZone><VPCs><VPC><VPCRegion>eu-west-1</VPCRegion><VPCId>vpc-1</VPCId></VPC></VPCs></GetHostedZoneResponse>",
            s => s.Route53.GetHostedZoneAsync(new GetHostedZoneRequest { Id = "Z" })
        ),
        (
            "<ListHostedZonesByVPCResponse><HostedZoneSummaries><HostedZoneSummary><HostedZoneId>Z</HostedZoneId><Name>a.</Name><Owner><OwningAccount>1</OwningAccount></Owner></HostedZoneSummary></HostedZoneSummaries><MaxItems>100</MaxItems><NextToken>t</NextToken></ListHostedZonesByVPCResponse>",
            s => s.Route53.ListHostedZonesByVPCAsync(new ListHostedZonesByVPCRequest { VPCId = "vpc-1", VPCRegion = "eu-west-1" })
        ),
    ];

    private static readonly int[] Statuses = [200, 400, 403, 404, 409, 412, 418];

    // Refusals, in all their forms.
    private static readonly string[] Refusals =
    [
        """{"message":"m","__type":"x#YException","code":"c"}""",
        "<ErrorResponse><Error><Type>Sender</Type><Code>c</Code><Message>m</Message></Error><RequestId>r</RequestId></ErrorResponse>",
        "<Response><Errors><Error><Code>c</Code><Message>m</Message></Error></Errors><RequestID>r</RequestID></Response>",
    ];

    [Fact]
    public void Damaged_answers_in_REST_JSON_are_read_or_refused() => Feed(RestJson, "application/json");

    [Fact]
    public void Damaged_answers_in_JSON_are_read_or_refused() => Feed(Json, "application/x-amz-json-1.1");

    [Fact]
    public void Damaged_answers_in_the_query_protocols_are_read_or_refused() => Feed(Query, "text/xml");

    [Fact]
    public void Damaged_answers_in_REST_XML_are_read_or_refused() => Feed(RestXml, "text/xml");

    private readonly GivenAnswer _answer = new();

    private readonly AwsSession _session;

    private readonly Dictionary<Func<AwsSession, Task>, (int Read, int Refused)> _fates = [];

    // One session for all inputs of a test. Whose pace it is was asked before: else STS would get the damaged answer, and the
    // reader that is meant would get none.
    public AnswerFuzzTests()
    {
        _session = Sessions.Open(_answer);
        _answer.Give(
            200,
            Encoding.UTF8.GetBytes(Query.Single(seed => seed.Text.Contains("GetCallerIdentity", StringComparison.Ordinal)).Text),
            "text/xml"
        );
        _session.GetAccountIdAsync(TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        _session.Dispose();
        _answer.Dispose();
    }

    [Fact]
    public void Damaged_refusals_are_failures_of_ours()
    {
        (string Text, Func<AwsSession, Task> Call)[] all = [.. RestJson, .. Json, .. Query, .. RestXml];
        FuzzRun.Each(
            random =>
                (
                    all[random.Next(all.Length)].Call,
                    Status: Statuses[random.Next(Statuses.Length)],
                    Body: Mutated(Refusals[random.Next(Refusals.Length)], random)
                ),
            input => Run(input.Call, input.Status, input.Body, "application/json")
        );
    }

    private void Feed((string Text, Func<AwsSession, Task> Call)[] seeds, string type)
    {
        FuzzRun.Each(
            random =>
            {
                (string text, Func<AwsSession, Task> call) = seeds[random.Next(seeds.Length)];
                return (Call: call, Body: Mutated(text, random));
            },
            input => Run(input.Call, 200, input.Body, type)
        );

        // Mutations that refused everything, or nothing, would find nothing.
        if (FuzzRun.Count >= 1000)
        {
            Assert.All(seeds, seed => Assert.True(_fates[seed.Call] is { Read: > 0, Refused: > 0 }, $"{_fates[seed.Call]} of {seed.Text}"));
        }
    }

    private void Run(Func<AwsSession, Task> call, int status, byte[] body, string type)
    {
        (int read, int refused) = _fates.GetValueOrDefault(call);
        _answer.Give(status, body, type);
        try
        {
            call(_session).GetAwaiter().GetResult();
            _fates[call] = (read + 1, refused);
        }
        catch (Exception e) when (e is AnswerException or AmazonServiceException and not AmazonUnmarshallingException)
        {
            Assert.NotEqual(string.Empty, e.Message);
            _fates[call] = (read, refused + 1);
        }
    }

    private static byte[] Mutated(string text, Random random) =>
        text[0] == '<' ? XmlMutation.Of(XElement.Parse(text), random) : JsonMutation.Of(JsonNode.Parse(text)!, random);
}
