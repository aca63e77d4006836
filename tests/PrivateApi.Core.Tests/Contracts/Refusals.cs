using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PrivateApi.Lab;

namespace PrivateApi.Tests.Contracts;

/// <summary>How to get the lab to refuse with each code that the module understands.</summary>
internal static class Refusals
{
    /// <summary>Where the module looks at the beginning only: InvalidInstanceID.NotFound and InvalidInstanceID.Malformed.</summary>
    public const string Beginning = "InvalidInstanceI";

    private static readonly LabOptions Strict = new() { EnforceIam = true };

    // On a clock that stands no token comes back, however slow the calls are.
    private static readonly LabOptions Slow = new() { Throttle = true, Clock = new FakeTimeProvider() };

    public static IReadOnlyDictionary<string, Func<Task<string>>> Produced { get; } =
        new Dictionary<string, Func<Task<string>>>
        {
            ["DependencyViolation"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    string subnet = await lab.SubnetAsync(vpc);
                    await lab.EndpointAsync(vpc, $"PrivateDnsEnabled=false&SubnetId.1={subnet}");
                    return await lab.Ec2Async($"Action=DeleteSubnet&SubnetId={subnet}");
                }),
            ["CannotDelete"] = () =>
                InAsync(async lab =>
                    await lab.Ec2Async(
                        $"Action=DeleteSecurityGroup&GroupId={RefusalScene.Id(await lab.Ec2Async($"Action=DescribeSecurityGroups&Filter.1.Name=vpc-id&Filter.1.Value.1={await lab.VpcAsync()}"), "sg")}"
                    )
                ),
            ["Gateway.NotAttached"] = () =>
                InAsync(async lab =>
                    await lab.Ec2Async(
                        $"Action=DetachInternetGateway&VpcId={await lab.VpcAsync()}&InternetGatewayId={await GatewayAsync(lab)}"
                    )
                ),
            ["Resource.AlreadyAssociated"] = () =>
                InAsync(async lab =>
                {
                    string gateway = await GatewayAsync(lab);
                    await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={await lab.VpcAsync()}&InternetGatewayId={gateway}");
                    return await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={await lab.VpcAsync()}&InternetGatewayId={gateway}");
                }),

            // A second gateway of a VPC: what IsThereAlready takes for "there already" (EC2 API reference, AttachInternetGateway).
            ["InvalidParameterValue"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={vpc}&InternetGatewayId={await GatewayAsync(lab)}");
                    return await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={vpc}&InternetGatewayId={await GatewayAsync(lab)}");
                }),
            ["RouteAlreadyExists"] = () =>
                InAsync(async lab =>
                {
                    (string vpc, string gateway) = (await lab.VpcAsync(), await GatewayAsync(lab));
                    await lab.Ec2Async($"Action=AttachInternetGateway&VpcId={vpc}&InternetGatewayId={gateway}");
                    string table = RefusalScene.Id(await lab.Ec2Async($"Action=CreateRouteTable&VpcId={vpc}"), "rtb");
                    string route = $"Action=CreateRoute&RouteTableId={table}&DestinationCidrBlock=0.0.0.0/0&GatewayId={gateway}";
                    return await TwiceAsync(() => lab.Ec2Async(route));
                }),
            ["InvalidSubnet.Conflict"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    return await TwiceAsync(() => lab.Ec2Async($"Action=CreateSubnet&VpcId={vpc}&CidrBlock=10.0.0.0/24"));
                }),
            ["InvalidGroup.Duplicate"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    return await TwiceAsync(() => lab.Ec2Async($"Action=CreateSecurityGroup&VpcId={vpc}&GroupName=a&GroupDescription=x"));
                }),
            ["InvalidPermission.Duplicate"] = () =>
                InAsync(async lab =>
                {
                    string rule = $"Action=AuthorizeSecurityGroupIngress&GroupId={await lab.GroupAsync(await lab.VpcAsync(), "a")}&{Https}";
                    return await TwiceAsync(() => lab.Ec2Async(rule));
                }),
            ["InvalidPermission.NotFound"] = () =>
                InAsync(async lab =>
                    await lab.Ec2Async(
                        $"Action=RevokeSecurityGroupIngress&GroupId={await lab.GroupAsync(await lab.VpcAsync(), "a")}&{Https}"
                    )
                ),

            // A second endpoint with private DNS in a VPC: what IsThereAlready takes for "there already" (terraform-provider-aws
            // issue 17535).
            ["InvalidParameter"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    await lab.Ec2Async($"Action=ModifyVpcAttribute&VpcId={vpc}&EnableDnsHostnames.Value=true");
                    string refusal = await TwiceAsync(() => lab.EndpointAsync(vpc, "PrivateDnsEnabled=true"));
                    Assert.Contains("already a conflicting DNS domain", refusal, StringComparison.Ordinal);
                    return refusal;
                }),
            ["InvalidSubnetID.NotFound"] = () => InAsync(lab => lab.Ec2Async("Action=DescribeSubnets&SubnetId.1=subnet-00000000000000000")),
            ["InvalidSubnetID.Malformed"] = () => InAsync(lab => lab.Ec2Async("Action=DescribeSubnets&SubnetId.1=nonsense")),
            [Beginning] = () => InAsync(lab => lab.Ec2Async("Action=DescribeInstances&InstanceId.1=i-00000000000000000")),
            ["InvalidVpcEndpointId.NotFound"] = () =>
                InAsync(lab => lab.Ec2Async("Action=DescribeVpcEndpoints&VpcEndpointId.1=vpce-00000000000000000")),
            ["InvalidVpcEndpointId.Malformed"] = () => InAsync(lab => lab.Ec2Async("Action=DescribeVpcEndpoints&VpcEndpointId.1=nonsense")),
            ["RequestLimitExceeded"] = () =>
                InAsync(lab => UntilAsync(() => lab.Ec2Async("Action=DeleteVpcEndpoints&VpcEndpointId.1=vpce-00000000000000000")), Slow),
            ["UnauthorizedOperation"] = () => InAsync(lab => UserAsync(lab, "ec2", "Action=DescribeVpcs&Version=2016-11-15"), Strict),
            ["AccessDenied"] = () => InAsync(lab => UserAsync(lab, "iam", "Action=ListRoles&Version=2010-05-08"), Strict),

            ["EntityAlreadyExists"] = () => InAsync(lab => TwiceAsync(() => lab.RoleAsync("a"))),
            ["NoSuchEntity"] = () => InAsync(lab => lab.IamAsync("Action=GetRole&RoleName=a")),
            ["LoadBalancerNotFound"] = () =>
                InAsync(lab =>
                    lab.QueryAsync(
                        "elasticloadbalancing",
                        "Action=DescribeLoadBalancers&Version=2015-12-01&LoadBalancerArns.member.1="
                            + "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/none/0"
                    )
                ),
            ["WAFNonexistentItemException"] = () =>
                InAsync(lab =>
                    lab.TargetAsync(
                        "wafv2",
                        "AWSWAF_20190729.GetWebACL",
                        """{"Name":"a","Scope":"REGIONAL","Id":"a1b2c3d4-5678-90ab-cdef-000000000000"}"""
                    )
                ),
            ["Throttling"] = () => InAsync(lab => UntilAsync(() => lab.GetAsync("route53", "/2013-04-01/hostedzone")), Slow),
            ["HostedZoneNotEmpty"] = () =>
                InAsync(async lab =>
                {
                    string zone = await lab.ZoneAsync(await lab.VpcAsync());
                    await lab.RecordAsync(zone, "CREATE");
                    return await lab.Route53Async(HttpMethod.Delete, zone, string.Empty);
                }),
            ["InvalidChangeBatch"] = () => InAsync(async lab => await lab.RecordAsync(await lab.ZoneAsync(await lab.VpcAsync()), "DELETE")),
            ["ConflictingDomainExists"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    return await ChangeVpcAsync(lab, await lab.ZoneAsync(vpc), vpc, "Associate", "With");
                }),
            ["LastVPCAssociation"] = () =>
                InAsync(async lab =>
                {
                    string vpc = await lab.VpcAsync();
                    return await LeaveAsync(lab, await lab.ZoneAsync(vpc), vpc);
                }),
            ["VPCAssociationNotFound"] = () =>
                InAsync(async lab => await LeaveAsync(lab, await lab.ZoneAsync(await lab.VpcAsync()), await lab.VpcAsync())),
            ["ThrottlingException"] = () =>
                InAsync(lab => UntilAsync(() => lab.TargetAsync("route53resolver", "Route53Resolver.ListResolverRules", "{}")), Slow),

            ["NoSuchHostedZone"] = () => InAsync(lab => lab.GetAsync("route53", "/2013-04-01/hostedzone/Z0000000000000NONE")),
            ["ResourceExistsException"] = () =>
                InAsync(lab =>
                    TwiceAsync(() =>
                        lab.TargetAsync(
                            "route53resolver",
                            "Route53Resolver.CreateResolverRule",
                            """{"CreatorRequestId":"a","RuleType":"SYSTEM","DomainName":"example.com"}"""
                        )
                    )
                ),
            ["ResourceConflictException"] = () =>
                InAsync(async lab =>
                {
                    await lab.RoleAsync("a");
                    return await TwiceAsync(() => lab.FunctionAsync("f", "a"));
                }),
            ["InvalidParameterValueException"] = () =>
                InAsync(
                    async lab =>
                    {
                        await lab.RoleAsync("a");
                        string refusal = await lab.FunctionAsync("f", "a");
                        Assert.Contains("cannot be assumed by Lambda", refusal, StringComparison.Ordinal);
                        return refusal;
                    },
                    new LabOptions { RoleTime = TimeSpan.FromMinutes(1) }
                ),
            ["ResourceNotFoundException"] = () => InAsync(lab => lab.LambdaAsync(HttpMethod.Get, "/none")),
            ["PreconditionFailedException"] = () =>
                InAsync(async lab =>
                {
                    await lab.RoleAsync("a");
                    await lab.FunctionAsync("f", "a");
                    return await lab.LambdaAsync(
                        HttpMethod.Put,
                        "/f/configuration",
                        """{"Timeout":5,"RevisionId":"00000000-0000-0000-0000-000000000000"}"""
                    );
                }),

            ["BadRequestException"] = () =>
                InAsync(async lab =>
                {
                    string refusal = await lab.ApiAsync(HttpMethod.Post, $"/restapis/{await lab.PrivateApiAsync()}/deployments", "{}");
                    Assert.Contains("doesn't contain any methods", refusal, StringComparison.Ordinal);
                    return refusal;
                }),
            ["NotFoundException"] = () => InAsync(lab => lab.ApiAsync(HttpMethod.Get, "/restapis/abcdefghij")),
            ["ConflictException"] = () =>
                InAsync(async lab =>
                {
                    string resources = $"/restapis/{await lab.PrivateApiAsync()}/resources";
                    string root = (string)JsonNode.Parse(await lab.ApiAsync(HttpMethod.Get, resources))!["item"]![0]!["id"]!;
                    return await TwiceAsync(() => lab.ApiAsync(HttpMethod.Post, $"{resources}/{root}", """{"pathPart":"a"}"""));
                }),
            ["TooManyRequestsException"] = () =>
                InAsync(lab => UntilAsync(() => lab.ApiAsync(HttpMethod.Delete, "/restapis/abcdefghij")), Slow),
            ["AccessDeniedException"] = () => InAsync(lab => UserAsync(lab, "apigateway", null), Strict),

            ["ValidationException"] = () =>
                InAsync(lab => lab.TargetAsync("ssm", "AmazonSSM.DescribeInstanceInformation", """{"MaxResults":1}""")),
            ["InvalidInstanceId"] = () =>
                InAsync(lab =>
                    lab.TargetAsync(
                        "ssm",
                        "AmazonSSM.SendCommand",
                        """{"DocumentName":"AWS-RunShellScript","InstanceIds":["i-00000000000000000"],"Parameters":{"commands":["true"]}}"""
                    )
                ),

            ["AuthFailure"] = () => InAsync(lab => UnknownAsync(lab, "ec2"), Strict),
            ["InvalidClientTokenId"] = () => InAsync(lab => UnknownAsync(lab, "iam"), Strict),
            ["UnrecognizedClientException"] = () => InAsync(lab => UnknownAsync(lab, "apigateway"), Strict),
        };

    /// <summary>Codes that the module understands and the lab never says, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Elsewhere { get; } =
        new Dictionary<string, string>
        {
            ["InvalidGroup.InUse"] =
                "EC2's word for a group in use outside a VPC; in a VPC it is DependencyViolation (EC2 API reference, Error codes).",
            ["InvalidSubnetId.Malformed"] = "A second spelling of InvalidSubnetID.Malformed that EC2 was seen to use.",
            ["EntityAlreadyExistsException"] = "The name of the shape of EntityAlreadyExists in the service model.",
            ["NoSuchEntityException"] = "The name of the shape of NoSuchEntity in the service model.",
            ["ThrottledException"] = "The SDK's own list of throttling codes; the lab's services have one each.",
            ["RequestThrottled"] = "The SDK's own list of throttling codes.",
            ["RequestThrottledException"] = "The SDK's own list of throttling codes.",
            ["SlowDown"] = "The SDK's own list of throttling codes; Amazon S3's.",
            ["EC2ThrottledException"] = "Lambda's Invoke while EC2 throttles it; the lab's network is never throttled.",
            ["ResourceNotReadyException"] = "Lambda's Invoke of a function that was idle for weeks.",
            ["CodeArtifactUserPendingException"] = "Lambda while a container image is prepared; the module places zips only.",
            ["InvalidFilterKey"] = "Systems Manager's word for a filter key that no version of the module sends.",
            ["InternalFailure"] =
                "Any service's word for a failure of its own; Start-PrivateApiLab -ErrorRate says it where a service has no other.",
            ["EC2AccessDeniedException"] =
                "Lambda's Invoke where the role may not make interfaces; the lab's probe has its interface by then.",
            ["UnauthorizedAccess"] = "An older service's word for AccessDenied.",
            ["NotAuthorized"] = "The Common errors of query services; the lab's say AccessDenied.",
            ["ExpiredToken"] = "The lab's sessions never expire.",
            ["ExpiredTokenException"] = "The lab's sessions never expire.",
            ["RequestExpired"] = "The lab does not look at dates of signatures.",
            ["InvalidSignatureException"] = "The lab verifies no signature.",
            ["SignatureDoesNotMatch"] = "The lab verifies no signature.",
        };

    private static Task<string> LeaveAsync(RefusalScene lab, string zone, string vpc) =>
        ChangeVpcAsync(lab, zone, vpc, "Disassociate", "From");

    private static Task<string> ChangeVpcAsync(RefusalScene lab, string zone, string vpc, string verb, string preposition) =>
        lab.Route53Async(
            HttpMethod.Post,
            $"{zone}/{verb.ToLowerInvariant()}vpc",
            $"<{verb}VPC{preposition}HostedZoneRequest xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">"
                + $"{RefusalScene.InVpc(vpc)}</{verb}VPC{preposition}HostedZoneRequest>"
        );

    private const string Https =
        "IpPermissions.1.IpProtocol=tcp&IpPermissions.1.FromPort=443&IpPermissions.1.ToPort=443&IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/16";

    private static async Task<string> InAsync(Func<RefusalScene, Task<string>> refuse, LabOptions? options = null)
    {
        using RefusalScene lab = new(options);
        return await refuse(lab);
    }

    private static async Task<string> TwiceAsync(Func<Task<string>> call)
    {
        string first = await call();
        Assert.Matches("^[<{]", first);
        return await call();
    }

    private static async Task<string> UntilAsync(Func<Task<string>> call)
    {
        for (int tries = 0; tries < 200; tries++)
        {
            string answer = await call();
            if (
                answer.Contains("Rate exceeded", StringComparison.Ordinal)
                || answer.Contains("Too Many Requests", StringComparison.Ordinal)
                || answer.Contains("limit exceeded", StringComparison.Ordinal)
            )
            {
                return answer;
            }
        }

        return "never throttled";
    }

    private static async Task<string> GatewayAsync(RefusalScene lab) =>
        RefusalScene.Id(await lab.Ec2Async("Action=CreateInternetGateway"), "igw");

    /// <summary>A call of a user who may do nothing.</summary>
    private static async Task<string> UserAsync(RefusalScene lab, string service, string? form)
    {
        await lab.IamAsync("Action=CreateUser&UserName=alice");
        string key = await lab.IamAsync("Action=CreateAccessKey&UserName=alice");
        lab.Key = System.Text.RegularExpressions.Regex.Match(key, "<AccessKeyId>([^<]+)").Groups[1].Value;
        return form is null ? await lab.ApiAsync(HttpMethod.Get, "/restapis") : await lab.QueryAsync(service, form);
    }

    private static Task<string> UnknownAsync(RefusalScene lab, string service)
    {
        lab.Key = "AKIAIOSFODNN7EXAMPLE";
        return service == "apigateway"
            ? lab.ApiAsync(HttpMethod.Get, "/restapis")
            : lab.QueryAsync(service, service == "ec2" ? "Action=DescribeVpcs&Version=2016-11-15" : "Action=ListRoles&Version=2010-05-08");
    }
}
